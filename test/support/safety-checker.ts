/**
 * Reads a journal as an auditor would: from the events and their actors alone, without the guards that made them. It
 * keeps its own book of who said what, so that a guard that fails to guard is found out.
 */
import type { Actor, Changeover, ChangeoverId, Line, LineId, Side } from '../../changeover/changeover.ts';
import type { Event } from '../../changeover/events.ts';
import { evolve, type JournalRow } from '../../changeover/evolve.ts';
import type { Playbook, Step } from '../../changeover/playbook.ts';

const RESCUE_MS = 168 * 3_600_000;

/** Breaches of FACTS §6 and of "strangers change nothing", each in a sentence; empty for a journal that is safe. */
export function breachesOf(
  id: ChangeoverId,
  opened: Playbook,
  rows: readonly JournalRow[],
  playbookOf: (hash: string) => Playbook | undefined = () => undefined,
): readonly string[] {
  let playbook = opened;
  const book = new Map<string, boolean>();
  const breaches: string[] = [];
  let changeover: Changeover | undefined;
  for (const row of rows) {
    const before = changeover;
    breaches.push(...strangerBreaches(before, row));
    for (const event of row.events) {
      if (changeover) breaches.push(...eventBreaches(changeover, playbook, event, row, book));
      if (event.type === 'playbookSwitched') {
        playbook = playbookOf(event.to.hash) ?? opened;
        if (changeover) breaches.push(...switchBreaches(changeover, playbook, row, book));
      }
      changeover = evolve(changeover, event, row.at, row.actor, id);
      note(event, row.actor, changeover, playbook, book);
    }
  }
  return breaches;
}

function eventBreaches(
  changeover: Changeover,
  playbook: Playbook,
  event: Event,
  row: JournalRow,
  book: ReadonlyMap<string, boolean>,
): readonly string[] {
  const where = `in row ${row.version}`;
  if (event.type === 'stepDone' && event.line !== undefined && isEnding(playbook, event.step)) {
    return isSettled('newConfirmed', event.line, book) ? [] : [`${event.step} is done without newConfirmed ${where}`];
  }
  if (event.type === 'stepSkipped') {
    const step = stepIn(playbook, event.step);
    return step?.effect || step?.states ? [`${event.step} was left out, on which a guard rests, ${where}`] : [];
  }
  if (event.type !== 'actTaken') return [];
  const line = changeover.lines.find((each) => each.id === event.line);
  if (!line) return [`${event.act} on a line that is not there ${where}`];
  return actProblems(event.act, line, row, book).map((problem) => `${event.act} ${problem} ${where}`);
}

/** Words in the book that a guard rests on, and acts that were taken, have a step in the playbook that is taken up. */
function switchBreaches(
  changeover: Changeover,
  playbook: Playbook,
  row: JournalRow,
  book: ReadonlyMap<string, boolean>,
): readonly string[] {
  const steps = playbook.phases.flatMap((phase) => phase.steps);
  const words = [...book].flatMap(([key, holds]) => {
    const [fact = '', , side = ''] = key.split(' ');
    const isKept = steps.some((step) => step.states === fact && step.side === side);
    const isGuard = ['newOrdered', 'newConfirmed', 'oldLive'].includes(fact);
    return holds && isGuard && side !== 'tenant' && !isKept ? [`${key} is lost`] : [];
  });
  const acts = Object.entries(changeover.steps).flatMap(([key, record]) => {
    const step = stepIn(playbook, key.split('/')[0] ?? '');
    const isAct = /^(end-old|stop-renewal|ask-reseller|ask-reseller-now|ask-licensing-partner|undo-new)\//.test(key);
    return record.doneAt !== undefined && isAct && !step ? [`${key} is lost`] : [];
  });
  return [...words, ...acts].map((problem) => `${problem} by the switch in row ${row.version}`);
}

function stepIn(playbook: Playbook, id: string): Step | undefined {
  return playbook.phases.flatMap((phase) => phase.steps).find((each) => each.id === id);
}

function actProblems(
  act: 'stopRenewal' | 'endNow' | 'undoNew',
  line: Line,
  row: JournalRow,
  book: ReadonlyMap<string, boolean>,
): readonly string[] {
  const without = (fact: string): readonly string[] => (isSettled(fact, line.id, book) ? [] : [`without ${fact}`]);
  const startsAt = Date.parse(line.newStartsOn);
  switch (act) {
    case 'endNow':
      return [...without('newConfirmed'), ...(line.isPerUser ? [] : ['on a line that is not per user'])];
    case 'stopRenewal':
      return [
        ...without('newOrdered'),
        ...(line.newStartsOn <= line.renewsOn ? [] : ['although the new one starts after the old one ends']),
        ...(line.isPerUser ? [] : ['on a line that is not per user']),
      ];
    case 'undoNew':
      return [
        ...without('oldLive'),
        ...(line.oldEndedOn === undefined ? [] : ['although the old one has ended']),
        ...(line.assigned !== undefined && line.seats >= line.assigned ? [] : ['although the old one covers not all']),
        ...(row.at >= startsAt && row.at < startsAt + RESCUE_MS ? [] : ['outside the rescue window']),
      ];
  }
}

/** Only what a person of that side said itself is noted as its word; a reading is noted for the tenant. */
function note(
  event: Event,
  actor: Actor,
  changeover: Changeover,
  playbook: Playbook,
  book: Map<string, boolean>,
): void {
  if (event.type === 'wordObjected' && event.line !== undefined) {
    const step = stepIn(playbook, event.step);
    if (step?.states) book.set(`${step.states} ${event.line} ${step.side}`, false);
  }
  if (event.type === 'actTaken' && event.act === 'undoNew') {
    for (const key of book.keys())
      if (/^new(Ordered|Confirmed) /.test(key) && key.includes(` ${event.line} `)) book.delete(key);
  }
  // Who said it is known from the row in which it was held; what is settled later is nobody else's word.
  if (event.type === 'wordHeld') {
    const holder = sideOf(changeover, actor);
    if (holder !== undefined && event.kind !== 'reported') book.set(`held ${event.step} ${event.line} ${holder}`, true);
  }
  if (isBlinded(event)) {
    for (const [key, holds] of book) if (key.endsWith(' tenant') && !holds) book.delete(key);
  }
  if (event.type !== 'factStated' || event.line === undefined || event.kind === 'reported') return;
  if (event.kind === 'reading') {
    if (!actor.person) book.set(`${event.fact} ${event.line} tenant`, event.holds);
    return;
  }
  const speaker = sideOf(changeover, actor) ?? heldBy(event, playbook, book);
  if (!event.holds) book.set(`${event.fact} ${event.line} ${event.side}`, false);
  else if (speaker !== undefined) book.set(`${event.fact} ${event.line} ${speaker}`, true);
}

/** The side that said it before it was held for a look; undefined when nobody did. */
function heldBy(
  { fact, line }: Extract<Event, { type: 'factStated' }>,
  playbook: Playbook,
  book: Map<string, boolean>,
): Side | undefined {
  const steps = playbook.phases.flatMap((phase) => phase.steps).filter((step) => step.states === fact);
  const found = steps.find((step) => book.get(`held ${step.id} ${line} ${step.side}`));
  if (found) book.delete(`held ${found.id} ${line} ${found.side}`);
  return found?.side;
}

/** From then on nobody can look any more: what the tenant denied holds nobody back for ever. */
function isBlinded(event: Event): boolean {
  const isLasting = event.type === 'readingFailed' && (event.why === 'consentMissing' || event.why === 'domainMissing');
  return isLasting || event.type === 'tenantDisconnected';
}

function isSettled(fact: string, line: LineId, book: ReadonlyMap<string, boolean>): boolean {
  const read = book.get(`${fact} ${line} tenant`);
  if (read !== undefined) return read;
  return book.get(`${fact} ${line} partner`) === true && book.get(`${fact} ${line} customer`) === true;
}

function strangerBreaches(changeover: Changeover | undefined, row: JournalRow): readonly string[] {
  const isJoining = row.events.some((event) => event.type === 'memberJoined' || event.type === 'opened');
  if (!changeover || !row.actor.person || isJoining) return [];
  return sideOf(changeover, row.actor) === undefined ? [`a stranger changed something in row ${row.version}`] : [];
}

function sideOf({ members, partner }: Changeover, { person, teamId }: Actor): Side | undefined {
  const member = members.find(
    (each) => each.person.objectId === person?.objectId && each.person.tenantId === person.tenantId,
  );
  if (member) return member.side;
  return person?.tenantId === partner.tenantId && teamId === partner.teamId ? 'partner' : undefined;
}

function isEnding(playbook: Playbook, id: string): boolean {
  return playbook.phases.some((phase) => phase.steps.some((step) => step.id === id && step.effect === 'endsOld'));
}
