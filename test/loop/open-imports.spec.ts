import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { systemRandom } from '../../bot/system.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import type { Import } from '../../loop/import-ports.ts';
import { openImports } from '../../loop/open-imports.ts';
import { openPlaybookShelf, type PlaybookShelf } from '../../loop/playbook-shelf.ts';
import { openStore, type OpenStore } from '../../store/open.ts';
import { NOW } from '../store/units.ts';
import { anOpenInput, PARTNER_TENANT } from '../support/changeover-builder.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';

describe('a row of a table', () => {
  let opened: OpenStore;
  beforeEach(async () => void (opened = await openStore({ databaseUrl: await freshDatabase(), dataDir: '' }, silent)));
  afterEach(() => opened.close());

  const shelfOf = (...ids: readonly string[]): Promise<PlaybookShelf> =>
    openPlaybookShelf(
      playbooks.filter(({ id }) => ids.includes(id)),
      (list) => opened.store.keepPlaybooks(list),
    );

  it('is opened with the playbook that it was looked at with, although none of that name stands any more', async () => {
    const { store } = opened;
    const { hash, playbook } = (await shelfOf('direct-to-csp', 'prepaid-key')).standing('direct-to-csp');
    const { customer, partner, ...open } = anOpenInput({
      playbook: { id: playbook.id, version: playbook.version, hash },
    });
    const { nameRef: _name, contactRef: _contact, ...home } = customer;
    const { nameRef: _partner, ...own } = partner;
    const id = randomUUID();
    const team = { partnerTenantId: PARTNER_TENANT, teamId: own.teamId };
    const one: Import = {
      ...team,
      id: randomUUID(),
      channelId: own.channelId,
      person: { tenantId: PARTNER_TENANT, objectId: 'diego' },
      askedBy: { tenantId: PARTNER_TENANT, objectId: 'megan' },
      locale: 'en',
      lines: [],
      entries: [
        {
          id,
          rows: [2],
          open: { ...open, customer: home, partner: own },
          texts: { customerName: 'Contoso', partnerName: 'Fabrikam', labels: {} },
        },
      ],
    };
    await store.keepImport(one, NOW);
    await store.beginImport(team, one.id, NOW);
    const later = await shelfOf('prepaid-key');
    const ports = { store, shelf: later, random: systemRandom, clock: { now: () => NOW }, log: silent };
    assert.equal(await openImports(ports), 1);
    const [changeover] = await store.openChangeovers(2);
    assert.deepEqual([changeover?.id, changeover?.playbook.hash], [id, hash]);
    const [first] = await store.journal(id);
    const event = first?.events.find(({ type }) => type === 'opened');
    assert.ok(event?.type === 'opened');
    assert.deepEqual([event.openedBy?.objectId, event.askedBy?.objectId], ['diego', 'megan']);
  });
});
