import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadPlaybooks, PlaybookFilesError, readPlaybookFile, readPlaybookText } from '../../bot/playbook-files.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { OWN_FOLDER } from '../support/all-playbooks.ts';

const OWN_FILE = join(OWN_FOLDER, 'grant-licences.yaml');
const OWN = readFileSync(OWN_FILE, 'utf8');

/** The partner's playbook with each text in place of another; every one of them is there. */
function changed(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, OWN);
}

/** `109 phases[2]…: …`, as `check` prints it. */
function faultsOf(text: string): readonly string[] {
  const read = readPlaybookText(text);
  return read.ok ? [] : read.problems.map(({ line, says }) => `${line} ${says}`);
}

/** Where a text stands in the unchanged file. */
function lineOf(text: string): number {
  return OWN.slice(0, OWN.indexOf(text)).split('\n').length;
}

describe('a playbook in a file', () => {
  it('is read as it is written', () => {
    const read = readPlaybookFile(OWN_FILE);
    assert.deepEqual(read.ok && [read.playbook.id, read.playbook.version], ['grant-licences', 3]);
  });

  it('is refused for a cycle, with the way round', () => {
    const [fault, ...others] = faultsOf(
      changed([
        'after: { stepDone: prove-charity }',
        'after: { all: [{ stepDone: prove-charity }, { stepDone: order-grant }] }',
      ]),
    );
    assert.match(fault ?? '', /steps wait for each other: grant-kind → order-grant → .*grant-kind/u);
    assert.deepEqual(others, []);
  });

  it('is refused for a side that there is not, with its line and the sides that there are', () => {
    assert.deepEqual(faultsOf(changed(['side: provider', 'side: vendor'])), [
      `${lineOf('side: provider')} phases[0].steps[3].side: this must be one of customer, partner, source, provider`,
    ]);
  });

  it('is refused for two steps of one id', () => {
    const faults = faultsOf(changed(['id: keep-azure', 'id: stop-paid']));
    assert.equal(faults.length, 1);
    assert.match(faults[0] ?? '', new RegExp(`^${lineOf('id: keep-azure')} .*step stop-paid is there twice$`, 'u'));
  });

  it('is refused for a gate on nothing: a step, an option, a variant or a fact that is not there', () => {
    const faults = faultsOf(
      changed(
        ['after: { stepDone: prove-charity }', 'after: { stepDone: prove-nothing }'],
        ['option: [discounted]', 'option: [cheap]'],
        ['variant: [through-provider]', 'variant: [by-balloon]'],
        ['facts: [grantYearly]', 'facts: [grantDaily]'],
      ),
    );
    assert.deepEqual(
      faults.map((fault) => fault.replace(/^\d+ [^:]*: /u, '')),
      [
        'step prove-charity shows fact grantDaily, which is not there',
        'step grant-kind waits for step prove-nothing, which is not there',
        'step provider-agrees names variant by-balloon, which is not there',
        'step pay-discount asks for option cheap of step grant-kind, which is not there',
      ],
    );
  });

  it('is refused for a date rule on a date that is not known or that nobody agrees', () => {
    const faults = faultsOf(
      changed(
        ['due: { from: readyAt, days: 5', 'due: { from: { agreedIn: grant-kind }, days: 5'],
        ['due: { from: newStart, days: -3', 'due: { from: { doneOf: nothing }, days: -3'],
      ),
    );
    assert.deepEqual(
      faults.map((fault) => fault.replace(/^(\d+) [^:]*: /u, '$1 ')),
      [
        `${lineOf('due: { from: readyAt')} step prove-charity counts from the day agreed in step grant-kind, which agrees none (proof "when")`,
        `${lineOf('due: { from: newStart, days: -3')} step order-grant counts from step nothing, which is not there`,
      ],
    );
    const lineless = faultsOf(changed(['asks: { lines: oldAndNew,', 'asks: { lines: none,']));
    assert.ok(lineless.some((fault) => fault.includes('counts from newStart, a day that is not known')));
  });

  it('is refused with every fault at once, in the order of its lines', () => {
    const faults = faultsOf(
      changed(
        ['version: 3', 'version: nearly 3'],
        ['side: provider', 'side: vendor'],
        ['asOf: 2026-10-01', 'asOf: last year'],
        ['sureness: S', 'sureness: S\n    colour: green'],
      ),
    );
    assert.deepEqual(
      faults.map((fault) => fault.replace(/:.*$/u, '')),
      [
        `${lineOf('version: 3')} version`,
        `${lineOf('asOf:')} facts.grantYearly.asOf`,
        `${lineOf('sureness: S') + 1} facts.grantYearly.colour`,
        `${lineOf('side: provider') + 1} phases[0].steps[3].side`,
      ],
    );
  });

  it('is refused for an end that nobody can reach, and for an act that lies behind nothing', () => {
    const stuck = faultsOf(changed(['after: { stepDone: order-grant }', 'after: { claimOpen: true }']));
    assert.match(stuck.join(), /the end can't be reached with variant direct, .*: left over grant-on-users/u);
    const dead = faultsOf(
      changed(['when: { perUser: false }', 'when: { all: [{ perUser: false }, { perUser: true }] }']),
    );
    assert.match(dead.join(), /step keep-azure never opens, whichever way is taken/u);
    const unguarded = faultsOf(changed(['after: { confirmed: newConfirmed }', 'after: { stepDone: grant-works }']));
    assert.match(unguarded.join(), /step end-paid endsOld but does not lie behind confirmed newConfirmed of its line/u);
  });

  it('is refused with ten thousand steps, at once', () => {
    const step = { side: 'partner', per: 'changeover', answers: ['done'], proof: { kind: 'word' } };
    const steps = Array.from({ length: 10_000 }, (_, nth) => ({ id: `s${nth}`, ...step }));
    const own = {
      id: 'huge',
      version: 1,
      facts: {},
      products: [],
      marginWorkingDays: 0,
      phases: [{ id: 'all', steps }],
    };
    const huge = {
      ...own,
      reminders: { overlapAheadDays: [], renewalDays: [], billingEveryDays: 7, stepLateEveryDays: 3 },
    };
    assert.ok(faultsOf(stringify(huge, { flow: true } as never)).length > 0);
    const flow = JSON.stringify(huge);
    assert.deepEqual(faultsOf(flow), ['1 phases[0].steps: this is too long or too much: 200 at most']);
    const folder = mkdtempSync(join(tmpdir(), 'playbooks-'));
    try {
      writeFileSync(join(folder, 'huge.yaml'), flow);
      assert.deepEqual(readPlaybookFile(join(folder, 'huge.yaml')), {
        ok: false,
        problems: [{ line: 1, says: 'the file is too big: 512 KB at most' }],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is refused for tags, each with its line', () => {
    const faults = faultsOf(
      changed(['id: grant-licences\n', 'id: !!js/function "() => 1"\n'], ['version: 3', 'version: !secret 3']),
    );
    assert.ok(faults.some((fault) => fault.startsWith(`${lineOf('id: grant')} `)));
    assert.ok(faults.some((fault) => fault.startsWith(`${lineOf('version: 3')} `)));
    assert.ok(
      faults.every((fault) => /tag/u.test(fault)),
      faults.join('\n'),
    );
  });

  it('is refused for aliases that multiply, and for what is nested without end', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [of, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((pair) => pair.split(''))) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`);
    }
    assert.deepEqual(faultsOf(bomb.join('\n')), ['1 it has too many aliases: write these parts out']);
    for (const deep of ['[', '{a: ', '- ', '? '])
      assert.deepEqual(faultsOf(deep.repeat(100_000)), ['1 it is nested too deep']);
    assert.notDeepEqual(faultsOf('a: &a [*a]'), []);
    const words = `words: { name: Granted, hint: "${'['.repeat(60)}" }`;
    assert.deepEqual(faultsOf(changed([OWN.slice(OWN.indexOf('words: {'), OWN.indexOf('\nasks:')), words])), []);
    const steps = Array.from({ length: 600 }, (_, nth) => `${' '.repeat(nth)}a:`).join('\n');
    assert.notDeepEqual(faultsOf(steps), []);
  });

  it('is refused when it is empty, more than one, no map, or no YAML', () => {
    assert.deepEqual(faultsOf(''), ['1 the file is empty']);
    assert.match(
      faultsOf(`${OWN}\n---\nid: more\n`).join(),
      /a file holds one playbook: take out what is after "---"/u,
    );
    assert.notDeepEqual(faultsOf('just words'), []);
    assert.notDeepEqual(faultsOf('id: [unclosed'), []);
    assert.match(faultsOf(changed(['version: 3', 'version: 3\nversion: 4'])).join(), /^\d+ .*unique/iu);
  });

  it('is refused for names that the language itself takes, and for the words that are missing', () => {
    assert.match(faultsOf(changed(['id: keep-azure', 'id: constructor'])).join(), /taken by the language itself/u);
    assert.match(faultsOf(changed(['id: keep-azure', 'id: keep/azure'])).join(), /letters, digits and hyphens/u);
    assert.match(
      faultsOf(changed(['            title: Agree a window,\n', ''])).join(),
      /no words for step\.grant-window\.title/u,
    );
  });
});

describe('the folder of playbooks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'playbooks-'));
    mkdirSync(join(folder, 'no-file'));
    copyFileSync(OWN_FILE, join(folder, 'own.yaml'));
    writeFileSync(join(folder, 'notes.txt'), 'not a playbook');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('adds its playbooks to ours, and is not needed', () => {
    assert.equal(loadPlaybooks(undefined, playbooks), playbooks);
    const ids = loadPlaybooks(folder, playbooks).map(({ id }) => id);
    assert.deepEqual(ids, [...playbooks.map(({ id }) => id), 'grant-licences']);
  });

  it('loads none of them when one has a fault, and names every fault of every file', () => {
    writeFileSync(join(folder, 'bad.yml'), OWN.replace('side: provider', 'side: vendor'));
    writeFileSync(join(folder, 'worse.yaml'), 'id: worse');
    assert.throws(
      () => loadPlaybooks(folder, playbooks),
      (error: unknown) => {
        assert.ok(error instanceof PlaybookFilesError);
        assert.match(error.message, /^bad\.yml:\d+ .*must be one of/mu);
        assert.match(error.message, /^worse\.yaml:1 version: this is missing: write it/mu);
        assert.match(error.message, /^worse\.yaml:1 phases: this is missing/mu);
        return true;
      },
    );
  });

  it('takes a file in the place of ours of the same id only when its version is higher', () => {
    const ours = playbooks[0]!;
    const text = (version: number): string =>
      OWN.replace('id: grant-licences\n', `id: ${ours.id}\n`)
        .replace('version: 3', `version: ${version}`)
        .replaceAll('id: direct\n', 'id: standard\n')
        .replaceAll('through-provider', 'through-other');
    rmSync(join(folder, 'own.yaml'));
    writeFileSync(join(folder, 'mine.yaml'), text(ours.version + 1));
    const loaded = loadPlaybooks(folder, playbooks).filter(({ id }) => id === ours.id);
    assert.deepEqual(
      loaded.map(({ version }) => version),
      [ours.version + 1],
    );
    writeFileSync(join(folder, 'mine.yaml'), text(ours.version));
    assert.throws(() => loadPlaybooks(folder, playbooks), /give it a higher version/u);
  });

  it('refuses two files with one id', () => {
    copyFileSync(OWN_FILE, join(folder, 'again.yaml'));
    assert.throws(() => loadPlaybooks(folder, playbooks), /own\.yaml:1 its id grant-licences is that of again\.yaml/u);
  });
});
