/** What a world's people do with a team, its cards and other chats, as Teams would send it. */
import { buttonsOf, isPiece, type Button, type Piece } from '../../sandbox/card-reader.ts';
import { fabrikam, partnerTeam, type Cast } from '../../sandbox/people.ts';
import { person, type BotAnswer, type Person } from '../../sandbox/person.ts';
import { cardsOf } from '../../sandbox/transcripts.ts';
import type { World } from './world.ts';

/** A person of the world where it is not by itself: a technician in a chat of its own, a customer in the channel. */
export function elsewhere(world: World, cast: Cast, place: 'personal' | 'channel'): Person {
  const botUrl = (): string => `${world.running.url}/api/messages`;
  return person({ cast, place, connector: world.connector, botUrl, now: () => world.now() });
}

/** What Teams tells of the partner's team; `by` is whoever did it. */
export async function teamEvent(
  by: Person,
  fields: Piece,
  eventType?: string,
  name: string = partnerTeam.name,
): Promise<void> {
  await by.sends({
    type: 'conversationUpdate',
    text: undefined,
    conversation: { id: partnerTeam.id, conversationType: 'channel', tenantId: fabrikam.tenantId, isGroup: true },
    channelData: {
      tenant: { id: fabrikam.tenantId },
      team: { id: partnerTeam.id, name },
      ...(eventType !== undefined && { eventType }),
    },
    ...fields,
  });
}

/** Out of the team's roster, and Teams says so. */
export async function leaves(world: World, who: Person, by: Person): Promise<void> {
  world.connector.removeMember(partnerTeam.id, who.cast.teamsId);
  await teamEvent(by, { membersRemoved: [{ id: who.cast.teamsId }] }, 'teamMemberRemoved');
}

/** The newest button with this title that the person sees, as a client has it. */
export function buttonOf(who: Person, title: string): Button {
  const found = who
    .posts()
    .toReversed()
    .flatMap((post) => cardsOf(post).flatMap(buttonsOf))
    .find((one) => one.title === title);
  if (found === undefined) throw new Error(`${who.cast.name} has no button ${title}.`);
  return found;
}

/** An Action.Execute with the button's own data, from wherever `fields` say: a forwarded card, or an old one sent again. */
export async function sendsPress(who: Person, button: Button, fields: Piece = {}): Promise<BotAnswer> {
  const { verb, data } = button.piece;
  const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
  return who.sends({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value, ...fields });
}

/** The words of an invoke's answer: a message, or what an error says. */
export function wordsOf({ body }: BotAnswer): string {
  const { value } = body as { readonly value: string | { readonly message: string } };
  return typeof value === 'string' ? value : (value.message ?? JSON.stringify(value));
}

/** What a button sends. */
export function dataOf(piece: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isPiece(piece['data']) ? piece['data'] : {};
}
