/** Reminders held back: snoozed, muted, kept quiet, and taken up again. Said in one's own chat it is for that person alone. */
import type { Changeover, Instant } from './changeover.ts';
import type { Whose } from './events.ts';
import { accept, refused, todayFor, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { isCountry } from './country.ts';
import { isMute, isOf } from './holds.ts';
import { overlapOf } from './overlap.ts';
import { REMINDER_KINDS } from './reminder-kinds.ts';
import { DAY } from './working-time.ts';

const SNOOZE_DAYS_AT_MOST = 60;

/**
 * Not into the past, not for more than 60 days, and past the nearest last chance of a line (`snoozeLastChance`, with its
 * instant in `until`) only when it was said a second time.
 */
export function decideSnooze(body: BodyOf<'snooze'>, asked: AskedByMember): Decision {
  const { until, kind } = body;
  const refusal = endRefusal(until, asked.now) ?? kindRefusal(kind);
  if (refusal) return refusal;
  const { lastChance } = overlapOf(asked.changeover, todayFor(asked));
  const isPast = lastChance !== undefined && until > lastChance.at;
  if (isPast && body.isSure !== true) return refused('snoozeLastChance', { until: lastChance.at });
  return accept({
    type: 'snoozed',
    ...whose(asked),
    until,
    ...(kind !== undefined && { kind }),
    ...(isPast && { isSure: true as const }),
  });
}

/** `choiceUnknown` for a kind that there is not; `alreadyDone` when it is muted. */
export function decideMute({ kind }: BodyOf<'mute'>, asked: AskedByMember): Decision {
  const refusal = kindRefusal(kind);
  if (refusal) return refusal;
  const isMuted = holdsOf(asked).some((hold) => isMute(hold) && hold.kind === kind);
  return isMuted ? refused('alreadyDone') : accept({ type: 'muted', ...whose(asked), kind });
}

/** `alreadyDone` when nothing of it is muted. */
export function decideUnmute({ kind }: BodyOf<'unmute'>, asked: AskedByMember): Decision {
  const muted = holdsOf(asked).filter((hold) => isMute(hold) && (kind === undefined || hold.kind === kind));
  if (muted.length === 0) return refused('alreadyDone');
  return accept({ type: 'unmuted', ...whose(asked), ...(kind !== undefined && { kind }) });
}

/** No second yes is asked, because last chances come all the same. */
export function decideQuiet({ until }: BodyOf<'quiet'>, asked: AskedByMember): Decision {
  const refusal = until === undefined ? undefined : endRefusal(until, asked.now);
  if (refusal) return refusal;
  return accept({ type: 'quieted', ...whose(asked), ...(until !== undefined && { until }) });
}

/** `alreadyDone` when nothing is snoozed or quiet. */
export function decideUnquiet(asked: AskedByMember): Decision {
  const { now } = asked;
  const held = holdsOf(asked).filter((hold) => !isMute(hold) && (hold.until === undefined || hold.until > now));
  return held.length === 0 ? refused('alreadyDone') : accept({ type: 'unquieted', ...whose(asked) });
}

/** `choiceUnknown` for what is no country, `alreadyDone` when it is the one. */
export function decideSetCountry({ country }: BodyOf<'setCountry'>, { changeover, standing }: AskedByMember): Decision {
  if (!isCountry(country)) return refused('choiceUnknown', {}, 'country');
  const side = standing.side === 'customer' ? 'customer' : 'partner';
  return changeover[side].country === country ? refused('alreadyDone') : accept({ type: 'countrySet', side, country });
}

function whose({ actor, standing }: AskedByMember): Whose {
  const { person, teamId } = actor;
  return { side: standing.side, ...(teamId === undefined && person && { person }) };
}

function holdsOf(asked: AskedByMember): Changeover['snoozes'] {
  const of = whose(asked);
  return asked.changeover.snoozes.filter((hold) => isOf(hold, of));
}

function endRefusal(until: Instant, now: Instant): Decision | undefined {
  if (!(until > now)) return refused('snoozePast');
  return until > now + SNOOZE_DAYS_AT_MOST * DAY ? refused('snoozeTooFar', { days: SNOOZE_DAYS_AT_MOST }) : undefined;
}

function kindRefusal(kind: string | undefined): Decision | undefined {
  const isKnown = kind === undefined || REMINDER_KINDS.some((one) => one === kind);
  return isKnown ? undefined : refused('choiceUnknown', {}, 'kind');
}
