/** How somebody is told who reads nothing of a changeover any more. */
import type { Person } from '../changeover/changeover.ts';

export interface PeopleStore {
  /** The one-to-one chat of a person that can be reached; undefined where there is none. */
  chatOf(person: Person): Promise<string | undefined>;
}
