/** The kind of a new changeover: which playbook and variant, and so which forms come. */
import { asksOf, waysOf } from '../changeover/asks.ts';
import type { Asks, Playbook } from '../changeover/playbook.ts';
import { dateIn } from '../changeover/working-time.ts';
import { courseTitle } from '../cards/intro-section.ts';
import type { Turn } from '../loop/turn.ts';
import type { DayFrame } from './form-reading.ts';
import { PARTS, type NewDraft, type Part } from './new-changeover-draft.ts';

export interface NewCourse {
  readonly playbook: Playbook;
  readonly hash: string;
  readonly variant: string | undefined;
}

export interface ReadingFrame extends DayFrame, NewCourse {
  readonly asks: Asks;
  readonly now: number;
  /** Whose days and words they are: that of whoever types. */
  readonly reader: Turn['defaultReader'];
  /** The forms of this kind, in their order. */
  readonly parts: readonly Part[];
}

/** Days are those of the technician, whose zone becomes the partner's. */
export function frameOf(turn: Turn, draft: NewDraft, reader = turn.defaultReader): ReadingFrame {
  const { locale, zone } = reader;
  const courses = coursesOf(turn);
  const course = courses.find((one) => courseValue(one) === draft.kind?.['course']) ?? courses[0];
  if (course === undefined) throw new Error('There is no playbook to open a changeover with.');
  const asks = asksOf(course.playbook, course.variant);
  const parts = PARTS.filter((part) => isAsked(part, asks, courses.length > 1));
  return { ...course, asks, parts, locale, reader, today: dateIn(zone, turn.now), now: turn.now };
}

/** Every standing playbook in each of its variants, in the order in which they are offered. */
export function coursesOf(turn: Turn): readonly NewCourse[] {
  return turn
    .playbooks()
    .flatMap(({ playbook, hash }) => waysOf(playbook).map((variant) => ({ playbook, hash, variant })));
}

export function courseChoices(turn: Turn): readonly { readonly value: string; readonly title: string }[] {
  const { locale } = turn.defaultReader;
  return coursesOf(turn).map((one) => ({
    value: courseValue(one),
    title: courseTitle(locale, one.playbook, one.variant),
  }));
}

/** Forms with numbers: choosing the kind comes before them. */
export function numberedParts({ parts }: ReadingFrame): readonly Part[] {
  return parts.filter((part) => part !== 'kind');
}

function courseValue({ playbook, variant }: NewCourse): string {
  return variant === undefined ? playbook.id : `${playbook.id}@${variant}`;
}

function isAsked(part: Part, { lines, steps = [] }: Asks, hasChoice: boolean): boolean {
  switch (part) {
    case 'kind':
      return hasChoice;
    case 'parties':
      return true;
    case 'old':
      return lines !== 'none';
    case 'terms':
      return lines === 'oldAndNew';
    case 'start':
      return steps.length > 0;
  }
}
