/** What both sides are told of a licence move that went on without them. */
import type { Changeover } from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import type { LicenceEvent } from '../changeover/licence-move.ts';
import type { OutboxItem } from './ports.ts';

type News = { readonly text: string; readonly params?: Readonly<Record<string, string | number>> };

/** One notice for each side and occasion. */
export function licenceNews(events: readonly Event[], changeover: Changeover): readonly OutboxItem[] {
  return events.flatMap((event) => {
    const news = newsOf(event, changeover);
    if (news === undefined) return [];
    const occasion = `licences/${changeover.id}/${changeover.version}`;
    const params = { domain: changeover.customer.domain, ...news.params };
    const message = { kind: 'notice', text: news.text, params } as const;
    return (['customer', 'partner'] as const).map((side) => ({
      occasion: `${occasion}/${side}`,
      changeoverId: changeover.id,
      to: { side },
      message,
    }));
  });
}

function newsOf(event: Event | LicenceEvent, { licences }: Changeover): News | undefined {
  switch (event.type) {
    case 'licencePairsAsked':
      return { text: 'notice.licences.asked' };
    case 'licenceMovePlanned':
      return { text: 'notice.licences.planned', params: { count: event.plan.users } };
    case 'licencesUnread':
      return { text: 'notice.licences.unread' };
    case 'licenceMovePaused':
      return event.why === undefined ? undefined : { text: 'notice.licences.held' };
    case 'licenceMoveEnded': {
      const { moved, failed } = event.result;
      const text = licences?.way === 'back' ? 'notice.licences.undone' : 'notice.licences.ended';
      return { text, params: { moved, failed } };
    }
    case 'licencesCounted':
      return event.isMore ? { text: 'notice.licences.without', params: { count: event.without } } : undefined;
    default:
      return undefined;
  }
}
