/** The page that an administrator sees after Microsoft's: how it went, and what to do next. */
import { createHash } from 'node:crypto';
import type { Refusal } from '../changeover/refusals.ts';
import type { ConsentOutcome, ConsentPurpose } from '../changeover/tenant-link.ts';
import { words } from '../cards/text.ts';

export interface ConsentPage {
  readonly status: 200 | 400;
  readonly html: string;
  /** The page's own policy: its one style and nothing else. */
  readonly policy: string;
}

const STYLE =
  'body{font:16px/1.5 "Segoe UI",system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;color:#242424;background:#fff}' +
  'h1{font-size:1.5rem}@media(prefers-color-scheme:dark){body{color:#eee;background:#1f1f1f}}';
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'`;

/** @param outcome undefined for an answer to no link of ours. @param languages as the browser asks for them. */
export function consentPage(
  outcome: ConsentOutcome | Refusal | undefined,
  languages: string,
  purpose: ConsentPurpose = 'read',
): ConsentPage {
  const w = words(/^[a-z]{2}/i.exec(languages)?.[0] ?? 'en');
  const what = outcome === undefined ? 'unknown' : typeof outcome === 'string' ? outcome : codeOf(outcome);
  const key = what === 'granted' ? `consent.page.granted.${purpose}` : `consent.page.${what}`;
  const [title, text] = [w.t(`${key}.title`), w.t(`${key}.text`)];
  const html = `<!doctype html><html lang="${w.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
  return { status: outcome === 'granted' || outcome === 'refused' ? 200 : 400, html, policy: POLICY };
}

function codeOf({ code }: Refusal): 'expired' | 'unknown' | 'failed' {
  if (code === 'consentExpired') return 'expired';
  return code === 'tooBusy' || code === 'internal' ? 'failed' : 'unknown';
}
