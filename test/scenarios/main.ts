/** `npm run scenario -- record NAME`: plays a story through the real bot and writes down what was seen, beside each act. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario, withSeen } from '../support/scenario-file.ts';
import { playScenario, recordScenario } from '../support/scenario-player.ts';
import { mochaGlobalSetup, mochaGlobalTeardown } from '../support/setup.ts';

const SKELETON = `title: What happens here, in one sentence
why: >-
  Write here why this story matters: what would go wrong unseen if it were not told. Then write its acts, and record again.
story:
  - who: megan
    opens: {}
  - who: alex
    joins: with the code
`;

const [command, name] = process.argv.slice(2);
if (name === undefined || !/^[a-z0-9-]+$/.test(name) || (command !== 'record' && command !== 'play')) {
  console.error('npm run scenario -- record NAME   plays test/scenarios/NAME.yaml and writes down what was seen');
  console.error('npm run scenario -- play NAME     plays it and compares');
  process.exit(1);
}

const file = join(import.meta.dirname, `${name}.yaml`);
await mochaGlobalSetup();
try {
  if (command === 'play') await playScenario(readScenario(file));
  else await record();
  console.log(`${name}: ${command === 'play' ? 'as it is written' : `recorded in ${file}`}`);
} finally {
  await mochaGlobalTeardown();
}

/** A new one begins with the opening and the join: acts are added by hand, then recorded. */
async function record(): Promise<void> {
  if (!existsSync(file)) writeFileSync(file, SKELETON);
  const seen = await recordScenario(readScenario(file));
  writeFileSync(file, withSeen(readFileSync(file, 'utf8'), seen));
}
