/** Whole plans of reminders, held against what was recorded of them; `RECORD=1` writes them anew, to be read before they are kept. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Given } from './changeover-builder.ts';
import { planLines } from './plan-lines.ts';

/** What the plan is like, the situation, and when it is looked at: when it came about, unless told otherwise. */
export type Plan = readonly [fact: string, before: () => Given, at?: string];

/** A test for each, and one that the folder has no other file. */
export function recordedPlans(folder: URL, plans: readonly Plan[]): void {
  for (const [fact, before, at] of plans) {
    it(`${fact}, line for line`, () => {
      const found = before();
      const text = `${planLines(found, at === undefined ? found.now : Date.parse(at)).join('\n')}\n`;
      const file = new URL(fileOf(fact), folder);
      if (process.env['RECORD'] === '1') {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, text);
      }
      assert.equal(text, readFileSync(file, 'utf8'));
    });
  }

  it('has a recorded file for each of these, and no other', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    assert.deepEqual(files.toSorted(), plans.map(([fact]) => fileOf(fact)).toSorted());
  });
}

function fileOf(fact: string): string {
  return `${fact.replace(/[^a-z]+/giu, '-')}.txt`;
}
