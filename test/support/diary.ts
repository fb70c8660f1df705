/** What everybody got as time goes by, a line for each message: for scenarios whose course is recorded and read again. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant, Zone } from '../../changeover/changeover.ts';
import type { Post } from '../../sandbox/transcripts.ts';
import type { Person } from '../../sandbox/person.ts';
import type { World } from './world.ts';

export interface Diary {
  /** Lines so far: `Tue 3 Mar 2026, 09:00 CET Alex: Due today: …`. */
  readonly lines: readonly string[];
  /** Moves the clock through every instant at which something is due, and writes down what came. */
  until(instant: Instant): Promise<void>;
  /** What came since is the answer to what somebody said: not written down. */
  forget(): void;
  /** A word of the teller, such as what somebody did. */
  note(words: string): void;
}

/** From now on; what was said before is left out. */
export function diaryOf(world: World, people: Readonly<Record<string, Person>>, zone: Zone): Diary {
  const seen = new Set<string>(Object.values(people).flatMap((who) => who.posts().map(({ id }) => id)));
  const lines: string[] = [];
  const writeDown = (): void => {
    for (const [name, who] of Object.entries(people)) {
      for (const post of who.posts().filter(({ id }) => !seen.has(id))) {
        seen.add(post.id);
        lines.push(`${shownAt(world.now(), zone)} ${name}: ${wordsOf(post)}`);
      }
    }
  };
  return {
    lines,
    forget() {
      for (const who of Object.values(people)) for (const { id } of who.posts()) seen.add(id);
    },
    note: (words) => void lines.push(`${shownAt(world.now(), zone)} -- ${words}`),
    async until(instant) {
      writeDown();
      for (;;) {
        const due = await world.running.store.nextDueAt();
        if (due === undefined || due > instant) break;
        await world.goTo(Math.max(due, world.now()));
        writeDown();
      }
      await world.goTo(instant);
      writeDown();
    },
  };
}

/** Compares with the file that was recorded; `RECORD=1` writes it anew, to be read and kept when it is right. */
export function assertRecorded(name: string, lines: readonly string[]): void {
  const file = join(import.meta.dirname, '..', 'scenarios', 'recorded', `${name}.txt`);
  if (process.env['RECORD'] === '1') writeFileSync(file, `${lines.join('\n')}\n`);
  assert.ok(existsSync(file), `${file} is missing: run this test with RECORD=1, and read what it wrote.`);
  assert.deepEqual(lines, readFileSync(file, 'utf8').trimEnd().split('\n'));
}

function shownAt(instant: Instant, timeZone: Zone): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(instant);
}

/** The line of the notification. */
function wordsOf({ activity }: Post): string {
  const { summary, text } = activity;
  return (typeof summary === 'string' ? summary : typeof text === 'string' ? text : '').replaceAll('\n', ' ');
}
