/** A quiet start: what became of its drafts, and its end. */
import type { Changeover } from './changeover.ts';
import type { Event } from './events.ts';

export function withDrafts(
  changeover: Changeover,
  event: Extract<Event, { type: 'wentLive' | 'draftSettled' }>,
): Changeover {
  if (event.type === 'wentLive') {
    const { isQuiet: _noMore, ...live } = changeover;
    return live;
  }
  const { occasion, verdict, textRef } = event;
  return { ...changeover, drafts: { ...changeover.drafts, [occasion]: { verdict, ...(textRef && { textRef }) } } };
}
