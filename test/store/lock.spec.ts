import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolderTaken, lockDataFolder } from '../../store/lock.ts';
import { silent } from '../support/silent-log.ts';

describe('the lock on the data folder', () => {
  let root: string;
  before(() => void (root = mkdtempSync(join(tmpdir(), 'lock-'))));
  after(() => rmSync(root, { recursive: true }));

  function folder(name: string): string {
    const path = join(root, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  it('is held by one, and free again when that one lets go', async () => {
    const path = folder('one');
    const first = await lockDataFolder(path, silent);
    await assert.rejects(lockDataFolder(path, silent), DataFolderTaken);
    await first.release();
    await (await lockDataFolder(path, silent)).release();
  });

  it('gives another process one clear line and harms nothing', async () => {
    const path = folder('two');
    const lock = await lockDataFolder(path, silent);
    const program = `
      import { openStore } from ${JSON.stringify(new URL('../../store/open.ts', import.meta.url).href)};
      await openStore({ dataDir: process.argv[1] }, {}).catch((error) => console.log(error.message));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program, path], {
      encoding: 'utf8',
    });
    await lock.release();
    assert.equal(
      stdout,
      `Another Changeover is already using ${path}; stop it first, or set DATA_DIR to another folder.\n`,
    );
    assert.equal(stderr, '');
  });

  it('knows a folder by any name', async () => {
    const path = folder('three');
    symlinkSync(path, join(root, 'alias'), 'junction');
    const lock = await lockDataFolder(path, silent);
    await assert.rejects(lockDataFolder(join(root, 'alias'), silent), DataFolderTaken);
    await lock.release();
  });

  it('keeps other folders free', async () => {
    const locks = [await lockDataFolder(folder('four'), silent), await lockDataFolder(folder('five'), silent)];
    for (const lock of locks) await lock.release();
  });

  it('works in a folder whose path is longer than a socket may have', async () => {
    const path = folder(join('d'.repeat(100), 'e'.repeat(100)));
    const lock = await lockDataFolder(path, silent);
    await assert.rejects(lockDataFolder(path, silent), DataFolderTaken);
    await lock.release();
  });

  it('sees a process of another container by the socket in the folder, and only while it lives', async function () {
    if (process.platform === 'win32') this.skip();
    const path = folder('six');
    const theirs = createServer().listen(join(path, 'changeover.lock'));
    await new Promise((resolve) => theirs.once('listening', resolve));
    await assert.rejects(lockDataFolder(path, silent), DataFolderTaken);
    await new Promise((resolve) => theirs.close(resolve));

    writeFileSync(join(path, 'changeover.lock'), 'left behind: nobody answers here');
    await (await lockDataFolder(path, silent)).release();
  });
});
