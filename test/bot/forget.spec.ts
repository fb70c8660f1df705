import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { openPlaybookShelf } from '../../loop/playbook-shelf.ts';
import { openStore } from '../../store/open.ts';
import { aText } from '../store/contract-history.ts';
import { NOW, onward, opening, joined, somebody, unit, unitOf } from '../store/units.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';

function forget(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): { readonly status: number | null; said: string } {
  const script = join(import.meta.dirname, '../../bot/forget.ts');
  const ran = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });
  return { status: ran.status, said: ran.stdout + ran.stderr };
}

describe('npm run forget', () => {
  it('takes ids and nothing else', () => {
    const { status, said } = forget(['tenant', 'contoso.com']);
    assert.equal(status, 2);
    assert.match(said, /Say "tenant TENANT_ID"/);
  });

  it('forgets a tenant while the bot runs, whole', async () => {
    const databaseUrl = await freshDatabase();
    const { store, close } = await openStore({ databaseUrl, dataDir: '' }, silent);
    const shelf = await openPlaybookShelf([directToCsp], (list) => store.keepPlaybooks(list));
    const admin = somebody();
    const first = opening();
    const pin = { id: 'direct-to-csp', version: directToCsp.version, hash: shelf.standing('direct-to-csp').hash };
    const text = aText(first.next.id);
    const opened = { ...first, next: { ...first.next, playbook: pin } };
    await store.commit([unit({ changeovers: [opened], texts: [text] })], NOW);
    await store.commit([unitOf(onward(opened.next, joined(admin)))], NOW);

    const { status, said } = forget(['tenant', admin.tenantId], { DATABASE_URL: databaseUrl });
    assert.equal(status, 0, said);
    const history = await store.history(first.next.id);
    assert.deepEqual(history?.texts, [{ id: text.id, kind: text.kind }]);
    assert.deepEqual(await store.openChangeovers(10), []);
    await close();
  });
});
