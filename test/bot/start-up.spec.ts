import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../../bot/config-errors.ts';
import { startFailure } from '../../bot/start-up.ts';

const MAIN = fileURLToPath(new URL('../../bot/main.ts', import.meta.url));
const REAL = {
  MicrosoftAppId: '11111111-1111-4111-8111-111111111111',
  MicrosoftAppTenantId: '22222222-2222-4222-8222-222222222222',
  MicrosoftAppPassword: 's3cret-value',
};

describe('the production entry', () => {
  const mistakes: readonly [string, Record<string, string>, RegExp][] = [
    ['no app id', {}, /MicrosoftAppId is empty/],
    ['an empty app id', { ...REAL, MicrosoftAppId: '' }, /MicrosoftAppId is empty/],
    ['no secret', { ...REAL, MicrosoftAppPassword: '' }, /no credential is/],
  ];
  for (const [what, env, expected] of mistakes) {
    it(`stops at ${what} with one line and code 1`, async () => {
      const { code, stdout, stderr } = await run(env);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, expected);
      assert.match(stderr, /^[^\n]+\n$/);
    });
  }

  it('stops at a port that is taken with one line and code 1, and opens no store', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const port = String((other.address() as AddressInfo).port);
    const { code, stderr } = await run({ ...REAL, HOST: '127.0.0.1', PORT: port, DATA_DIR: '/dev/null/never' });
    other.close();
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`^Changeover can’t start: the port ${port} is taken\\.[^\\n]+\\n$`));
  });
});

describe('a start with playbooks of one’s own', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'start-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('stops at the faults of a file, each with its line and without a stack, and at a folder that is not there', async () => {
    writeFileSync(join(folder, 'bad.yaml'), 'id: bad\nversion: none\n');
    const env = { ...REAL, HOST: '127.0.0.1', PORT: '0', DATA_DIR: join(folder, 'data') };
    const { code, stderr } = await run({ ...env, PLAYBOOKS_DIR: folder });
    assert.equal(code, 1);
    assert.match(stderr, /^Changeover can’t start: Playbooks can't be loaded, so none is:\nbad\.yaml:1 phases: /u);
    assert.match(stderr, /^bad\.yaml:2 version: this must be of the kind number$/mu);
    assert.doesNotMatch(stderr, /^ +at /mu);
    const missing = await run({ ...env, PLAYBOOKS_DIR: join(folder, 'nowhere') });
    assert.match(missing.stderr, /nowhere: there is no such folder, look at PLAYBOOKS_DIR\n$/u);
  }).timeout(60_000);
});

describe('the line of a failed start', () => {
  it('has no stack when an operator can mend it', () => {
    const line = startFailure(new ConfigError([{ what: 'PORT is wrong', remedy: 'mend it' }]));
    assert.equal(line, 'Changeover can’t start: PORT is wrong: mend it.');
  });

  it('keeps the stack of a fault of ours', () => {
    assert.match(startFailure(new TypeError('x is not a function')), /start-up\.spec\.ts/);
  });
});

function run(env: Record<string, string>): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], { env: { PATH, HOME, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}
