/** What a status card shows, worked out before anything is drawn. Names in it are harmless for a card already. */
import type { Answer, Changeover, Instant, LineId, PlainDate, Side, StepId } from '../changeover/changeover.ts';
import { hasOpenClaim } from '../changeover/condition.ts';
import { sideHeldUntil } from '../changeover/holds.ts';
import { isPaused } from '../changeover/paused.ts';
import type { Playbook, Step } from '../changeover/playbook.ts';
import { currentPhase, isNeeded, progress, type StepView, stepsOf, waitingOn } from '../changeover/steps.ts';
import type { Reader } from './content.ts';
import type { LicenceCounts } from './licence-gauge.ts';
import { type Meter, meterOf } from './meter.ts';
import { customerName, partnerName, personName, productName, type TextOf } from './names.ts';
import { type ReachLines, reachLines } from './reach-lines.ts';
import { plain } from './text.ts';

export interface PhaseItem {
  readonly id: string;
  readonly status: 'done' | 'current' | 'ahead';
}

/** A step as cards list it. */
export interface StepItem {
  readonly key: string;
  readonly id: StepId;
  readonly phase: string;
  readonly side: Side;
  readonly status: StepView['status'];
  readonly isOptional: boolean;
  readonly isLate: boolean;
  readonly dueOn?: PlainDate;
  readonly line?: LineId;
  /** The line's product, where there are several lines. */
  readonly product?: string;
  readonly proof: Step['proof'];
  readonly answers: readonly Answer[];
  readonly lastAnswer?: Answer;
  readonly view: StepView;
}

export type Health = 'onTrack' | 'late' | 'billedTwice' | 'paused' | 'done' | 'calledOff';

/** A case at Microsoft support that is still open; `number` counts from 1 among all. */
export interface CaseItem {
  readonly number: number;
  /** Harmless for a card; absent once it was erased. */
  readonly reference?: string;
  readonly on: PlainDate;
}

export interface PauseItem {
  readonly at: Instant;
  readonly until?: Instant;
  readonly who: string;
  readonly reason?: string;
}

export interface StatusView {
  readonly id: string;
  readonly version: number;
  readonly playbookId: string;
  /** What the view was made of, for the parts of the card that are made of steps. */
  readonly source: { readonly changeover: Changeover; readonly playbook: Playbook; readonly text: TextOf };
  readonly reader: Reader;
  readonly now: Instant;
  readonly customer: {
    readonly name: string;
    readonly domain: string;
    readonly hasJoined: boolean;
    /** The partner changes by itself: nobody is to join. */
    readonly isPartner: boolean;
  };
  readonly partner: { readonly name: string; readonly domain: string };
  readonly health: Health;
  readonly isOpen: boolean;
  readonly phases: readonly PhaseItem[];
  readonly progress: { readonly done: number; readonly all: number };
  /** Whose turn it is, and since when. */
  readonly turn: { readonly side: Side | 'nobody'; readonly since?: Instant };
  /** The first needed open step, whoever has to do it. */
  readonly next?: StepItem;
  /** Open steps that the reader can answer, the needed ones first. */
  readonly mine: readonly StepItem[];
  /** Open steps of the others: a technician may write the customer's word down. */
  readonly theirs: readonly StepItem[];
  readonly late: readonly StepItem[];
  /** Said to be done; the tenant is looked at before anything follows from it. */
  readonly checking: readonly StepItem[];
  readonly meter: Meter;
  /** The product that the meter's last chance is about. */
  readonly lastChanceProduct?: string;
  readonly hasOpenClaim: boolean;
  /** Who of the other side can't be reached in Teams, or can again. */
  readonly reach: ReachLines;
  readonly checkNumber: string;
  /** Reminders to the reader's side are held back until then; `Infinity` until it is taken back. */
  readonly snoozedUntil?: Instant;
  readonly cases: readonly CaseItem[];
  /** How far its licence move is. */
  readonly licenceCounts?: LicenceCounts;
  /** Set while it rests. */
  readonly pause?: PauseItem;
}

/** @param text bodies of the erasable texts; @param now the instant that everything is judged at. */
export function statusView(
  changeover: Changeover,
  playbook: Playbook,
  reader: Reader,
  now: Instant,
  text: TextOf,
): StatusView {
  const items = stepItems(changeover, playbook, reader, now, text);
  const isOpen = changeover.state.kind === 'open';
  const open = isOpen ? items.filter((item) => item.status === 'open') : [];
  const late = open.filter((item) => item.isLate);
  const meter = meterOf(changeover, reader, now);
  const next = open.find((item) => !item.isOptional);
  const chanceLine = changeover.lines.find((line) => line.id === meter.lastChance?.line);
  return {
    id: changeover.id,
    version: changeover.version,
    playbookId: playbook.id,
    source: { changeover, playbook, text },
    reader,
    now,
    ...sidesOf(changeover, text),
    health: healthOf(changeover, late.length > 0, meter, now),
    isOpen,
    phases: phaseItems(changeover, playbook, items, now),
    progress: progress(changeover, playbook, now),
    turn: isOpen ? waitingOn(changeover, playbook, now) : { side: 'nobody' },
    ...(next && { next }),
    mine: open.filter((item) => speaksFor(reader, item.side)).sort(neededFirst),
    theirs: open.filter((item) => !speaksFor(reader, item.side)),
    late,
    checking: isOpen ? items.filter((item) => item.status === 'checking') : [],
    meter,
    ...(chanceLine && { lastChanceProduct: productName(chanceLine, playbook, text, reader.locale) }),
    hasOpenClaim: hasOpenClaim(changeover),
    reach: reachLines(changeover, reader, now, text),
    checkNumber: changeover.checkNumber,
    ...snoozeOf(changeover, reader, now),
    cases: isOpen ? openCases(changeover, text) : [],
    ...pauseOf(changeover, reader, now, text),
  };
}

/** Every step that applies, in the playbook's order, as cards list it. */
export function stepItems(
  changeover: Changeover,
  playbook: Playbook,
  reader: Pick<Reader, 'locale'>,
  now: Instant,
  text: TextOf,
): readonly StepItem[] {
  return stepsOf(changeover, playbook, now)
    .filter((view) => view.status !== 'notApplicable')
    .map((view) => stepItem(view, changeover, playbook, reader, text));
}

/** One step as cards list it. */
export function stepItem(
  view: StepView,
  changeover: Changeover,
  playbook: Playbook,
  reader: Pick<Reader, 'locale'>,
  text: TextOf,
): StepItem {
  const isOneOfSeveral = changeover.lines.length > 1;
  const { key, phase, step, line, status, record, dueOn, isLate } = view;
  return {
    key,
    id: step.id,
    phase,
    side: step.side,
    status,
    isOptional: step.isOptional === true,
    isLate,
    ...(dueOn !== undefined && { dueOn }),
    ...(line && { line: line.id }),
    ...(line && isOneOfSeveral && { product: productName(line, playbook, text, reader.locale) }),
    proof: step.proof,
    answers: step.answers,
    ...(record?.lastAnswer && { lastAnswer: record.lastAnswer }),
    view,
  };
}

/** Technicians speak for the sides that are not in Teams; a viewer for nobody. */
export function speaksFor(reader: Pick<Reader, 'side' | 'role'>, side: Side): boolean {
  if (reader.role === 'customerViewer') return false;
  return side === reader.side || (reader.side === 'partner' && side !== 'customer');
}

/** Late weighs more than billed twice, because it can be mended today; what rests is meant to. */
function healthOf(changeover: Changeover, isLate: boolean, meter: Meter, now: Instant): Health {
  if (changeover.state.kind === 'closed') return changeover.state.outcome;
  if (isPaused(changeover, now)) return 'paused';
  if (isLate) return 'late';
  return meter.state === 'running' ? 'billedTwice' : 'onTrack';
}

/** Phases with something needed in them. */
function phaseItems(
  changeover: Changeover,
  playbook: Playbook,
  items: readonly StepItem[],
  now: Instant,
): readonly PhaseItem[] {
  const current = changeover.state.kind === 'open' ? currentPhase(changeover, playbook, now) : undefined;
  return playbook.phases.flatMap(({ id }) => {
    const needed = items.filter((item) => item.phase === id && isNeeded(item.view));
    return needed.length === 0 ? [] : [{ id, status: id === current ? 'current' : doneOrAhead(needed) }];
  });
}

/** A hold on one kind of reminder alone is not worth a line. */
function snoozeOf(changeover: Changeover, reader: Reader, now: Instant): Pick<StatusView, 'snoozedUntil'> {
  const until = sideHeldUntil(changeover, reader.side === 'customer' ? 'customer' : 'partner', ANY_KIND);
  return until > now ? { snoozedUntil: until } : {};
}

const ANY_KIND = { kind: '', isLastChance: false } as const;

function openCases({ cases = [] }: Changeover, text: TextOf): readonly CaseItem[] {
  return cases.flatMap(({ referenceRef, on, closedAt }, index) => {
    const reference = text(referenceRef);
    return closedAt === undefined
      ? [{ number: index + 1, on, ...(reference !== undefined && { reference: plain(reference, 60) }) }]
      : [];
  });
}

function pauseOf(
  changeover: Changeover,
  reader: Pick<Reader, 'locale'>,
  now: Instant,
  text: TextOf,
): Pick<StatusView, 'pause'> {
  const { pause } = changeover;
  if (!pause || changeover.state.kind === 'closed' || !isPaused(changeover, now)) return {};
  const reason = text(pause.reasonRef);
  return {
    pause: {
      at: pause.at,
      who: personName(changeover, pause.by, text, reader.locale),
      ...(pause.until !== undefined && { until: pause.until }),
      ...(reason !== undefined && { reason: plain(reason, 200) }),
    },
  };
}

function doneOrAhead(needed: readonly StepItem[]): PhaseItem['status'] {
  return needed.every((item) => item.status === 'done') ? 'done' : 'ahead';
}

function sidesOf(changeover: Changeover, text: TextOf): Pick<StatusView, 'customer' | 'partner'> {
  const { customer, partner, members } = changeover;
  const hasJoined = members.some((member) => member.side === 'customer');
  return {
    customer: {
      name: customerName(changeover, text),
      domain: customer.domain,
      hasJoined,
      isPartner: customer.domain === partner.domain,
    },
    partner: { name: partnerName(changeover, text), domain: partner.domain },
  };
}

function neededFirst(one: StepItem, other: StepItem): number {
  return Number(one.isOptional) - Number(other.isOptional);
}
