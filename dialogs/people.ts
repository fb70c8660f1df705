/**
 * Who takes part: shown to both sides; a customer's people say what they may do at Microsoft, its admins who stands in and who
 * takes part no more.
 */
import type { Changeover, Person } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import { isSamePerson } from '../changeover/membership.ts';
import { refuse } from '../changeover/refusals.ts';
import type { Content } from '../cards/content.ts';
import { personName } from '../cards/names.ts';
import { peopleCard } from '../cards/people-card.ts';
import { plain, words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';
import { meant, type Hearing } from './hearing.ts';
import { otherSideOf } from './other-side.ts';
import { replyRefusal, say } from './speak.ts';

export const PEOPLE_VERBS = ['people', 'myRoles', 'standIn', 'removeMember'] as const;

export async function hearPeople(hearing: Hearing, verb: (typeof PEOPLE_VERBS)[number]): Promise<void> {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  if (verb === 'people') return turn.say(cardOf(turn, changeover));
  const body = bodyOf(hearing, verb, changeover);
  if (body === undefined) return replyRefusal(turn, said, refuse('choiceUnknown'));
  const { side } = otherSideOf(turn, changeover);
  const issued = turn.issue(changeover.id, body);
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  if (body.type === 'removeMember') await tellRemoved(hearing, changeover, body.person, side);
  // Whoever took out themselves sees no card of it any more.
  if (turn.changeover(changeover.id) === undefined) return;
  const content = cardOf(turn, issued.changeover);
  if (said.kind === 'press' && said.surface === 'execute') turn.answer({ kind: 'card', content });
  else turn.say(content);
}

/** Whoever is named is looked up among the members: a button's data is a wish. */
function bodyOf(
  { said }: Hearing,
  verb: 'myRoles' | 'standIn' | 'removeMember',
  { members }: Changeover,
): CommandBody | undefined {
  const data = said.kind === 'press' ? said.data : {};
  if (verb === 'myRoles') {
    const ticked = typeof data['roles'] === 'string' ? data['roles'].split(',') : [];
    return { type: 'stateRoles', roles: ticked.map((role) => role.trim()).filter((role) => role !== '') };
  }
  const found = members.find(({ side, person }) => side === 'customer' && person.objectId === data['who']);
  if (verb === 'removeMember') return found && { type: 'removeMember', person: found.person };
  return found && { type: 'setStandIn', person: found.person, isStandIn: data['answer'] === 'yes' };
}

/** The person in a chat of its own, and the other side: without a name, which is erased by then. */
async function tellRemoved(
  { turn, office }: Hearing,
  before: Changeover,
  person: Person,
  side: 'customer' | 'partner',
): Promise<void> {
  const { domain, locale } = before.customer;
  const occasion = `removed/${before.id}/${before.version}`;
  turn.notify(before.id, occasion, { side }, { kind: 'notice', text: 'notice.memberRemoved', params: { domain } });
  if (isSamePerson(person, turn.source.person)) return say(turn, 'people.removedYourself', { domain });
  const who = personName(before, person, (ref) => turn.text(ref), turn.defaultReader.locale);
  say(turn, 'people.removed', { who });
  const conversationId = await office?.chatOf(person);
  if (conversationId === undefined) return;
  const by = plain(turn.source.personName ?? words(locale).t('opening.somebody'), 60);
  const message = { kind: 'team', text: 'people.youWereRemoved', locale, params: { by, domain } } as const;
  turn.notify(undefined, `${occasion}/told`, { conversationId }, message);
}

function cardOf(turn: Turn, changeover: Changeover): Content {
  return peopleCard(changeover, turn.readerOf(changeover), turn.source.person, (ref) => turn.text(ref));
}
