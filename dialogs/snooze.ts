/** Reminders held back and taken up again: typed, picked on a card, or pressed on the reminder itself. */
import type { Changeover } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import { REMINDER_KINDS } from '../changeover/reminders.ts';
import { snoozeCard, snoozePastCard } from '../cards/snooze-card.ts';
import type { Issued } from '../loop/turn.ts';
import { isTeam, meant, type Hearing } from './hearing.ts';
import { pressCommandId } from './press-id.ts';
import { snoozeUntil } from './snooze-until.ts';
import { reply, replyRefusal, wordsOf } from './speak.ts';

/** @param typed what followed "snooze", or what was picked; empty for the picker. */
export function snooze(hearing: Hearing, typed: string): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const reader = turn.readerOf(changeover);
  const kind = kindOf(hearing);
  const until = snoozeUntil(typed, { now: turn.now, zone: reader.zone, locale: reader.locale });
  if (until === undefined) {
    if (typed !== '') reply(turn, said, 'snooze.unreadable');
    turn.say(snoozeCard(changeover, reader, turn.now, kind));
    return;
  }
  const isSure = said.kind === 'press' && said.data['sure'] === 'yes';
  const body = { type: 'snooze', until, ...(kind !== undefined && { kind }), ...(isSure && { isSure }) } as const;
  const issued = issue(hearing, changeover, body, `${typed}${isSure ? ' sure' : ''}`);
  if (issued.ok) return sayTaken(hearing, wordsOf(turn).dateTime(until, reader.zone), kind, isSure);
  replyRefusal(turn, said, issued.refusal);
  const { until: lastChanceAt } = issued.refusal.params ?? {};
  if (issued.refusal.code !== 'snoozeLastChance' || typeof lastChanceAt !== 'number') return;
  turn.say(snoozePastCard(changeover, reader, { typed, until, lastChanceAt, ...(kind !== undefined && { kind }) }));
}

/** The kind of the reminder that it was pressed on; typed, it says how. */
export function mute(hearing: Hearing): void {
  const { turn, said } = hearing;
  const kind = kindOf(hearing);
  if (kind === undefined) return reply(turn, said, 'mute.which');
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const issued = issue(hearing, changeover, { type: 'mute', kind }, kind);
  if (!issued.ok && issued.refusal.code === 'alreadyDone') return reply(turn, said, 'mute.already');
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  const { domain } = changeover.customer;
  reply(turn, said, 'mute.taken', { domain, name: wordsOf(turn).t(`reminder.${kind}.name`) });
}

/** All kinds that were stopped for this changeover. */
export function unmute(hearing: Hearing): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const issued = issue(hearing, changeover, { type: 'unmute' }, '');
  if (!issued.ok && issued.refusal.code === 'alreadyDone') return reply(turn, said, 'unmute.nothing');
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  reply(turn, said, 'unmute.taken', { domain: changeover.customer.domain });
}

/** All reminders of the changeover that a button names, else of all that the reader has open. */
export function quiet(hearing: Hearing, typed: string): void {
  const { turn, said } = hearing;
  const all = concerned(hearing);
  if (all === undefined) return;
  const [first] = all;
  const { zone, locale } = first === undefined ? turn.defaultReader : turn.readerOf(first);
  const until = typed === '' ? undefined : snoozeUntil(typed, { now: turn.now, zone, locale });
  if (typed !== '' && until === undefined) return reply(turn, said, 'snooze.unreadable');
  const done = all.map((one) => issue(hearing, one, { type: 'quiet', ...(until !== undefined && { until }) }, typed));
  const refused = done.find((one) => !one.ok);
  if (refused && !refused.ok) return replyRefusal(turn, said, refused.refusal);
  reply(turn, said, 'quiet.taken', {
    ...named(hearing, all),
    until: until === undefined ? 'none' : wordsOf(turn).dateTime(until, zone),
  });
}

/** Also ends a snooze. */
export function unquiet(hearing: Hearing): void {
  const { turn, said } = hearing;
  const all = concerned(hearing);
  if (all === undefined) return;
  const ended = all.filter((one) => issue(hearing, one, { type: 'unquiet' }, '').ok);
  if (ended.length === 0) return reply(turn, said, 'unquiet.nothing');
  reply(turn, said, 'unquiet.taken', named(hearing, ended));
}

function sayTaken({ turn, said }: Hearing, until: string, kind: string | undefined, isSure: boolean): void {
  if (isSure) return reply(turn, said, 'snooze.takenSure', { until });
  if (kind === undefined) return reply(turn, said, 'snooze.taken', { until });
  reply(turn, said, 'snooze.takenKind', { until, name: wordsOf(turn).t(`reminder.${kind}.name`) });
}

/** Those open; `undefined` after having said why there is none. */
function concerned(hearing: Hearing): readonly Changeover[] | undefined {
  const { turn, said } = hearing;
  const isNamed = said.kind === 'press' && typeof said.data['changeover'] === 'string';
  const one = meant(hearing);
  if (one === undefined) return undefined;
  if (isNamed) return [one];
  const open = turn.changeovers().filter(({ state, partner }) => {
    const isHere = !isTeam(turn) || partner.channelId === turn.source.conversation.id;
    return state.kind === 'open' && isHere;
  });
  return open.length > 0 ? open : [one];
}

function named({ turn }: Hearing, all: readonly Changeover[]): { readonly count: number; readonly domains: string } {
  return { count: all.length, domains: wordsOf(turn).list(all.map(({ customer }) => customer.domain)) };
}

/** A kind that there is; what a client made up counts as none. */
function kindOf({ said }: Hearing): string | undefined {
  const kind = said.kind === 'press' ? said.data['kind'] : undefined;
  return REMINDER_KINDS.find((one) => one === kind);
}

/** A press repeated on the same card is one command; a typed one is known by its activity. */
function issue({ turn, said }: Hearing, { id }: Changeover, body: CommandBody, answer: string): Issued {
  const seen = said.kind === 'press' ? said.data['seen'] : undefined;
  if (typeof seen !== 'number') return turn.issue(id, body);
  return turn.issue(id, body, pressCommandId({ changeover: id, verb: body.type, answer, seen }, turn.source.person));
}
