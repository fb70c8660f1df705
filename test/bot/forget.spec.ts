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
    for (const wrong of [
      ['tenant', 'contoso.com'],
      ['contact', 'ana'],
      ['contact', 'ana@contoso.com', 'x'],
    ]) {
      const { status, said } = forget(wrong);
      assert.equal(status, 2);
      assert.match(said, /Say "tenant TENANT_ID"/);
    }
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

  it('forgets somebody outside by the address, in every changeover and in what is closed', async () => {
    const databaseUrl = await freshDatabase();
    const { store, close } = await openStore({ databaseUrl, dataDir: '' }, silent);
    const shelf = await openPlaybookShelf([directToCsp], (list) => store.keepPlaybooks(list));
    const pin = { id: 'direct-to-csp', version: directToCsp.version, hash: shelf.standing('direct-to-csp').hash };
    const ids: string[] = [];
    for (const email of ['Ana@Reseller.example', 'ana@reseller.example', 'ben@reseller.example']) {
      const first = opening();
      const { id } = first.next;
      const texts = [aText(id, 'sourceContact'), { ...aText(id, 'sourceContact'), body: email }] as const;
      const [nameRef, emailRef] = texts.map((text) => ({ id: text.id, hash: 'h' }));
      const noted = { type: 'contactSet', of: 'source', nameRef: nameRef!, emailRef: emailRef! } as const;
      const second = onward({ ...first.next, playbook: pin }, noted);
      const closed = onward(second.next, { type: 'closed', outcome: 'calledOff' });
      await store.commit([unit({ changeovers: [first, second], texts })], NOW);
      if (ids.length === 0) await store.commit([unitOf(closed)], NOW);
      ids.push(id);
    }

    const { status, said } = forget(['contact', 'ANA@reseller.example'], { DATABASE_URL: databaseUrl });
    assert.equal(status, 0, said);
    assert.match(said, /Forgotten in 2 places/);
    const left = await Promise.all(ids.map(async (id) => (await store.history(id))!.texts.filter(({ body }) => body)));
    assert.deepEqual(
      left.map((texts) => texts.length),
      [0, 0, 2],
    );
    assert.equal(forget(['contact', 'ana@reseller.example'], { DATABASE_URL: databaseUrl }).status, 0);
    await close();
  });
});
