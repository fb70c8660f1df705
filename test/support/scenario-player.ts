/** Plays a story through the real bot, act by act, and knows what everybody got to see. */
import { isDeepStrictEqual } from 'node:util';
import { instantOf } from '../../changeover/working-time.ts';
import { isPiece } from '../../sandbox/card-reader.ts';
import type { Person } from '../../sandbox/person.ts';
import { cardsOf, textOfPost, type Post } from '../../sandbox/transcripts.ts';
import type { Act, Scenario, Seen } from './scenario-file.ts';
import { answersInTurn, joins, opens, theChangeover } from './story-world.ts';
import { connects } from './tenant-story.ts';
import { PARTIES_OF_FABRIKAM, type Typed } from './typed-forms.ts';
import { aWorld, MONDAY, type World } from './world.ts';

const WHO = ['alex', 'adele', 'megan', 'diego'] as const;
/** Technicians share a channel: what the one sees the other does too. */
const READERS = ['alex', 'adele', 'megan'] as const;

/** Plays it and throws where something else is seen than the file says, with both. */
export async function playScenario(scenario: Scenario): Promise<void> {
  await withStage(scenario, async (stage) => {
    for (const [index, act] of scenario.story.entries()) {
      const name = `act ${index + 1}, ${JSON.stringify({ ...act, sees: undefined, shows: undefined, hides: undefined })}`;
      await stage.play(act, name);
      await stage.expects(act.sees ?? {}, name);
      stage.looks(act, name);
    }
  });
}

/** Plays it and returns what was seen after each act. */
export async function recordScenario(scenario: Scenario): Promise<readonly Seen[]> {
  return withStage(scenario, async (stage) => {
    const recorded: Seen[] = [];
    for (const [index, act] of scenario.story.entries()) {
      const name = `act ${index + 1}`;
      await stage.play(act, name);
      recorded.push(await stage.settled());
      stage.looks(act, name);
    }
    return recorded;
  });
}

async function withStage<Result>({ story }: Scenario, work: (stage: Stage) => Promise<Result>): Promise<Result> {
  const hasTenants = story.some((act) => 'tenant' in act || 'connects' in act);
  const world = await aWorld('postgres', MONDAY, { hasTenants });
  try {
    return await work(new Stage(world));
  } finally {
    await world.close();
  }
}

class Stage {
  readonly #world: World;
  /** The connector's change up to which everything was looked at. */
  #seenUpTo = 0;
  #code = '';

  constructor(world: World) {
    this.#world = world;
  }

  async play(act: Act, name: string): Promise<void> {
    this.#seenUpTo = this.#world.connector.changes();
    try {
      await this.#act(act);
      // What others get to see of it belongs to this act.
      await this.#world.running.pump.settle();
    } catch (error) {
      const troubles = this.#world.log.lines
        .filter(({ level }) => TROUBLES.has(String(level)))
        .map((line) => JSON.stringify(line));
      const said = error instanceof Error ? error.message : String(error);
      throw new Error([`${name}: ${said}`, ...troubles].join('\n'), { cause: error });
    }
  }

  /** Waits until exactly that was seen; what comes in another order is the same. */
  async expects(expected: Seen, name: string): Promise<void> {
    const wanted = inOrder(expected);
    await this.#world.connector.until(
      () => (isDeepStrictEqual(inOrder(this.#seen()), wanted) ? true : undefined),
      () => `${name}\nexpected ${JSON.stringify(expected, null, 2)}\nbut seen ${JSON.stringify(this.#seen(), null, 2)}`,
    );
  }

  /** What was seen once nothing more comes. */
  async settled(): Promise<Seen> {
    const { connector } = this.#world;
    for (let before = -1; before !== connector.changes();) {
      before = connector.changes();
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }
    return this.#seen();
  }

  looks({ shows = {}, hides = {} }: Act, name: string): void {
    for (const who of WHO) {
      const screen = this.#person(who).screen().replaceAll(/\s+/gu, ' ');
      const missing = (shows[who] ?? []).filter((words) => !screen.includes(words));
      const there = (hides[who] ?? []).filter((words) => screen.includes(words));
      if (missing.length > 0) throw new Error(`${name}: ${who} does not see ${missing.join(' | ')} in:\n${screen}`);
      if (there.length > 0) throw new Error(`${name}: ${who} sees ${there.join(' | ')}`);
    }
  }

  async #act(act: Act): Promise<void> {
    if ('until' in act) return this.#world.goTo(clockOf(act.until));
    if ('opens' in act) {
      this.#code = await opens(this.#world, usualBut(act.opens));
      return;
    }
    if ('tenant' in act) return this.#world.tenants!.turn(await theChangeover(this.#world), act.tenant);
    if ('joins' in act) return joins(this.#world, this.#code);
    if ('connects' in act) return connects(this.#world);
    const person = this.#person(act.who);
    if ('says' in act) return person.says(act.says);
    if ('replies' in act) return person.replies(act.replies);
    if ('answers' in act) return answersInTurn(person, [act.answers, act.types, act.button]);
    if ('presses' in act) {
      return person.presses(act.presses, act.types, act.on === undefined ? {} : { on: wordsIn(act.on) });
    }
    return this.#does(act.who, act.does, act.types ?? {}, act.button);
  }

  /** In a chat the question is asked first; in the channel the step's buttons stand on the status card. */
  async #does(who: string, step: string, types: Readonly<Record<string, string>>, button?: string): Promise<void> {
    const person = this.#person(who);
    const on = wordsIn(step);
    if (who === 'megan' || who === 'diego') {
      // Where a number or a text is asked for, Done unfolds its field.
      return person.presses(button ?? (Object.keys(types).length === 0 ? 'Done' : 'Save as done'), types, { on });
    }
    await person.presses('Continue');
    await person.sees(on);
    await person.presses(button ?? 'Done', types, { on });
  }

  #person(who: string): Person {
    const found = WHO.find((name) => name === who);
    if (found === undefined) throw new Error(`nobody is called ${who}`);
    return this.#world[found];
  }

  #seen(): Seen {
    const seen = READERS.map((who) => {
      const posts = this.#person(who)
        .posts()
        .filter((post) => post.changedAt > this.#seenUpTo);
      return [who, posts.map(headline)] as const;
    });
    return Object.fromEntries(seen.filter(([, posts]) => posts.length > 0));
  }
}

/** Several rounds of the pump and the queue; only a recording waits so, a test waits for what it expects. */
const QUIET_MS = 3_000;
const TROUBLES: ReadonlySet<string> = new Set(['warn', 'error']);

type Opens = Extract<Act, { opens: unknown }>['opens'];

/** The usual forms with the fields that are not as usual. */
function usualBut({ course, parties, old, terms, start }: Opens): Typed {
  const usual = PARTIES_OF_FABRIKAM;
  return {
    ...(course !== undefined && { course }),
    ...(start && { start }),
    parties: { ...usual.parties, ...parties },
    old: { ...usual.old, ...old },
    terms: { ...usual.terms, ...terms },
  };
}

/** The line that stands for a message in a chat list; what differs in every run is left out. */
function headline(post: Post): string {
  const [card] = cardsOf(post);
  const said = isPiece(card) && typeof card['speak'] === 'string' ? card['speak'] : textOfPost(post);
  const text = said
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{2,4}){5,}/gu, 'CODE')
    .trim();
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
  return post.edits > 0 ? `[changed] ${short}` : short;
}

const LONGEST = 160;

function inOrder(seen: Seen): Seen {
  const sorted = Object.entries(seen).map(([who, lines]) => [who, lines.toSorted()] as const);
  return Object.fromEntries(sorted.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function clockOf(text: string): number {
  return instantOf(text.slice(0, 10), text.slice(11), 'Europe/Amsterdam');
}

function wordsIn(words: string): RegExp {
  return new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`), 'u');
}
