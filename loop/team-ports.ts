/** What the loop needs of the store about a partner's teams and about tries of join codes. */
import type { Actor, Instant } from '../changeover/changeover.ts';
import type { Team, TeamEvent } from '../changeover/team.ts';
import type { Reference } from './ports.ts';

/** A technician who was heard in the team, as the channel names it. A hint for cards, never a right to act. */
export interface TeamPerson {
  readonly objectId: string;
  /** `29:…` */
  readonly userId: string;
}

/** A team of the person's tenant: the one spoken in; in a one-to-one chat every one of them. */
export interface TeamHere {
  readonly team: Team;
  readonly people: readonly TeamPerson[];
  /** A channel of it, to ask for its roster with. */
  readonly reference?: Reference;
}

export interface TeamSave {
  /** 0 for one that is not stored yet. */
  readonly expected: number;
  readonly next: Team;
  readonly entries: readonly {
    readonly commandId: string;
    readonly at: Instant;
    readonly actor: Actor;
    readonly events: readonly TeamEvent[];
  }[];
}

/** Seen in the team, or gone from it. */
export interface TeamPersonSave extends TeamPerson {
  readonly tenantId: string;
  readonly teamId: string;
  readonly leftAt?: Instant;
}

/** When wrong join codes were tried, by a person or (without one) by anybody of the tenant. */
export interface JoinTries {
  /** Empty: all of the tenant. */
  readonly objectId: string;
  /** 0 for one that is not stored yet. */
  readonly version: number;
  readonly wrongAt: readonly Instant[];
}

export type TrySave = JoinTries & { readonly tenantId: string };
