/** How often wrong join codes were tried lately, by the person and by all of its tenant. */
import type { Instant } from '../changeover/changeover.ts';
import type { JoinTries, Loaded, TrySave } from './ports.ts';
import type { TurnSource } from './turn.ts';

/** Milliseconds for which a wrong code counts. */
const WINDOW = 3_600_000;
const MOST_OF_PERSON = 5;
/** Many accounts of one tenant guess no faster than this. */
const MOST_OF_TENANT = 25;

export class TryDesk {
  readonly #tenantId: string;
  readonly #now: Instant;
  readonly #person: JoinTries;
  readonly #tenant: JoinTries;
  #saves: readonly TrySave[] = [];

  constructor({ person }: TurnSource, { tries = [] }: Loaded, now: Instant) {
    this.#tenantId = person.tenantId;
    this.#now = now;
    this.#person = triesOf(tries, person.objectId);
    this.#tenant = triesOf(tries, '');
  }

  /** The instant from which a code is looked at again, or undefined while one may be tried now. */
  closedUntil(): Instant | undefined {
    const until = [this.#until(this.#person, MOST_OF_PERSON), this.#until(this.#tenant, MOST_OF_TENANT)];
    const latest = Math.max(...until.map((one) => one ?? 0));
    return latest > 0 ? latest : undefined;
  }

  /**
   * Every try is saved, a right one too: its compare-and-swap lets of many at once only one after the other through, each
   * of them knowing what came before. `joined` forgets the person's wrong ones.
   */
  note(what: 'wrong' | 'right' | 'joined'): void {
    const own = what === 'joined' ? [] : this.#recent(this.#person);
    const all = this.#recent(this.#tenant);
    this.#saves = [
      this.#save(this.#person, what === 'wrong' ? [...own, this.#now] : own),
      ...(what === 'wrong' ? [this.#save(this.#tenant, [...all, this.#now])] : []),
    ];
  }

  saves(): readonly TrySave[] {
    return this.#saves;
  }

  #until(tries: JoinTries, most: number): Instant | undefined {
    const wrong = this.#recent(tries);
    return wrong.length < most ? undefined : wrong[wrong.length - most]! + WINDOW;
  }

  #recent({ wrongAt }: JoinTries): readonly Instant[] {
    return wrongAt.filter((at) => this.#now - at < WINDOW).slice(-MOST_OF_TENANT);
  }

  #save(tries: JoinTries, wrongAt: readonly Instant[]): TrySave {
    return { ...tries, tenantId: this.#tenantId, wrongAt };
  }
}

function triesOf(tries: readonly JoinTries[], objectId: string): JoinTries {
  return tries.find((one) => one.objectId === objectId) ?? { objectId, version: 0, wrongAt: [] };
}
