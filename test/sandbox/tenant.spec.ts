import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Changeover } from '../../changeover/changeover.ts';
import { contoso, fabrikam } from '../../sandbox/people.ts';
import { openStateFile } from '../../sandbox/state-file.ts';
import { Knobs, openTenants, type PretendTenants } from '../../sandbox/tenant.ts';
import { aChangeover, aLine } from './a-changeover.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
/** What the knobs say of every line. */
const linesOf = (tenants: PretendTenants, changeover: Changeover) =>
  changeover.lines.map((line) => tenants.lineOf(changeover, line));

describe('the pretend tenants', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenant-'));
  });
  afterEach(async () => rm(folder, { recursive: true }));

  const open = async () => openTenants(await openStateFile(join(folder, 'sandbox.json')), () => NOON);

  it('show nothing before an administrator let the assistant read', async () => {
    const tenants = await open();
    assert.equal(tenants.mayRead(contoso.tenantId), false);
    await tenants.turn(aChangeover([aLine('l1')]), { consent: true });
    assert.equal(tenants.mayRead(contoso.tenantId), true);
  });

  it('begin as the partner described the old subscription', async () => {
    const tenants = await open();
    const changeover = aChangeover([aLine('l1', { seats: 30, assigned: 24 })]);
    await tenants.turn(changeover, { consent: true });
    assert.deepEqual(linesOf(tenants, changeover), [
      { line: 'l1', assigned: 24, seats: 30, newThere: false, newOnAllUsers: false, oldLive: true },
    ]);
  });

  it('turn one line and leave the others', async () => {
    const tenants = await open();
    const changeover = aChangeover([aLine('l1'), aLine('l2')]);
    await tenants.turn(changeover, { line: 'l2', newOnAllUsers: true, oldCancelled: true, assigned: 7 });
    assert.deepEqual(linesOf(tenants, changeover), [
      { line: 'l1', assigned: 20, seats: 20, newThere: false, newOnAllUsers: false, oldLive: true },
      { line: 'l2', assigned: 7, seats: 20, newThere: true, newOnAllUsers: true, oldLive: false },
    ]);
  });

  it('show a new subscription as not on all users once a user joined after it was assigned', async () => {
    const tenants = await open();
    const changeover = aChangeover([aLine('l1')]);
    await tenants.turn(changeover, { newOnAllUsers: true });
    await tenants.turn(changeover, { assigned: 21 });
    const [findings] = linesOf(tenants, changeover);
    assert.deepEqual([findings?.newThere, findings?.newOnAllUsers], [true, false]);
  });

  it('take a subscription away again', async () => {
    const tenants = await open();
    const changeover = aChangeover([aLine('l1')]);
    await tenants.turn(changeover, { newOnAllUsers: true });
    await tenants.turn(changeover, { newThere: false });
    assert.equal(linesOf(tenants, changeover)[0]?.newThere, false);
  });

  it('name the partner as the owner of what it sells, and nobody as the owner of what Microsoft bills', async () => {
    const tenants = await open();
    const changeover = aChangeover([aLine('l1')]);
    await tenants.turn(changeover, { newThere: true });
    const { subscriptions } = tenants.tenantOf(changeover);
    assert.deepEqual(
      subscriptions.map((one) => [one.which, one.ownerTenantId]),
      [
        ['old', undefined],
        ['new', fabrikam.tenantId],
      ],
    );
  });

  it('are kept for the next start', async () => {
    const changeover = aChangeover([aLine('l1')]);
    await (await open()).turn(changeover, { assigned: 3 });
    assert.equal(linesOf(await open(), changeover)[0]?.assigned, 3);
  });

  it('show what was written to their users, also after the next start', async () => {
    const changeover = aChangeover([aLine('l1', { isSameProduct: false })]);
    const tenants = await open();
    await tenants.turn(changeover, { newThere: true });
    const licences = tenants.licencesOf(contoso.tenantId)!;
    const [from, to] = licences.skus.map(({ skuId }) => skuId);
    const users = [...licences.users.keys()];
    const order = { addLicenses: [{ skuId: to! }], removeLicenses: [from!] };
    for (const id of users.slice(1)) licences.assign(id, order, NOON);
    const [half] = linesOf(tenants, changeover);
    assert.deepEqual([half?.assigned, half?.newOnAllUsers], [1, false]);
    licences.assign(users[0]!, order, NOON);
    assert.equal(linesOf(tenants, changeover)[0]?.newOnAllUsers, true);
    // Asked again, as each request does: what was written by then is kept.
    tenants.licencesOf(contoso.tenantId);
    await tenants.turn(changeover, { access: true });
    const again = await open();
    const kept = again.licencesOf(contoso.tenantId)!;
    assert.deepEqual([kept.consumed(from!), kept.consumed(to!)], [0, users.length]);
    assert.equal(linesOf(again, changeover)[0]?.newOnAllUsers, true);
  });

  it('refuse a line that the changeover does not have', async () => {
    const tenants = await open();
    await assert.rejects(tenants.turn(aChangeover([aLine('l1')]), { line: 'l9' }), RangeError);
  });

  it('tell whose a domain is, and that nobody has another', async () => {
    const tenants = await open();
    assert.equal(await tenants.tenantOfDomain('CONTOSO.com'), contoso.tenantId);
    assert.equal(await tenants.tenantOfDomain('nobody.example'), undefined);
  });

  it('know no knob but their own', () => {
    for (const bad of [{ changeover: 'c', asigned: 3 }, { changeover: 'c', assigned: -1 }, { assigned: 3 }]) {
      assert.equal(Knobs.safeParse(bad).success, false);
    }
  });
});
