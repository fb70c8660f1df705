import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { ConsentPurpose } from '../changeover/tenant-link.ts';
import type { Content, Reader } from './content.ts';
import { bullets, card, content, header, numbered, openUrl, remark, subheading, textBlock } from './parts.ts';
import { plain, words } from './text.ts';
import { numberedWords } from './step-words.ts';

export interface ConnectView {
  readonly changeover: Changeover;
  readonly reader: Reader;
  readonly purpose: ConsentPurpose;
  /** Microsoft's own page, with the secret of this link. */
  readonly url: string;
  readonly expiresAt: Instant;
}

/** What will be read (or written) and why, and the link to Microsoft's page on which an administrator says yes. */
export function connectCard({ changeover, reader, purpose, url, expiresAt }: ConnectView): Content {
  const w = words(reader.locale);
  const domain = plain(changeover.customer.domain, 100);
  const key = `connect.${purpose}`;
  const body = [
    header(w.t(`${key}.title`), domain),
    textBlock(w.t(`${key}.why`)),
    subheading(w.t(`${key}.what`)),
    bullets(numberedWords(w, `${key}.reads`)),
    textBlock(w.t(`${key}.never`), { isBold: true, spacing: 'medium' }),
    subheading(w.t('connect.how')),
    numbered(numberedWords(w, 'connect.how', { domain })),
    remark(w.t('connect.until', { until: w.dateTime(expiresAt, reader.zone) })),
  ];
  return content(card(body, [openUrl(w.t('button.openConsent'), url)]), w.t(`${key}.title`));
}
