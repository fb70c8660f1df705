/**
 * Changes the rules in thousands of small ways and counts how many of them the specs notice. `npm run prove:mutation`, with
 * names of groups (`decide`) or files (`decide-open.ts`) for those alone, and with `again` to keep what an earlier run found
 * wherever neither rule nor spec has changed since. Prints the score of each file and group, and fails when a group has less
 * than the least.
 */
import { matchesGlob } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { GROUPS, type MutationGroup } from './mutation-groups.ts';

type Options = ConstructorParameters<typeof Stryker>[0];
type Results = Awaited<ReturnType<Stryker['runMutationTest']>>;

const LEAST = 85;
const NOTICED: readonly string[] = ['Killed', 'Timeout'];
const COUNTED: readonly string[] = [...NOTICED, 'Survived', 'NoCoverage'];

const said = process.argv.slice(2);
const isAgain = said.includes('again');
const names = said.filter((word) => word !== 'again');
const scores: string[] = [];
for (const group of GROUPS.flatMap(asked)) {
  const results = await new Stryker(optionsOf(group)).runMutationTest();
  const files = Map.groupBy(results, ({ fileName }) => fileName.slice(fileName.lastIndexOf('/') + 1));
  scores.push(line(group.name, results), ...[...files].map(([file, of]) => line(`  ${file}`, of)));
  if (!(scoreOf(results) >= LEAST)) process.exitCode = 1;
}
console.log(`\nmutation score, ${LEAST} % of each group at least\n${scores.join('\n')}`);
if (process.exitCode === 1) console.error(`a group has less than ${LEAST} %`);

function asked(group: MutationGroup): readonly MutationGroup[] {
  if (names.length === 0 || names.includes(group.name)) return [group];
  const files = names.filter((name) => group.mutates.some((glob) => matchesGlob(name, glob)));
  return files.length === 0 ? [] : [{ ...group, mutates: files }];
}

function optionsOf({ name, mutates, specs }: MutationGroup): Options {
  return {
    configFile: 'test/prove/stryker.config.json',
    mutate: mutates.map((glob) => `changeover/${glob}`),
    mochaOptions: { 'no-config': true, 'no-package': true, spec: specs.map((glob) => `test/changeover/${glob}`) },
    jsonReporter: { fileName: `build/mutation/${name}.json` },
    incremental: isAgain,
    incrementalFile: `build/mutation/${name}.again.json`,
  };
}

function line(name: string, results: Results): string {
  const of = counted(results, COUNTED);
  // A file of data alone has nothing that is worked out while a spec runs.
  if (of === 0) return `${name.padEnd(32)}  nothing but data`;
  return `${name.padEnd(32)} ${scoreOf(results).toFixed(2).padStart(6)} %  ${counted(results, NOTICED)} of ${of}`;
}

function scoreOf(results: Results): number {
  return (100 * counted(results, NOTICED)) / counted(results, COUNTED);
}

function counted(results: Results, of: readonly string[]): number {
  return results.filter(({ status }) => of.includes(status)).length;
}
