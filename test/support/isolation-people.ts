/** Who tries to look into a changeover that is not theirs, and where each of them stands when they do. */
import type { Cast } from '../../sandbox/people.ts';
import { adele, alex, contoso, fabrikam, lee, partnerTeam, personalChatOf, wingtip } from '../../sandbox/people.ts';

export interface Place {
  readonly kind: 'personal' | 'channel' | 'groupChat';
  /** The conversation's id; of a channel the root's. */
  readonly id: string;
  /** As Teams' envelope says: a guest of a channel speaks with the tenant of its host. */
  readonly tenantId: string;
  readonly teamId?: string;
}

export interface Intruder {
  readonly name: string;
  readonly objectId: string;
  readonly teamsId: string;
  readonly place: Place;
  /** How the roster of the team has them; absent: not in it. */
  readonly roster?: 'user' | 'guest';
}

/** Another partner, with a book of its own. */
export const OTHER_TEAM = '19:wingtip-team@thread.tacv2';
export const OTHER_CHANNEL = '19:wingtip-changeovers@thread.tacv2';
const FAR_TENANT = 'dddddddd-0000-4000-8000-000000000001';

const THEIR_CHANNEL: Place = {
  kind: 'channel',
  id: partnerTeam.channel.id,
  tenantId: fabrikam.tenantId,
  teamId: partnerTeam.id,
};

/** A colleague of Alex's. */
export const vera: Cast = {
  ...adele,
  name: 'Vera Removed',
  givenName: 'Vera',
  objectId: 'f00dbabe-0013-4000-8000-000000000013',
  teamsId: '29:vera-removed',
};

export const INTRUDERS: readonly Intruder[] = [
  somebody('a stranger', '01', personal('stranger', FAR_TENANT)),
  known('a member of another changeover of the same partner', lee),
  known('a former member', adele),
  known('a member whom an admin has taken out', vera),
  somebody('a colleague of the customer who never joined', '02', personal('colleague', contoso.tenantId)),
  somebody('one of the partner’s people, outside of its team', '03', personal('outside', fabrikam.tenantId)),
  somebody(
    'one of the partner’s people, in another team',
    '04',
    {
      kind: 'channel',
      id: '19:fabrikam-sales@thread.tacv2',
      tenantId: fabrikam.tenantId,
      teamId: '19:fabrikam-sales-team@thread.tacv2',
    },
    'user',
  ),
  somebody('a guest of the partner’s channel', '05', THEIR_CHANNEL, 'guest'),
  somebody('somebody in the partner’s channel whom its roster does not know', '06', THEIR_CHANNEL),
  somebody(
    'a technician of another partner',
    '07',
    {
      kind: 'channel',
      id: OTHER_CHANNEL,
      tenantId: wingtip.tenantId,
      teamId: OTHER_TEAM,
    },
    'user',
  ),
  somebody('somebody in a group chat', '08', { kind: 'groupChat', id: '19:group@thread.v2', tenantId: FAR_TENANT }),
];

/** For a control: somebody who may read and change, by the very same doors. */
export const A_MEMBER: Intruder = known('a member', alex);

function personal(name: string, tenantId: string): Place {
  return { kind: 'personal', id: `a:${name}-with-changeover`, tenantId };
}

function known(name: string, cast: Cast): Intruder {
  const { objectId, teamsId, company } = cast;
  return { name, objectId, teamsId, place: { kind: 'personal', id: personalChatOf(cast), tenantId: company.tenantId } };
}

function somebody(name: string, number: string, place: Place, roster?: Intruder['roster']): Intruder {
  const objectId = `badc0ffe-00${number}-4000-8000-0000000000${number}`;
  return { name, objectId, teamsId: `29:intruder-${number}`, place, ...(roster && { roster }) };
}
