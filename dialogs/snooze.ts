/** Reminders held back for a while: typed, or picked on a card. */
import type { Changeover } from '../changeover/changeover.ts';
import { snoozeCard } from '../cards/snooze-card.ts';
import { meant, type Hearing } from './hearing.ts';
import { pressCommandId } from './press-id.ts';
import { snoozeUntil } from './snooze-until.ts';
import { reply, replyRefusal, wordsOf } from './speak.ts';

/** @param typed what followed "snooze", or what was picked; empty for the picker. */
export function snooze(hearing: Hearing, typed: string): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const reader = turn.readerOf(changeover);
  const until = snoozeUntil(typed, { now: turn.now, zone: reader.zone, locale: reader.locale });
  if (until === undefined) {
    if (typed !== '') reply(turn, said, 'snooze.unreadable');
    turn.say(snoozeCard(changeover, reader, turn.now));
    return;
  }
  const kind = said.kind === 'press' && typeof said.data['kind'] === 'string' ? { kind: said.data['kind'] } : {};
  const issued = turn.issue(changeover.id, { type: 'snooze', until, ...kind }, commandIdOf(hearing, changeover, typed));
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  reply(turn, said, 'snooze.taken', { until: wordsOf(turn).dateTime(until, reader.zone) });
}

/** A press repeated on the same card is one command; a typed one is known by its activity. */
function commandIdOf({ turn, said }: Hearing, changeover: Changeover, typed: string): string | undefined {
  const seen = said.kind === 'press' ? said.data['seen'] : undefined;
  if (typeof seen !== 'number') return undefined;
  return pressCommandId({ changeover: changeover.id, verb: 'snooze', answer: typed, seen }, turn.source.person);
}
