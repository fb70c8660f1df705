/** Folds events into the changeover. An event is a fact of the past: nothing is refused and no clock is read here. */
import type {
  Actor,
  Changeover,
  ChangeoverId,
  Instant,
  JoinCode,
  Line,
  Member,
  StepKey,
  StepRecord,
} from './changeover.ts';
import type { Event } from './events.ts';
import { withCorrections } from './evolve-corrections.ts';
import { withoutMember } from './decide-remove.ts';
import { usedInvites, withDesk } from './evolve-desk.ts';
import { withoutPage, withPage, withPageOut } from './customer-page.ts';
import { reopened, withCase, withPause, withPlaybook, withSkip } from './evolve-course.ts';
import { withForgotten } from './evolve-forgotten.ts';
import { lineOf, type Occasion, withAct, withFact, withOldReportedEnded, withReading } from './evolve-lines.ts';
import { withDrafts } from './evolve-drafts.ts';
import { withLetter, withOutside } from './evolve-outside.ts';
import { withReach } from './evolve-reach.ts';
import { unasked, withReminded } from './evolve-reminded.ts';
import { withLink, withSeen } from './evolve-tenant.ts';
import { withLicences } from './evolve-licences.ts';
import { withHeld } from './held-words.ts';
import { withHold } from './holds.ts';

type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;

/** One row of the journal: what one command made happen. */
export interface JournalRow {
  readonly version: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly events: readonly Event[];
}

/** Folds a whole journal, in order; the version becomes the last row's. Throws for a journal that is empty. */
export function fold(id: ChangeoverId, rows: readonly JournalRow[]): Changeover {
  let changeover: Changeover | undefined;
  for (const { version, at, actor, events } of rows) {
    for (const event of events) changeover = evolve(changeover, event, at, actor, id);
    if (changeover) changeover = { ...changeover, version };
  }
  if (!changeover) throw new Error(`the journal of changeover ${id} is empty`);
  return changeover;
}

/** The changeover after one more event; the version stays, because it counts rows. Throws unless a journal begins with `opened`. */
export function evolve(
  changeover: Changeover | undefined,
  event: Event,
  at: Instant,
  actor: Actor,
  id: ChangeoverId,
): Changeover {
  if (event.type === 'opened') return opened(event, at, id);
  if (!changeover) throw new Error(`the journal of changeover ${id} does not begin with "opened" but "${event.type}"`);
  const after = next(changeover, event, { at, actor });
  return actor.door === 'page' ? withPageOut(after) : after;
}

function next(changeover: Changeover, event: Exclude<Event, { type: 'opened' }>, on: Occasion): Changeover {
  switch (event.type) {
    case 'joinCodeIssued':
      return { ...changeover, join: joinOf(event, on.at) };
    case 'memberJoined':
      return memberJoined(event.side === 'customer' ? withoutPage(changeover) : changeover, event, on.at);
    case 'pageIssued':
    case 'pageSent':
    case 'pageUnsent':
    case 'pageWithdrawn':
      return withPage(changeover, event, on.at);
    case 'memberRemoved':
      return withoutMember(changeover, event);
    case 'invited':
    case 'standInSet':
    case 'rolesStated':
    case 'assigned':
    case 'noted':
    case 'ticketSet':
      return withDesk(changeover, event, on.at);
    case 'customerAsked':
      return withRecord(changeover, event, (record) => ({ ...record, askedAt: [...(record.askedAt ?? []), on.at] }));
    case 'stepOpened':
      return withRecord(changeover, event, (record) => ({ ...record, openedAt: on.at }));
    case 'stepAnswered':
      return stepAnswered(changeover, event, on.at);
    case 'stepDone':
      return withRecord(changeover, event, (record) => stepDone(record, event, on));
    case 'wordHeld':
    case 'wordSettled':
      return withHeld(changeover, event, on.at);
    case 'stepReopened':
      return withRecord(changeover, event, (record) => reopened(record, event, on.at));
    case 'wordObjected':
      return withRecord(changeover, event, (record) => ({ ...record, objectedAt: on.at }));
    case 'factStated':
      return withFact(changeover, event, on);
    case 'actTaken':
      return withAct(changeover, event, on.at);
    case 'oldReportedEnded':
      return withOldReportedEnded(changeover, event, on.at);
    case 'corrected':
      return withCorrections(changeover, event.changes, on.at);
    case 'readingMade':
      return withSeen(withReading(changeover, event, on.at), event, on.at);
    case 'consentAsked':
    case 'consentTaken':
    case 'tenantDisconnected':
    case 'readingFailed':
      return withLink(changeover, event, on.at, on.actor.person);
    case 'reminded':
    case 'reminderSkipped':
      return withReminded(changeover, event, on.at);
    case 'snoozed':
    case 'muted':
    case 'unmuted':
    case 'quieted':
    case 'unquieted':
      return withHold(changeover, event, on.actor.person);
    case 'countrySet':
      return { ...changeover, [event.side]: { ...changeover[event.side], country: event.country } };
    case 'memberUnreachable':
    case 'memberReachable':
      return withReach(changeover, event, on.at);
    case 'claimOpened':
    case 'claimSettled':
      return withClaim(changeover, event, on.at);
    case 'stepSkipped':
      return withRecord(changeover, event, (record) => withSkip(record, event, on));
    case 'caseOpened':
    case 'caseClosed':
      return withCase(changeover, event, on.at);
    case 'letterSent':
      return withLetter(changeover, event, on.at);
    case 'contactSet':
    case 'contactRemoved':
    case 'planBChosen':
      return withOutside(changeover, event, on);
    case 'paused':
    case 'resumed':
      return withPause(changeover, event, on);
    case 'licencesReadAsked':
    case 'licencePairsAsked':
    case 'licenceMovePlanned':
    case 'licencesUnread':
    case 'licenceMoveConfirmed':
    case 'licenceMovePaused':
    case 'licenceMoveResumed':
    case 'licenceMoveStopped':
    case 'licenceUndoAsked':
    case 'licenceMoveEnded':
    case 'licencesCounted':
      return withLicences(changeover, event, on);
    case 'playbookSwitched':
      return withPlaybook(changeover, event);
    case 'forgotten':
      return withForgotten(changeover, event, on.at);
    case 'wentLive':
    case 'draftSettled':
      return withDrafts(changeover, event);
    case 'closed':
      return closed(changeover, event, on.at);
  }
}

function opened(event: EventOf<'opened'>, at: Instant, id: ChangeoverId): Changeover {
  return {
    id,
    version: 0,
    playbook: event.playbook,
    ...(event.variant !== undefined && { variant: event.variant }),
    openedAt: at,
    state: { kind: 'open' },
    checkNumber: event.checkNumber,
    customer: event.customer,
    partner: event.partner,
    join: { ...event.joinCode, issuedAt: at },
    ...(event.isQuiet && { isQuiet: true }),
    members: [],
    lines: event.lines.map(lineOf),
    steps: {},
    evidence: [],
    claims: [],
    snoozes: [],
    reminded: {},
  };
}

function joinOf({ hash, shortHash, expiresAt }: EventOf<'joinCodeIssued'>, at: Instant): JoinCode {
  return { hash, expiresAt, issuedAt: at, ...(shortHash !== undefined && { shortHash }) };
}

function memberJoined(changeover: Changeover, event: EventOf<'memberJoined'>, at: Instant): Changeover {
  const { person, side, role, nameRef } = event;
  const isStandIn = event.isStandIn === true && { isStandIn: true as const };
  const member: Member = { person, side, role, joinedAt: at, ...(nameRef && { nameRef }), ...isStandIn };
  const { customer, join } = changeover;
  const invites = usedInvites(changeover.invites, event.usedInvite, at);
  const isFirstCustomer = side === 'customer' && customer.tenantId === undefined;
  // Until now it was counted by the days of whoever opened it.
  const { country: _openers, ...ofCustomer } = customer;
  return {
    ...changeover,
    members: [...changeover.members, member],
    ...(event.usedCode && join && { join: { ...join, usedAt: at } }),
    ...(invites && { invites }),
    ...(isFirstCustomer && {
      customer: {
        ...ofCustomer,
        tenantId: person.tenantId,
        zone: event.zone ?? customer.zone,
        locale: event.locale ?? customer.locale,
        ...(event.country !== undefined && { country: event.country }),
      },
    }),
  };
}

function stepAnswered(changeover: Changeover, event: EventOf<'stepAnswered'>, at: Instant): Changeover {
  const answered = withRecord(changeover, event, (record) => ({
    ...record,
    lastAnswer: event.answer,
    lastAnswerAt: at,
    lastKind: event.kind,
    ...(event.answer === 'help' && { helpAskedAt: at }),
    ...(event.noteRef && { noteRef: event.noteRef }),
    ...(event.referenceRef && { referenceRef: event.referenceRef }),
    ...(event.value && { value: event.value }),
  }));
  return event.keptAs === 'support' && event.noteRef ? { ...answered, supportRef: event.noteRef } : answered;
}

function stepDone(record: StepRecord, event: EventOf<'stepDone'>, on: Occasion): StepRecord {
  const { helpAskedAt: _answered, objectedAt: _settled, doneBy: _before, doneOn: _day, ...kept } = record;
  const by = event.by ?? on.actor.person;
  return {
    ...unasked(kept),
    doneAt: on.at,
    doneKind: event.kind,
    ...(event.on !== undefined && { doneOn: event.on }),
    ...(by && { doneBy: by }),
    ...(event.value && { value: event.value }),
  };
}

function withClaim(changeover: Changeover, event: EventOf<'claimOpened' | 'claimSettled'>, at: Instant): Changeover {
  const { claims } = changeover;
  if (event.type === 'claimOpened') {
    const { type: _type, ...claim } = event;
    return { ...changeover, claims: [...claims, { ...claim, openedAt: at }] };
  }
  const { outcome, reasonRef } = event;
  const settled = { at, outcome, ...(reasonRef && { reasonRef }) };
  return { ...changeover, claims: claims.map((claim) => (claim.settled ? claim : { ...claim, settled })) };
}

function closed(changeover: Changeover, event: EventOf<'closed'>, at: Instant): Changeover {
  const { outcome, reasonRef } = event;
  return { ...changeover, state: { kind: 'closed', outcome, at, ...(reasonRef && { reasonRef }) } };
}

function withRecord(
  changeover: Changeover,
  where: { readonly step: string; readonly line?: Line['id'] },
  change: (record: StepRecord) => StepRecord,
): Changeover {
  const key: StepKey = where.line === undefined ? where.step : `${where.step}/${where.line}`;
  return { ...changeover, steps: { ...changeover.steps, [key]: change(changeover.steps[key] ?? {}) } };
}
