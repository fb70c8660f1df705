/** The answers of the customer's page that are none of its states: pages too, because a person is at the other end. */
import { createHash } from 'node:crypto';
import { PAGE_STYLE } from '../cards/page-style.ts';
import { troublePage, type PageTrouble } from '../cards/page-trouble.ts';

export interface PageReply {
  readonly status: number;
  readonly html: string;
  /** Of a 303: the same page, asked for anew, so that going back or reloading presses nothing again. */
  readonly location?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** Its one style and its own forms; no script, no picture, no frame, no other site. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** @param languages as the browser asks for them. */
export function pageTrouble(status: number, languages: string): PageReply {
  const retryAfter = RETRY_AFTER[status];
  const html = troublePage(TROUBLES[status] ?? (status < 500 ? 'form' : 'fault'), languages);
  return { status, html, ...(retryAfter !== undefined && { retryAfter }) };
}

const TROUBLES: Readonly<Record<number, PageTrouble>> = { 404: 'closed', 429: 'busy', 503: 'starting' };
const RETRY_AFTER: Readonly<Record<number, number>> = { 429: 60, 503: 10 };
