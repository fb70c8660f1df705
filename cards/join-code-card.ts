import type { Changeover, Instant, Zone } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import { copyBox, paragraphs } from './copy-box.ts';
import { ownKey } from './names.ts';
import { card, container, content, header, remark, textBlock } from './parts.ts';
import { plain, words } from './text.ts';

export interface JoinCodeView {
  readonly locale: string;
  readonly zone: Zone;
  /** The kind of changeover: the message says what the customer is asked to join. */
  readonly kind: Pick<Changeover, 'playbook' | 'variant'>;
  readonly customerName: string;
  readonly partnerName: string;
  /** Shown here only: what is kept is its hash. */
  readonly code: string;
  /** The same for typing or reading out. */
  readonly short: string;
  readonly expiresAt: Instant;
  /** Six digits that the customer can ask the partner to read out. */
  readonly checkNumber: string;
}

/** The join code for the customer, with a message ready to send. */
export function joinCodeCard(view: JoinCodeView): Content {
  const w = words(view.locale);
  const customer = plain(view.customerName, 80);
  const until = w.dateTime(view.expiresAt, view.zone);
  const what = w.t(ownKey(w, 'joinCode.what', view.kind));
  const message = w.t('joinCode.message', { what, partner: view.partnerName, code: view.code, until });
  return content(
    card([
      header(w.t('joinCode.title'), w.t('joinCode.subtitle', { customer })),
      container([textBlock(view.code, { isMonospace: true, size: 'large', isBold: true })], { style: 'emphasis' }),
      textBlock(w.t('joinCode.short', { short: view.short })),
      textBlock(w.t('joinCode.once', { until })),
      paragraphs(message),
      copyBox('joinMessage', w.t('joinCode.copy'), message),
      textBlock(w.t('joinCode.check', { number: spaced(view.checkNumber) }), { isBold: true }),
      remark(w.t('joinCode.checkWhy')),
    ]),
    w.t('joinCode.summary', { customer }),
  );
}

/** `481 902`: read out in two halves. */
function spaced(number: string): string {
  return `${number.slice(0, 3)} ${number.slice(3)}`;
}
