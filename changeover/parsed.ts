/** What every parser of typed input answers with, and the digits that it reads. */
import type { Refusal } from './refusals.ts';

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

/** Full-width, Arabic-Indic and extended Arabic-Indic digits as ASCII, with their separators and signs. */
export function asciiDigits(text: string): string {
  return text
    .replace(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, '')
    .normalize('NFKC')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replaceAll('٫', '.')
    .replaceAll('٬', ',')
    .replaceAll('\u2212', '-');
}
