/** Which words the help card tells whom, in which groups; what it leaves out, and why. */
import type { Side } from '../changeover/changeover.ts';
import { mayUse, type Verb, type VerbRow, VERBS, verbNames } from './verbs.ts';

/** `stranger`: a person who has joined nothing yet. */
export type HelpFor = 'stranger' | 'customer' | 'partner';

export interface HelpGroup {
  /** Headed by `help.group.<name>`. */
  readonly name: string;
  /** The words worth knowing, the most useful first; each has `help.<verb>.does`. */
  readonly rows: readonly Verb[];
  /** Named in one line, without a word more. */
  readonly also: readonly Verb[];
}

/** The same as another word, or told where it is of use: `cancel` while a question is open. */
export const LEFT_OUT: ReadonlySet<Verb> = new Set<Verb>(['help', 'continue', 'cancel']);

const GROUPS: Readonly<Record<HelpFor, readonly HelpGroup[]>> = {
  stranger: [group('begin', ['join', 'mail', 'real'])],
  customer: [
    group('way', ['next', 'status', 'steps', 'why']),
    group('doubt', ['real', 'mail', 'object'], ['undo', 'correct', 'reportOldEnded', 'claim', 'settleClaim']),
    group('reminders', ['snooze', 'reminders'], ['preview', 'quiet', 'unquiet', 'mute', 'unmute', 'country']),
    group('tenant', ['connect', 'licences'], ['tenant', 'look', 'disconnect']),
    group('people', ['people', 'inviteColleague', 'contacts']),
    group('more', ['course'], ['supportCase', 'tellUsers', 'skip', 'reopen', 'pause', 'resume', 'callOff']),
    group('past', ['history', 'forgetMe'], ['deleteData']),
  ],
  partner: [
    group(
      'book',
      ['new', 'board', 'import'],
      ['limit', 'secondYes', 'quietStart', 'goLive', 'digest', 'team', 'takeLead'],
    ),
    group('way', ['status', 'next', 'steps'], ['why', 'assign', 'unassign', 'note', 'ticket']),
    group(
      'withCustomer',
      ['recordWord', 'customerPage', 'askCustomer', 'contacts'],
      ['joinCode', 'orderSheet', 'letterSource', 'letterProvider', 'people'],
    ),
    group(
      'right',
      ['correct', 'callOff'],
      ['object', 'undo', 'reportOldEnded', 'claim', 'settleClaim', 'switchPlaybook'],
    ),
    group('reminders', ['snooze', 'reminders'], ['preview', 'quiet', 'unquiet', 'mute', 'unmute', 'country']),
    group('tenant', ['licences', 'tenant'], ['look', 'disconnect']),
    group('more', ['course'], ['supportCase', 'tellUsers', 'skip', 'reopen', 'pause', 'resume', 'real', 'mail']),
    group('past', ['history', 'forgetMe'], ['deleteData']),
  ],
};

/** A word that stands in no group is named under the last but one, so that no new one is forgotten. */
export function helpGroups(who: HelpFor): readonly HelpGroup[] {
  const groups = GROUPS[who];
  if (who === 'stranger') return groups;
  const told = new Set(groups.flatMap(({ rows, also }) => [...rows, ...also]));
  const untold = verbNames.filter((verb) => isTyped(verb) && isOf(verb, who) && !told.has(verb) && !LEFT_OUT.has(verb));
  return groups.map((one) => (one.name === 'more' ? { ...one, also: [...one.also, ...untold] } : one));
}

function group(name: string, rows: readonly Verb[], also: readonly Verb[] = []): HelpGroup {
  return { name, rows, also };
}

/** What anybody may use is a stranger's or, where it is about a team, its technicians'. */
function isOf(verb: Verb, side: Extract<Side, HelpFor>): boolean {
  const { sides }: VerbRow = VERBS[verb];
  return sides !== 'anyone' && mayUse(verb, side);
}

function isTyped(verb: Verb): boolean {
  const { isTyped: is }: VerbRow = VERBS[verb];
  return is;
}
