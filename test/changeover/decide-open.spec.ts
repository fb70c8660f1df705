import assert from 'node:assert/strict';
import { decide } from '../../changeover/decide.ts';
import type { OpenInput } from '../../changeover/commands.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import {
  aLine,
  anOpenInput,
  carla,
  clock,
  commandOf,
  given,
  OPENED_AT,
  opens,
  ref,
  refusalOf,
  tom,
} from '../support/changeover-builder.ts';
import { smallPlaybook } from '../support/small-playbook.ts';

function paramsOf(overrides: Partial<OpenInput>): unknown {
  const decision = decide(undefined, directToCsp, commandOf(opens(overrides), 0), OPENED_AT);
  return decision.ok ? 'accepted' : decision.refusal.params;
}

function codeOf(overrides: Partial<OpenInput>, playbook: Playbook = directToCsp): string {
  const decision = decide(undefined, playbook, commandOf(opens(overrides), 0), OPENED_AT);
  return decision.ok ? 'accepted' : `${decision.refusal.code} ${decision.refusal.field ?? ''}`.trim();
}

describe('opening a changeover', () => {
  it('makes its opener the first technician and opens the first steps of both sides', () => {
    const { changeover, journal } = given();
    assert.deepEqual(
      changeover.members.map(({ person, side, role }) => [person.objectId, side, role]),
      [['tom', 'partner', 'partnerTechnician']],
    );
    assert.deepEqual(
      journal[0]!.events.flatMap((event) => (event.type === 'stepOpened' ? [event.step] : [])),
      ['check-facts', 'find-canceller', 'expect-mail', 'send-request', 'how-you-buy', 'request-gdap'],
    );
    assert.equal(changeover.version, 1);
  });

  it('takes whether a product is per user from the playbook', () => {
    const lines = [aLine({ isPerUser: false }), aLine({ id: 'l2', product: 'azure', isPerUser: true })];
    const { changeover } = given(opens({ lines }));
    assert.deepEqual(
      changeover.lines.map((line) => line.isPerUser),
      [true, false],
    );
  });

  it('takes a product of its own as not per user until somebody says so', () => {
    const other = aLine({ product: 'other', labelRef: ref('Contoso add-on') });
    const said = { ...other, id: 'l2', isPerUser: true };
    const { changeover } = given(opens({ lines: [other, said] }));
    assert.deepEqual(
      changeover.lines.map((line) => line.isPerUser),
      [false, true],
    );
  });

  it('writes the domain in its plain form', () => {
    const { customer } = anOpenInput();
    assert.equal(
      given(opens({ customer: { ...customer, domain: 'Contoso.COM' } })).changeover.customer.domain,
      'contoso.com',
    );
  });

  it('refuses what a line cannot be, and names the field', () => {
    const of = (overrides: Parameters<typeof aLine>[0]) => codeOf({ lines: [aLine(overrides)] });
    assert.equal(of({ seats: 0 }), 'countOutOfRange seats');
    assert.equal(of({ newSeats: 100_000 }), 'countOutOfRange newSeats');
    assert.equal(of({ seats: 1.5 }), 'countOutOfRange seats');
    assert.equal(of({ assigned: -1 }), 'countOutOfRange assigned');
    assert.equal(of({ assigned: 0 }), 'accepted');
    assert.equal(of({ price: { minor: -1, currency: 'EUR' } }), 'amountOutOfRange price');
    assert.equal(of({ price: { minor: 12.5, currency: 'EUR' } }), 'amountOutOfRange price');
    assert.equal(of({ price: { minor: 1250, currency: 'EURO' } }), 'currencyUnknown price');
    assert.equal(of({ price: { minor: 1250, currency: 'USD' } }), 'currenciesDiffer newPrice');
    assert.equal(of({ renewsOn: '2026-03-01' }), 'dateInPast renewsOn');
    assert.equal(of({ newStartsOn: '2026-03-01' }), 'dateInPast newStartsOn');
    assert.equal(of({ newStartsOn: '2026-03-02' }), 'accepted');
    assert.equal(of({ renewsOn: '2029-03-05' }), 'dateTooFar renewsOn');
    assert.equal(of({ renewsOn: '2026-02-30' }), 'dateUnreadable renewsOn');
    assert.equal(of({ termStartedOn: '2026-03-03' }), 'dateTooFar termStartedOn');
    assert.equal(of({ termStartedOn: '2026-03-02', renewsOn: '2026-03-02' }), 'endBeforeStart renewsOn');
    assert.equal(of({ product: 'windows-95' }), 'choiceUnknown product');
    assert.equal(of({ product: 'other' }), 'textEmpty label');
  });

  it('refuses no lines, more than twenty and two with one id', () => {
    assert.equal(codeOf({ lines: [] }), 'linesMissing lines');
    const many = Array.from({ length: 21 }, (_, index) => aLine({ id: `l${index}` }));
    assert.equal(codeOf({ lines: many }), 'linesTooMany lines');
    assert.equal(codeOf({ lines: many.slice(0, 20) }), 'accepted');
    assert.equal(codeOf({ lines: [aLine(), aLine()] }), 'choiceUnknown lines');
  });

  it('refuses what it cannot have, with the field and what is wrong', () => {
    const { customer, partner } = anOpenInput();
    assert.equal(codeOf({ variant: 'by-balloon' }), 'choiceUnknown variant');
    assert.equal(codeOf({ customer: { ...customer, zone: 'Mars/Olympus' } }), 'choiceUnknown zone');
    assert.equal(codeOf({ partner: { ...partner, zone: 'Mars/Olympus' } }), 'choiceUnknown zone');
    const many = Array.from({ length: 21 }, (_, index) => aLine({ id: `l${index}` }));
    assert.deepEqual(paramsOf({ lines: many }), { max: 20 });
    assert.deepEqual(paramsOf({ lines: [aLine({ product: 'windows-95' })] }), { line: 'l1' });
    assert.deepEqual(paramsOf({ lines: [aLine({ product: 'other' })] }), { line: 'l1' });
    assert.deepEqual(paramsOf({ customer: { ...customer, domain: 'www.Fabrikam.com' } }), { domain: 'fabrikam.com' });
  });

  it('asks for no lines where the playbook has none, and for no customer where the partner moves itself', () => {
    const { customer, partner } = anOpenInput();
    const own = { customer: { ...customer, domain: partner.domain } };
    const none = smallPlaybook();
    assert.equal(codeOf({ lines: [] }, none), 'accepted');
    assert.equal(codeOf({ lines: [aLine()] }, none), 'linesUnwanted lines');
    const self: Playbook = { ...none, asks: { lines: 'none', customer: 'self' } };
    assert.equal(codeOf({ lines: [], ...own }, self), 'accepted');
    assert.equal(codeOf({ lines: [] }, self), 'domainNotCustomers domain');
  });

  it('is nobody’s who is no person', () => {
    const decision = decide(undefined, directToCsp, { ...commandOf(opens(), 0), actor: clock }, OPENED_AT);
    assert.deepEqual(decision, { ok: false, refusal: { code: 'notAMember' } });
  });

  it("refuses what is no domain, and the partner's own", () => {
    const { customer } = anOpenInput();
    assert.equal(codeOf({ customer: { ...customer, domain: 'not a domain' } }), 'domainUnreadable');
    assert.equal(codeOf({ customer: { ...customer, domain: 'fabrikam.com' } }), 'domainNotCustomers domain');
  });

  it('is for people of the partner only, and once', () => {
    const decision = decide(undefined, directToCsp, { ...commandOf(opens(), 0), actor: carla }, OPENED_AT);
    assert.deepEqual(decision, { ok: false, refusal: { code: 'notAMember' } });
    assert.equal(refusalOf(given(), opens()).code, 'alreadyDone');
  });

  it("counts days in the partner's zone", () => {
    const { partner } = anOpenInput();
    const lateEvening = Date.parse('2026-03-02T23:30:00Z');
    const input = anOpenInput({
      partner: { ...partner, zone: 'Europe/Berlin' },
      lines: [aLine({ newStartsOn: '2026-03-02' })],
    });
    const decision = decide(
      undefined,
      directToCsp,
      commandOf({ actor: tom, body: { type: 'open', ...input } }, 0),
      lateEvening,
    );
    assert.deepEqual(decision.ok ? '' : decision.refusal.code, 'dateInPast');
  });
});
