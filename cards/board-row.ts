/** One changeover of the book in words: where it stands now, the same on the card, in the file and in the weekly message. */
import type { BookGroup } from '../changeover/book.ts';
import type { Changeover, Instant, TextRef, Zone } from '../changeover/changeover.ts';
import { todayOf } from '../changeover/old-over.ts';
import { costsOf, overlapOf } from '../changeover/overlap.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { openSteps, waitingOn } from '../changeover/steps.ts';
import { dateIn } from '../changeover/working-time.ts';
import { courseTitle } from './intro-section.ts';
import { customerName, personName, productName, sideName, type TextOf } from './names.ts';
import { playbookWords } from './playbook-words.ts';
import { stepTitle } from './step-words.ts';
import { plain, words } from './text.ts';

const LONGEST_TICKET = 60;

export interface BoardEntry {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly group: BookGroup;
  readonly texts: Readonly<Record<string, string>>;
  readonly doneSteps: number;
  readonly allSteps: number;
  readonly silentSince?: Instant;
}

export interface BoardReader {
  readonly locale: string;
  readonly zone: Zone;
}

/** Everything as it is at the moment of asking; texts are harmless for Markdown already. */
export interface BoardRow {
  readonly name: string;
  readonly course: string;
  /** What puts it into its group, in a sentence; absent for one that is on track. */
  readonly trouble?: string;
  /** Whom it waits for, since when, and what for. */
  readonly waits: string;
  readonly perDay: string;
  readonly overlapSince: string;
  readonly lastChanceOn: string;
  readonly waitingOn: string;
  readonly waitingSince: string;
  readonly step: string;
  /** Who has taken it; empty for nobody. */
  readonly technician: string;
  readonly ticket: string;
}

export function boardRow(entry: BoardEntry, { locale, zone }: BoardReader, now: Instant): BoardRow {
  const { changeover, playbook, texts, group, silentSince } = entry;
  const text: TextOf = (ref: TextRef | undefined) => (ref === undefined ? undefined : texts[ref.id]);
  const w = playbookWords(locale, playbook);
  const overlap = overlapOf(changeover, todayOf(changeover, now));
  const isRunning = overlap.state === 'running';
  const perDay = isRunning ? w.list(costsOf(overlap.perDay, 'customer').map((money) => w.money(money))) : '';
  const since = isRunning && overlap.startsOn !== undefined ? w.date(overlap.startsOn) : '';
  const { lastChance } = overlap;
  const chanceOn = lastChance && lastChance.at > now ? w.date(lastChance.on) : '';
  const { side, since: waitsSince } = waitingOn(changeover, playbook, now);
  const [view] = openSteps(changeover, playbook, now).filter(({ step }) => step.isOptional !== true);
  const product = view?.line && productName(view.line, playbook, text, locale);
  const step = view ? stepTitle(w, { id: view.step.id, ...(product !== undefined && { product }) }) : '';
  const day = (at: Instant | undefined): string => (at === undefined ? '' : w.date(dateIn(zone, at)));
  const who = side === 'nobody' ? w.t('board.nobody') : sideName(w, changeover, playbook, side, text);
  const facts = { perDay, since, on: chanceOn, kind: lastChance?.kind ?? 'renewal', silent: day(silentSince) };
  return {
    name: customerName(changeover, text),
    course: courseTitle(locale, playbook, changeover.variant),
    ...(group !== 'onTrack' && group !== 'waiting' && { trouble: w.t(`board.trouble.${group}`, facts) }),
    waits:
      side === 'nobody'
        ? w.t('board.waitsNobody')
        : w.t('board.waits', { who, since: day(waitsSince) || 'none', step }),
    perDay,
    overlapSince: since,
    lastChanceOn: chanceOn,
    waitingOn: who,
    waitingSince: day(waitsSince),
    step,
    technician: changeover.assignee ? personName(changeover, changeover.assignee, text, locale) : '',
    ticket: plain(text(changeover.ticketRef) ?? '', LONGEST_TICKET),
  };
}

/** `Overlapping now`, with how many. */
export function groupTitle(locale: string, group: BookGroup): string {
  return words(locale).t(`board.group.${group}`);
}
