/** What happened, in one short sentence for each event: `history.event.<type>` of the catalogue with what it names. */
import type { Changeover, LineId, Person, StepId, TextRef } from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import { mayKnowContact, type OutsideSide } from '../changeover/outside.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { Reader } from './content.ts';
import { countryName } from './country-name.ts';
import { personName, productName, sideName, type TextOf } from './names.ts';
import { stepTitle } from './step-words.ts';
import { type Params, plain, type Words } from './text.ts';

export interface EventWording {
  readonly w: Words;
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly reader: Reader;
  readonly text: TextOf;
}

type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;
type ParamsOf = { readonly [Type in Event['type']]?: (event: EventOf<Type>, wording: EventWording) => Params };

export function eventWords(event: Event, wording: EventWording): string {
  const { w } = wording;
  const key = `history.event.${event.type}`;
  if (!w.has(key)) return w.t('history.event.other', { type: event.type });
  const paramsOf = PARAMS[event.type] as ((one: Event, wording: EventWording) => Params) | undefined;
  return w.t(key, paramsOf?.(event, wording) ?? {});
}

const PARAMS: ParamsOf = {
  opened: ({ customer, askedBy }, { w, playbook, changeover, reader, text }) => ({
    asked: askedBy === undefined ? 'none' : personName(changeover, askedBy, text, reader.locale),
    domain: plain(customer.domain, 100),
    playbook: w.t(`playbook.${playbook.id}.name`),
  }),
  joinCodeIssued: ({ expiresAt }, wording) => ({ at: atWords(wording, expiresAt) }),
  memberJoined: ({ person, side, role }, { w, changeover, playbook, reader, text }) => ({
    who: personName(changeover, person, text, reader.locale),
    side: sideName(w, changeover, playbook, side, text),
    role,
  }),
  stepOpened: (event, wording) => ({ step: stepWords(event, wording) }),
  pageIssued: ({ expiresAt, isOffered }, wording) => ({
    at: atWords(wording, expiresAt),
    offered: isOffered === true ? 'yes' : 'no',
  }),
  stepAnswered: (event, wording) => ({
    step: stepWords(event, wording),
    answer: event.answer,
    kind: event.by ? event.kind : 'page',
  }),
  stepDone: (event, wording) => ({ step: stepWords(event, wording), kind: event.kind, ...dayWords(event, wording) }),
  wordHeld: (event, wording) => ({ step: stepWords(event, wording) }),
  wordSettled: (event, wording) => ({ step: stepWords(event, wording), how: event.how }),
  stepReopened: (event, wording) => ({ step: stepWords(event, wording), why: event.why }),
  stepSkipped: (event, wording) => ({ step: stepWords(event, wording) }),
  wordObjected: (event, wording) => ({ step: stepWords(event, wording) }),
  caseOpened: (event, wording) => dayWords(event, wording),
  caseClosed: ({ number }) => ({ number }),
  letterSent: (event, wording) => ({
    to: addresseeWords(event.to, wording),
    ...dayWords(event, wording),
    ...(event.to === 'users' ? { who: '', hasName: 'no' } : namedWords(event.to, event.nameRef, wording)),
    waitOn: event.waitUntil === undefined ? 'none' : wording.w.date(event.waitUntil),
  }),
  contactSet: ({ of, nameRef }, wording) => ({
    side: addresseeWords(of, wording),
    ...namedWords(of, nameRef, wording),
  }),
  contactRemoved: ({ of }, wording) => ({ side: addresseeWords(of, wording) }),
  planBChosen: (event, wording) => ({ step: stepWords(event, wording) }),
  paused: (event, wording) => untilWords(event, wording),
  playbookSwitched: ({ to }, { w }) => {
    const key = `playbook.${to.id}.name`;
    return { playbook: w.has(key) ? w.t(key) : plain(to.id, 60) };
  },
  factStated: ({ fact, line, holds, kind }, wording) => ({
    fact: factWords(fact, line, wording),
    holds: holds ? 'yes' : 'no',
    kind,
  }),
  actTaken: ({ act, line, on }, wording) => ({ act, product: lineWords(line, wording), on: wording.w.date(on) }),
  oldReportedEnded: ({ line, on }, wording) => ({ product: lineWords(line, wording), on: wording.w.date(on) }),
  corrected: ({ changes }, wording) => ({
    fields: wording.w.list(changes.map((one) => correctionWords(one, wording))),
  }),
  snoozed: (event, wording) => untilWords(event, wording),
  muted: ({ kind }, { w }) => ({ kind: kindWords(w, kind) }),
  quieted: (event, wording) => untilWords(event, wording),
  countrySet: ({ country }, { w }) => ({ country: countryName(w, country) }),
  claimOpened: ({ amount, from, to, followUpOn }, { w }) => ({
    amount: w.money(amount),
    from: w.date(from),
    to: w.date(to),
    on: w.date(followUpOn),
  }),
  claimSettled: ({ outcome }) => ({ outcome }),
  invited: ({ by, role, isStandIn, expiresAt }, wording) => ({
    who: whoWords(by, wording),
    role,
    standIn: isStandIn === true ? 'yes' : 'no',
    at: atWords(wording, expiresAt),
  }),
  standInSet: ({ person, isStandIn }, wording) => ({
    who: whoWords(person, wording),
    standIn: isStandIn ? 'yes' : 'no',
  }),
  memberRemoved: ({ person, by }, wording) => ({ who: whoWords(person, wording), by: whoWords(by, wording) }),
  rolesStated: ({ person }, wording) => ({ who: whoWords(person, wording) }),
  assigned: ({ to }, wording) => ({ who: to ? whoWords(to, wording) : '', hasPerson: to ? 'yes' : 'no' }),
  noted: ({ by }, wording) => ({ who: whoWords(by, wording) }),
  ticketSet: ({ ticketRef }) => ({ isSet: ticketRef ? 'yes' : 'no' }),
  customerAsked: (event, wording) => ({ step: stepWords(event, wording) }),
  readingFailed: ({ why }) => ({ why }),
  consentAsked: ({ purpose, expiresAt }, wording) => ({ purpose, at: atWords(wording, expiresAt) }),
  consentTaken: ({ purpose, outcome }) => ({ purpose, outcome }),
  draftSettled: ({ verdict }) => ({ verdict }),
  readingMade: ({ findings }) => ({ count: findings.length }),
  reminded: ({ kind, to }, { w, changeover, playbook, text }) => ({
    kind: kindWords(w, kind),
    to: sideName(w, changeover, playbook, to, text),
  }),
  reminderSkipped: ({ why }) => ({ why }),
  memberUnreachable: (event, wording) => ({ who: reachedWords(event, wording) }),
  memberReachable: (event, wording) => ({ who: reachedWords(event, wording) }),
  licenceMovePlanned: ({ plan }) => ({ count: plan.users }),
  licencesUnread: ({ why }, { w }) => ({ why: w.t(`licences.why.${why}`) }),
  licenceMovePaused: ({ why }, { w }) => ({ why: why ?? 'none', said: why ? w.t(`licences.why.${why}`) : '' }),
  licencesCounted: ({ checked, without }) => ({ checked, without }),
  licenceMoveEnded: ({ result }) => ({ moved: result.moved, failed: result.failed }),
  closed: ({ outcome }) => ({ outcome }),
};

function stepWords({ step, line }: { readonly step: StepId; readonly line?: LineId }, wording: EventWording): string {
  const { w } = wording;
  // A step of a playbook that was left since has no words any more.
  if (!w.has(`step.${step}.title`)) return plain(step, 60);
  return stepTitle(w, { id: step, ...(line !== undefined && { product: lineWords(line, wording) }) });
}

function addresseeWords(to: EventOf<'letterSent'>['to'], { w, changeover, playbook, text }: EventWording): string {
  return to === 'users' ? w.t('history.toUsers') : sideName(w, changeover, playbook, to, text);
}

/** The name of somebody outside, where the reader may know it and it was not erased. */
function namedWords(of: OutsideSide, ref: TextRef | undefined, { reader, text }: EventWording): Params {
  const name = mayKnowContact(reader.side, of) ? text(ref) : undefined;
  return { who: name === undefined ? '' : plain(name, 60), hasName: name === undefined ? 'no' : 'yes' };
}

function lineWords(id: LineId, { w, changeover, playbook, reader, text }: EventWording): string {
  const line = changeover.lines.find((one) => one.id === id);
  return line ? productName(line, playbook, text, reader.locale) : w.t('name.product');
}

function factWords(fact: string, line: LineId | undefined, wording: EventWording): string {
  const { w } = wording;
  const key = `history.fact.${fact}`;
  const said = w.has(key) ? w.t(key) : fact;
  return line === undefined ? said : w.t('step.ofProduct', { title: said, product: lineWords(line, wording) });
}

/** The new value beside the field; what the partner pays is the partner's own. */
function correctionWords(change: EventOf<'corrected'>['changes'][number], wording: EventWording): string {
  const { w, reader } = wording;
  const key = `correct.field.${change.field}`;
  const field = w.has(key) ? w.t(key) : change.field;
  const { to } = change;
  if (change.field === 'newPrice' && reader.side === 'customer') return field;
  const value =
    typeof to === 'number'
      ? w.number(to)
      : typeof to === 'object'
        ? 'minor' in to && w.money(to)
        : change.field.endsWith('On') && w.date(to);
  return value ? w.t('history.changed', { field, value }) : field;
}

function kindWords(w: Words, kind: string): string {
  const key = `reminder.${kind}.name`;
  return w.has(key) ? w.t(key) : plain(kind, 60);
}

function reachedWords(event: EventOf<'memberUnreachable' | 'memberReachable'>, wording: EventWording): string {
  const { w, changeover, reader, text } = wording;
  return event.person ? personName(changeover, event.person, text, reader.locale) : w.t('history.channel');
}

function whoWords(person: Person, { changeover, reader, text }: EventWording): string {
  return personName(changeover, person, text, reader.locale);
}

function untilWords({ until }: { readonly until?: number }, wording: EventWording): Params {
  return { until: until === undefined ? 'none' : 'set', at: until === undefined ? '' : atWords(wording, until) };
}

function atWords({ w, reader }: EventWording, at: number): string {
  return w.dateTime(at, reader.zone);
}

function dayWords({ on }: { readonly on?: string }, { w }: EventWording): Params {
  return { on: on === undefined ? '' : w.date(on), hasDay: on === undefined ? 'no' : 'yes' };
}
