/** What stands on the status card of the sides that are not in Teams: who is written to, since when, and until when is waited. */
import { isOutside, mayKnowContact, OUTSIDE_SIDES, type OutsideSide } from '../changeover/outside.ts';
import { waitEndsAt } from '../changeover/waits.ts';
import { dateIn } from '../changeover/working-time.ts';
import { sideName } from './names.ts';
import { contactFor, contactName } from './outside.ts';
import { type Action, actionSet, container, type Element, press, textBlock } from './parts.ts';
import type { Words } from './text.ts';
import type { StatusView, StepItem } from './view.ts';

/** A line for each side that has somebody noted, or was written to; the partner is asked for whoever is missing. */
export function outsideSection(w: Words, view: StatusView): readonly Element[] {
  if (!view.isOpen) return [];
  const known = OUTSIDE_SIDES.filter((of) => mayKnowContact(view.reader.side, of));
  return known.flatMap((of) => sideLine(w, view, of));
}

/** What became of the letter about an open step; undefined before there was one. */
function writtenWords(w: Words, { source, now, reader }: StatusView, { side, view }: StepItem): string | undefined {
  const { changeover } = source;
  const { written, planBAt, isGivenUp } = view.record ?? {};
  if (!isOutside(side)) return undefined;
  if (isGivenUp && planBAt !== undefined) return w.t('outside.planB', { on: w.weekday(dateIn(reader.zone, planBAt)) });
  if (written === undefined) return undefined;
  const noted = changeover.contacts?.[side]?.nameRef.id;
  const isSame = noted === undefined || written.nameRef === undefined || written.nameRef.id === noted;
  const to = { same: isSame ? 'yes' : 'no', sentOn: w.weekday(written.on) };
  if (written.waitUntil === undefined) return w.t('outside.written', to);
  const key = isLate({ source, now }, { view }) ? 'outside.late' : 'outside.due';
  return w.t(key, { ...to, waitOn: w.weekday(written.waitUntil) });
}

/** Written to, waited for, and the day has passed. */
function isLate({ source, now }: Pick<StatusView, 'source' | 'now'>, { view }: Pick<StepItem, 'view'>): boolean {
  const { step, record } = view;
  const endsAt = waitEndsAt(step, record, source.changeover);
  return record?.written !== undefined && !record.isGivenUp && endsAt !== undefined && now >= endsAt;
}

/** The letter to the side that an open step waits for. */
export function writeButton(w: Words, source: StatusView['source'], { side, id: step, line }: StepItem): Action {
  const { changeover, playbook, text } = source;
  const who = sideName(w, changeover, playbook, side, text);
  const verb = side === 'source' ? 'letterSource' : 'letterProvider';
  return press(verb, w.t('button.write', { who }), { changeover: changeover.id, step, line, seen: changeover.version });
}

function sideLine(w: Words, view: StatusView, of: OutsideSide): readonly Element[] {
  const { changeover, playbook, text } = view.source;
  const open = [...view.mine, ...view.theirs].filter((item) => item.side === of);
  const contact = contactFor(changeover, of, view.reader, text);
  const state = stateOf(w, view, of, open);
  const who = capital(sideName(w, changeover, playbook, of, text), w.locale);
  if (contact !== undefined) {
    const params = { who, contact: contactName(w, contact) };
    const said = state === undefined ? w.t('outside.named', params) : w.t('outside.line', { ...params, state });
    return [
      textBlock(said, { spacing: 'small', ...(open.some((item) => isLate(view, item)) && { tone: 'attention' }) }),
    ];
  }
  if (open.length === 0) return [];
  const said = state === undefined ? [] : [textBlock(w.t('outside.unnamed', { who, state }), { spacing: 'small' })];
  return view.reader.side === 'partner' ? [...said, asks(w, view, who)] : said;
}

function stateOf(w: Words, view: StatusView, of: OutsideSide, open: readonly StepItem[]): string | undefined {
  const [latest] = open.toSorted((one, other) => sentAt(other) - sentAt(one));
  const said = latest && writtenWords(w, view, latest);
  if (said !== undefined) return said;
  const { changeover } = view.source;
  const letter = changeover.letters?.findLast(({ to }) => to === of);
  if (letter !== undefined) return w.t('outside.written', { same: 'yes', sentOn: w.weekday(letter.on) });
  const isAsked = open.length > 0 && view.reader.side === 'partner';
  return isAsked && changeover.contacts?.[of] ? w.t('outside.notYet') : undefined;
}

function sentAt({ view }: StepItem): number {
  const { written, planBAt } = view.record ?? {};
  return Math.max(written?.at ?? 0, planBAt ?? 0);
}

function asks(w: Words, view: StatusView, who: string): Element {
  const data = { changeover: view.id, seen: view.version };
  return container(
    [textBlock(w.t('outside.nobody', { who })), actionSet([press('contacts', w.t('button.contacts'), data)])],
    { style: 'emphasis', spacing: 'medium' },
  );
}

function capital(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
