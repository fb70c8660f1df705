/** Activities as they were seen on the wire: Teams' own form, and the Playground's where it differs. */

export type Json = Readonly<Record<string, unknown>>;

export const TEAMS_URL = 'https://smba.trafficmanager.net/emea/22222222-2222-4222-8222-222222222222/';
export const BOT = { id: '28:11111111-1111-4111-8111-111111111111', name: 'Changeover' };
export const CUSTOMER_TENANT = '22222222-2222-4222-8222-222222222222';
export const PARTNER_TENANT = '33333333-3333-4333-8333-333333333333';
export const ALEX = { id: '29:1alex', name: 'Alex Wilber', aadObjectId: '44444444-4444-4444-8444-444444444444' };
export const MEGAN = { id: '29:1megan', name: 'Megan Bowen', aadObjectId: '55555555-5555-4555-8555-555555555555' };
export const TEAM_ID = '19:team@thread.tacv2';
export const CHANNEL_ID = '19:channel@thread.tacv2';
export const THREAD_ID = `${CHANNEL_ID};messageid=1795331252052`;

/** A message to the bot in a one-to-one chat, as Teams sends it. */
export function personalMessage(changes: Json = {}): Json {
  return {
    type: 'message',
    id: '1795331250001',
    timestamp: '2026-03-03T08:15:00.000Z',
    localTimestamp: '2026-03-03T09:15:00.000+01:00',
    localTimezone: 'Europe/Amsterdam',
    serviceUrl: TEAMS_URL,
    channelId: 'msteams',
    from: ALEX,
    recipient: BOT,
    conversation: { conversationType: 'personal', tenantId: CUSTOMER_TENANT, id: 'a:1personal' },
    text: 'status',
    textFormat: 'plain',
    locale: 'en-GB',
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/Amsterdam' }],
    channelData: { tenant: { id: CUSTOMER_TENANT } },
    ...changes,
  };
}

/** A message in a channel that mentions the bot, as Teams sends it: with the text once more as HTML. */
export function channelMessage(words: string, changes: Json = {}): Json {
  const mention = `<at>${BOT.name}</at>`;
  return {
    ...personalMessage(),
    id: '1795331250002',
    from: MEGAN,
    conversation: { isGroup: true, conversationType: 'channel', tenantId: PARTNER_TENANT, id: THREAD_ID },
    text: `${mention} ${words}\n`,
    attachments: [{ contentType: 'text/html', content: `<div><span>${mention}</span>&nbsp;${words}</div>` }],
    entities: [
      { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' },
      { type: 'mention', mentioned: { id: BOT.id, name: BOT.name }, text: mention },
    ],
    channelData: {
      teamsChannelId: CHANNEL_ID,
      teamsTeamId: TEAM_ID,
      channel: { id: CHANNEL_ID },
      team: { id: TEAM_ID },
      tenant: { id: PARTNER_TENANT },
    },
    ...changes,
  };
}

/** A press of Action.Execute. */
export function executePress(verb: string, data: Json, base: Json = personalMessage()): Json {
  const { text: _text, textFormat: _format, ...envelope } = base;
  return {
    ...envelope,
    type: 'invoke',
    id: 'f:5a1c',
    name: 'adaptiveCard/action',
    replyToId: '1795331250000',
    value: { action: { type: 'Action.Execute', id: verb, verb, data }, trigger: 'manual' },
  };
}

/** The two events of an install, as the Playground sends them: `from` without a name, the user among the members. */
export function installEvents(action: string, base: Json = personalMessage()): readonly [Json, Json] {
  const { text: _text, textFormat: _format, ...envelope } = base;
  const from = { id: ALEX.id, aadObjectId: ALEX.aadObjectId };
  return [
    { ...envelope, id: 'c1', type: 'installationUpdate', action, from },
    { ...envelope, id: 'c2', type: 'conversationUpdate', from, membersAdded: [{ id: ALEX.id }, { id: BOT.id }] },
  ];
}
