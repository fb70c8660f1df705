/** Who a link of their own is handed to. */
import type { Changeover } from '../changeover/changeover.ts';
import type { Turn, TurnSource } from '../loop/turn.ts';

export type Bearer = Pick<TurnSource, 'person' | 'teamId' | 'zone' | 'locale'>;

/** The person who speaks, for the team that they speak for: in a one-to-one chat, too. */
export function bearerIn(turn: Turn, changeover: Changeover): Bearer {
  const { person, zone, locale } = turn.source;
  const { teamId } = turn.teams.actorFor(changeover);
  return {
    person,
    ...(teamId !== undefined && { teamId }),
    ...(zone !== undefined && { zone }),
    ...(locale !== undefined && { locale }),
  };
}
