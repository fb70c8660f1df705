/** The activities that Teams sends to a bot for what a person does, as far as the bot can tell them from real ones. */
import type { Instant } from '../changeover/changeover.ts';
import type { Piece } from './card-reader.ts';
import { bot, fabrikam, partnerTeam, personalChatOf } from './people.ts';
import type { Cast } from './people.ts';

export interface Teller {
  readonly cast: Cast;
  readonly place: 'personal' | 'channel';
  readonly serviceUrl: string;
  readonly now: () => Instant;
  /** A new activity id. */
  readonly nextId: () => string;
}

/** Where a person's messages are: the personal chat, or the channel's root. */
export function homeOf({ cast, place }: Pick<Teller, 'cast' | 'place'>): string {
  return place === 'personal' ? personalChatOf(cast) : partnerTeam.channel.id;
}

export function messageActivity(teller: Teller, conversationId: string, text: string): Piece {
  const mention = `<at>${bot.name}</at>`;
  const common = baseOf(teller, conversationId, 'message');
  if (teller.place === 'personal') return { ...common, text, textFormat: 'plain', attachments: [] };
  const entity = { type: 'mention', text: mention, mentioned: { id: bot.id, name: bot.name } };
  return {
    ...common,
    text: `${mention} ${text}`,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: `<p>${mention} ${text}</p>` }],
    entities: [...common.entities, entity],
  };
}

/** A press of Action.Submit: a message without words. */
export function submitActivity(teller: Teller, conversationId: string, cardId: string, value: Piece): Piece {
  return { ...baseOf(teller, conversationId, 'message'), replyToId: cardId, value };
}

/** A press of Action.Execute. */
export function executeActivity(
  teller: Teller,
  conversationId: string,
  cardId: string,
  action: { readonly verb: string; readonly id?: string; readonly data: Piece },
): Piece {
  return {
    ...baseOf(teller, conversationId, 'invoke'),
    name: 'adaptiveCard/action',
    replyToId: cardId,
    value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
  };
}

/** The two that Teams sends at the same time when the app is installed or taken away. */
export function installActivities(teller: Teller, action: 'add' | 'remove'): readonly Piece[] {
  const home = homeOf(teller);
  const members = [{ id: bot.id }];
  const change = action === 'add' ? { membersAdded: members } : { membersRemoved: members };
  return [
    { ...baseOf(teller, home, 'installationUpdate'), action },
    { ...baseOf(teller, home, 'conversationUpdate'), ...change },
  ];
}

function baseOf(teller: Teller, conversationId: string, type: string) {
  const { cast, place } = teller;
  const isChannel = place === 'channel';
  // A guest in a channel speaks with the tenant of its host.
  const tenantId = isChannel ? fabrikam.tenantId : cast.company.tenantId;
  return {
    type,
    id: teller.nextId(),
    timestamp: new Date(teller.now()).toISOString(),
    channelId: 'msteams',
    serviceUrl: teller.serviceUrl,
    from: { id: cast.teamsId, name: cast.name, aadObjectId: cast.objectId },
    recipient: { id: bot.id, name: bot.name },
    conversation: {
      id: conversationId,
      conversationType: place,
      tenantId,
      ...(isChannel && { isGroup: true }),
    },
    channelData: {
      tenant: { id: tenantId },
      ...(isChannel && {
        teamsChannelId: partnerTeam.channel.id,
        teamsTeamId: partnerTeam.id,
        channel: { id: partnerTeam.channel.id },
        team: { id: partnerTeam.id, name: partnerTeam.name, aadGroupId: partnerTeam.groupId },
      }),
    },
    locale: 'en-US',
    localTimezone: cast.zone,
    entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: cast.zone }],
  };
}
