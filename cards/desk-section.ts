/** What the partner's technicians see and press around the steps: whose changeover it is, its ticket, notes, who was asked. */
import type { DeskNote } from '../changeover/changeover.ts';
import { isSamePerson } from '../changeover/membership.ts';
import { dateIn } from '../changeover/working-time.ts';
import { personName } from './names.ts';
import { type Action, type Element, press, remark, showCard, textBlock } from './parts.ts';
import { plain, type Words } from './text.ts';
import type { StatusView, StepItem } from './view.ts';

/** For the partner's facts: on it, and the ticket. */
export function deskFacts(w: Words, view: StatusView): readonly (readonly [string, string | undefined])[] {
  const { changeover, text } = view.source;
  const { assignee, ticketRef } = changeover;
  const isMine =
    assignee !== undefined && view.reader.person !== undefined && isSamePerson(assignee, view.reader.person);
  const name = assignee && personName(changeover, assignee, text, w.locale);
  const ticket = text(ticketRef);
  return [
    [w.t('status.fact.assignee'), isMine ? w.t('status.assignee.you') : (name ?? w.t('status.assignee.nobody'))],
    [w.t('status.fact.ticket'), ticket === undefined ? undefined : plain(ticket, 60)],
  ];
}

/** Who of the customer was asked for the step, how often and when last. */
export function askedWords(w: Words, view: StatusView, item: StepItem): string | undefined {
  const { changeover, text } = view.source;
  const { record } = item.view;
  const asked = record?.askedAt ?? [];
  const last = asked.at(-1);
  if (item.side !== 'customer' || last === undefined) return undefined;
  const admins = changeover.members.filter(({ role, isStandIn }) => role === 'customerAdmin' && isStandIn !== true);
  if (admins.length === 0) return undefined;
  const who = w.list(admins.map(({ person }) => personName(changeover, person, text, w.locale)));
  return w.t('status.asked', { who, count: asked.length, date: w.date(dateIn(view.reader.zone, last)) });
}

/** The latest notes of the partner's own people, the newest first; an erased one is not shown. */
export function notesSection(w: Words, view: StatusView): readonly Element[] {
  const { changeover } = view.source;
  const notes = (changeover.notes ?? []).toReversed().flatMap((note) => noteOf(w, view, note) ?? []);
  const [newest, ...older] = notes;
  if (newest === undefined) return [];
  return [
    textBlock(newest, { spacing: 'medium' }),
    ...older.slice(0, MOST_OLDER).map((note) => remark(note, { spacing: 'small' })),
  ];
}

const MOST_OLDER = 2;
const LONGEST_NOTE = 300;

function noteOf(w: Words, view: StatusView, { at, by, noteRef }: DeskNote): string | undefined {
  const { changeover, text } = view.source;
  const note = text(noteRef);
  if (note === undefined) return undefined;
  const who = personName(changeover, by, text, w.locale);
  return w.t('status.note', { who, date: w.date(dateIn(view.reader.zone, at)), note: plain(note, LONGEST_NOTE) });
}

/** One button of three: take it, take it over, hand it back. It says whose it was on this very card. */
export function assignButton(w: Words, view: StatusView): Action {
  const { changeover, text } = view.source;
  const { assignee } = changeover;
  const data = { changeover: view.id, seen: view.version };
  if (assignee === undefined) return press('assign', w.t('button.assign'), data);
  const isMine = view.reader.person !== undefined && isSamePerson(assignee, view.reader.person);
  if (isMine) return press('unassign', w.t('button.unassign'), data);
  const who = personName(changeover, assignee, text, w.locale);
  return press('assign', w.t('button.takeOver', { who }), { ...data, from: assignee.objectId });
}

/** Asks for the customer's next step; only where there is somebody to ask. */
export function askButton(w: Words, view: StatusView): readonly Action[] {
  const first = view.theirs.find((item) => item.side === 'customer');
  if (first === undefined || !view.customer.hasJoined) return [];
  const data = { changeover: view.id, step: first.id, line: first.line, seen: view.version };
  return [press('askCustomer', w.t('button.askCustomer'), data)];
}

export function noteButton(w: Words, view: StatusView): Action {
  const field: Element = {
    type: 'Input.Text',
    id: 'deskNote',
    label: w.t('status.note.label'),
    isMultiline: true,
    maxLength: 1000,
  };
  const save = press('note', w.t('button.note.save'), { changeover: view.id, seen: view.version });
  return showCard(w.t('button.note'), [field], [save]);
}

export function ticketButton(w: Words, view: StatusView): Action {
  const ticket = view.source.text(view.source.changeover.ticketRef);
  const field: Element = {
    type: 'Input.Text',
    id: 'ticketNumber',
    label: w.t('status.ticket.label'),
    maxLength: 60,
    ...(ticket !== undefined && { value: ticket }),
  };
  const save = press('ticket', w.t('button.ticket.save'), { changeover: view.id, seen: view.version });
  return showCard(w.t('button.ticket'), [field], [save]);
}
