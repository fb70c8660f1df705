/** Who takes part: shown to both sides; a customer's people say what they may do at Microsoft, its admins who stands in. */
import type { Changeover } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import { refuse } from '../changeover/refusals.ts';
import type { Content } from '../cards/content.ts';
import { peopleCard } from '../cards/people-card.ts';
import type { Turn } from '../loop/turn.ts';
import { meant, type Hearing } from './hearing.ts';
import { replyRefusal } from './speak.ts';

export const PEOPLE_VERBS = ['people', 'myRoles', 'standIn'] as const;

export function hearPeople(hearing: Hearing, verb: (typeof PEOPLE_VERBS)[number]): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  if (verb === 'people') return turn.say(cardOf(turn, changeover));
  const body = bodyOf(hearing, verb, changeover);
  if (body === undefined) return replyRefusal(turn, said, refuse('choiceUnknown'));
  const issued = turn.issue(changeover.id, body);
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  const content = cardOf(turn, issued.changeover);
  if (said.kind === 'press' && said.surface === 'execute') turn.answer({ kind: 'card', content });
  else turn.say(content);
}

/** Whoever is named is looked up among the members: a button's data is a wish. */
function bodyOf({ said }: Hearing, verb: 'myRoles' | 'standIn', { members }: Changeover): CommandBody | undefined {
  const data = said.kind === 'press' ? said.data : {};
  if (verb === 'myRoles') {
    const ticked = typeof data['roles'] === 'string' ? data['roles'].split(',') : [];
    return { type: 'stateRoles', roles: ticked.map((role) => role.trim()).filter((role) => role !== '') };
  }
  const found = members.find(({ side, person }) => side === 'customer' && person.objectId === data['who']);
  return found && { type: 'setStandIn', person: found.person, isStandIn: data['answer'] === 'yes' };
}

function cardOf(turn: Turn, changeover: Changeover): Content {
  return peopleCard(changeover, turn.readerOf(changeover), turn.source.person, (ref) => turn.text(ref));
}
