/** How somebody outside Teams is reached, as people type it. */
import type { Parsed } from './inputs.ts';
import { parseDomain } from './inputs.ts';
import { asciiDigits } from './parsed.ts';
import { refuse } from './refusals.ts';

const LONGEST_EMAIL = 254;
const LONGEST_LOCAL = 64;

/**
 * One address, out of `mailto:` and `Ana <ana@contoso.com>` too; its domain comes back in lower case and ASCII. Refuses
 * with `emailUnreadable`, and with `emailIsCustomers` for the domain of the customer, who is nobody outside.
 */
export function parseEmail(
  text: string,
  { field = 'email', customers }: { readonly field?: string; readonly customers?: string } = {},
): Parsed<string> {
  const unreadable = { ok: false, refusal: refuse('emailUnreadable', undefined, field) } as const;
  const typed = /<([^<>]*)>\s*$/u.exec(text)?.[1] ?? text;
  const address = typed.trim().replace(/^mailto:/iu, '');
  const [local = '', host = '', ...more] = address.split('@');
  const isLocal = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local);
  if (more.length > 0 || !isLocal || local.length > LONGEST_LOCAL || !/^[^\s/?#:]+$/u.test(host)) return unreadable;
  const domain = parseDomain(host);
  if (!domain.ok) return unreadable;
  // `parseDomain` takes a leading www away, which an address may have.
  const email = `${local}@${/^www\./iu.test(host) ? `www.${domain.value}` : domain.value}`;
  if (email.length > LONGEST_EMAIL) return unreadable;
  return domain.value === customers
    ? { ok: false, refusal: refuse('emailIsCustomers', { domain: domain.value }, field) }
    : { ok: true, value: email };
}

const DIGITS = { least: 5, most: 17 };

/** As it was typed, digits in ASCII, an extension after it too: `+351 21 000 1234 ext. 12`. Refuses with `phoneUnreadable`. */
export function parsePhone(text: string, { field = 'phone' }: { readonly field?: string } = {}): Parsed<string> {
  const typed = asciiDigits(text).replace(/\s+/gu, ' ').trim();
  const digits = typed.replace(/\D/gu, '').length;
  const isPhone = /^\+?[\d ()./-]+(?:(?:ext\.?|x|#) ?\d{1,6})?$/iu.test(typed);
  return isPhone && digits >= DIGITS.least && digits <= DIGITS.most
    ? { ok: true, value: typed }
    : { ok: false, refusal: refuse('phoneUnreadable', undefined, field) };
}
