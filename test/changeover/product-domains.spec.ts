import assert from 'node:assert/strict';
import { call2teamsMove } from '../../changeover/playbooks/call2teams-move.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { check } from '../../changeover/playbook-check.ts';
import { productDomainsOf } from '../../changeover/product-domains.ts';
import { stepsOf } from '../../changeover/steps.ts';
import type { ProductDomains } from '../../changeover/tenant-link.ts';
import { called, chooses, moved, moveOn } from '../support/call2teams-plays.ts';
import type { Given, Play } from '../support/changeover-builder.ts';
import { connects, disconnects, looks } from '../support/tenant-plays.ts';

const domain = (name: string, more = {}) => ({ name, isVerified: true, carriesMail: false, ...more });
const OWN = domain('contoso.com', { carriesMail: true });
const A = domain('a.call2teams.com');
const B = domain('b.call2teams.com');
const C = domain('c.call2teams.com', { carriesMail: true });

function foundIn(...seen: readonly (typeof A)[]): ProductDomains | undefined {
  return productDomainsOf(call2teamsMove, [OWN, ...seen]);
}

describe('the domains of the telephony product', () => {
  it('are those that end as the playbook says, not those of the company', () => {
    assert.deepEqual(foundIn(A, B, C), {
      count: 3,
      names: ['a.call2teams.com', 'b.call2teams.com', 'c.call2teams.com'],
      inConflict: [],
      withMail: ['c.call2teams.com'],
    });
    assert.deepEqual(foundIn(A, { ...B, isVerified: false })?.inConflict, ['b.call2teams.com']);
  });

  it('say nothing where none is seen, nor where the playbook has none', () => {
    assert.equal(foundIn(domain('notcall2teams.com')), undefined);
    assert.equal(productDomainsOf(directToCsp, [A, B]), undefined);
  });

  it('have to be named by facts of the playbook, and counted by a choice', () => {
    const { productDomains: _none, ...without } = call2teamsMove;
    assert.match(JSON.stringify(check(without)), /count-domains counts domains, but the playbook names none/);
    const lost = { ...call2teamsMove, productDomains: { endsWith: 'lost', atMost: 'callTwoDomains' } };
    assert.match(JSON.stringify(check(lost)), /names fact lost, which is not there/);
  });
});

describe('how many domains there are', () => {
  /** Moved, connected and synced: the domains are to be counted. */
  const synced = (...plays: readonly Play[]): Given =>
    moveOn('assisted', ...moved(), ...connects(), ...called().slice(0, -1), ...plays);
  const sees = (...seen: readonly (typeof A)[]): Play => looks({}, { productDomains: foundIn(...seen)! });
  const count = ({ changeover, playbook, now }: Given) =>
    stepsOf(changeover, playbook, now).find(({ key }) => key === 'count-domains')!;

  it('is proved by two in order', () => {
    const { status, record } = count(synced(sees(A, B)));
    assert.deepEqual([status, record?.doneKind, record?.value], ['done', 'reading', { kind: 'choice', option: 'two' }]);
  });

  it('is open while one is missing or too many are there', () => {
    for (const seen of [[A], [A, B, C], [A, { ...B, isVerified: false }]])
      assert.equal(count(synced(sees(...seen))).status, 'open');
  });

  it('is looked for when it was said, and stays open when the tenant shows otherwise', () => {
    const said = synced(chooses('count-domains', 'two'));
    assert.equal(count(said).status, 'checking');
    assert.equal(count(synced(chooses('count-domains', 'two'), sees(A, B, C))).status, 'open');
    assert.equal(count(synced(chooses('count-domains', 'more'), sees(A, B))).status, 'open');
    assert.equal(count(synced(chooses('count-domains', 'two'), sees(A, B))).status, 'done');
    assert.equal(count(synced(chooses('count-domains', 'two'), looks())).status, 'done');
  });

  it('is believed when it is said again, and removes nothing by itself', () => {
    const again = synced(
      chooses('count-domains', 'two'),
      sees(A, B, C),
      chooses('count-domains', 'two'),
      sees(A, B, C),
    );
    assert.equal(count(again).status, 'done');
    assert.equal(count(synced(chooses('count-domains', 'two'), looks(), sees(A, B, C))).status, 'open');
  });

  it('leaves what is removed to people: those that the vendor knows and no mail arrives at', () => {
    const more = synced(chooses('count-domains', 'more'), disconnects());
    const { changeover, playbook, now } = more;
    const open = stepsOf(changeover, playbook, now).filter(({ status }) => status === 'open');
    assert.equal(
      open.some(({ key }) => key === 'remove-domains'),
      false,
    );
  });
});
