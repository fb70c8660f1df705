import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario, withSeen } from '../support/scenario-file.ts';
import { playScenario } from '../support/scenario-player.ts';

const names = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

describe('recorded stories', function () {
  this.timeout(60_000);

  for (const name of names) {
    const file = join(import.meta.dirname, `${name}.yaml`);
    const scenario = readScenario(file);

    it(`${name}: ${scenario.title}`, () => playScenario(scenario));

    it(`${name} was recorded: each act says what was seen, in the form in which it is written down`, () => {
      const text = readFileSync(file, 'utf8');
      assert.ok(scenario.story.some(({ sees }) => sees !== undefined));
      assert.equal(
        withSeen(
          text,
          scenario.story.map(({ sees }) => sees ?? {}),
        ),
        text,
      );
    });
  }
});
