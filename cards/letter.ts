/**
 * The e-mail to somebody whom Teams does not reach: what waits for them, why it comes by mail, what to do and how it
 * stops. Plain text and the same as simple HTML; no link, because one could carry a right or be taken for bait.
 */
import type { Instant, UnreachableWhy, Zone } from '../changeover/changeover.ts';
import { words, type Words } from './text.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface LetterView {
  readonly locale: string;
  readonly zone: Zone;
  readonly now: Instant;
  /** Names as cards show them. */
  readonly customer: string;
  readonly partner: string;
  readonly why: UnreachableWhy;
  /** One text per message that waits, as its notification would say it. */
  readonly items: readonly string[];
  /** Whom to ask, as cards show it. */
  readonly contact?: string;
}

export function letter(view: LetterView): Letter {
  const w = words(view.locale);
  const { partner, customer } = view;
  const items = view.items.map(unmarked);
  const names = { partner: unmarked(partner), customer: unmarked(customer), count: items.length };
  const before = [w.t('letter.hello'), w.t('letter.came', names), w.t('letter.waits', names)];
  const after = [
    w.t('letter.why', { why: w.t(`reach.why.${view.why}`) }),
    w.t(`letter.todo.${isForAdmin(view.why) ? 'admin' : 'self'}`, names),
    ...askLine(w, view),
    w.t('letter.stop', names),
    w.t('letter.asOf', { at: w.dateTime(view.now, view.zone) }),
  ];
  const text = [...before, items.map((item) => `• ${item}`).join('\n'), ...after].join('\n\n');
  const list = `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
  const html = [...before.map(paragraph), list, ...after.map(paragraph)].join('\n');
  return { subject: w.t('letter.subject', names), text: `${text}\n`, html: `<div>\n${html}\n</div>` };
}

/** Only an administrator of Teams can lift it. */
function isForAdmin(why: UnreachableWhy): boolean {
  return why === 'disabledByAdmin';
}

function askLine(w: Words, { contact }: LetterView): readonly string[] {
  return contact === undefined ? [] : [w.t('letter.ask', { contact: unmarked(contact) })];
}

/** Without what makes a text harmless in a card, which a mail would show: backslashes before signs, invisible joints. */
function unmarked(text: string): string {
  return text.replace(/\\([\\[\]*`~|_])/gu, '$1').replaceAll('\u2060', '');
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
