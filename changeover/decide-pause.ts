/** A changeover that rests for a while: reminders are held back for both sides, last chances come all the same. */
import { accept, refused, type Asked, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { isPaused } from './paused.ts';
import { settledLate } from './settle-words.ts';
import { DAY } from './working-time.ts';

const PARTNERS_DAYS_AT_MOST = 365;
/** As long as a snooze may be: what the customer pays goes on in the meantime. */
const CUSTOMERS_DAYS_AT_MOST = 60;

/**
 * A later pause replaces an earlier one. Without an end only the partner may (`pauseNeedsDay`); for at most 365 days, the
 * customer 60 (`pauseTooFar`).
 */
export function decidePause(body: BodyOf<'pause'>, asked: AskedByMember): Decision {
  const { standing, now } = asked;
  const { until, reasonRef } = body;
  const isPartner = standing.side === 'partner';
  if (until === undefined && !isPartner) return refused('pauseNeedsDay', { days: CUSTOMERS_DAYS_AT_MOST }, 'until');
  const days = isPartner ? PARTNERS_DAYS_AT_MOST : CUSTOMERS_DAYS_AT_MOST;
  if (until !== undefined && !(until > now)) return refused('dateInPast', {}, 'until');
  if (until !== undefined && until > now + days * DAY) return refused('pauseTooFar', { days }, 'until');
  return accept({
    type: 'paused',
    side: standing.side,
    ...(until !== undefined && { until }),
    ...(reasonRef && { reasonRef }),
  });
}

/** Either side may end it before its day. */
export function decideResume(_body: BodyOf<'resume'>, asked: AskedByMember): Decision {
  if (!isPaused(asked.changeover, asked.now)) return refused('notPaused');
  return accept({ type: 'resumed', side: asked.standing.side });
}

/** Time alone ends a pause on its day, and the wait for a look that nobody makes. */
export function decideWake(asked: Asked): Decision {
  const { changeover, now } = asked;
  const isOver = changeover.pause !== undefined && !isPaused(changeover, now);
  return accept(...(isOver ? [{ type: 'resumed' } as const] : []), ...settledLate(asked));
}
