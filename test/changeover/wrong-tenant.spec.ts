import assert from 'node:assert/strict';
import type { Changeover } from '../../changeover/changeover.ts';
import { wrongTenant, type BookEntry, type DomainValue } from '../../changeover/wrong-tenant.ts';
import { CUSTOMER_TENANT, given, joins, OTHER_TENANT, PARTNER_TENANT } from '../support/changeover-builder.ts';

const strangers = (): Changeover => given().changeover;
const joined = (): Changeover => given(joins()).changeover;
const tailspin: BookEntry = { domain: 'tailspin.com', tenantId: OTHER_TENANT, name: 'Tailspin' };

function typed(domain: string, tenantId?: string): DomainValue {
  return { kind: 'domain', domain, ...(tenantId !== undefined && { tenantId }) };
}

function codeOf(
  changeover: Changeover,
  value: DomainValue,
  book: readonly BookEntry[] = [],
  side = 'partner' as const,
) {
  return wrongTenant(value, changeover, side, book)?.code;
}

describe('the wrong-tenant guard', () => {
  it('takes the customer’s domain while no tenant is known, and with its own tenant', () => {
    assert.equal(codeOf(strangers(), typed('contoso.com')), undefined);
    assert.equal(codeOf(strangers(), typed('contoso.com', CUSTOMER_TENANT)), undefined);
    assert.equal(codeOf(joined(), typed('contoso.com', CUSTOMER_TENANT)), undefined);
  });

  it('takes another domain of the tenant that people of the customer signed in from', () => {
    assert.equal(codeOf(joined(), typed('contoso.onmicrosoft.com', CUSTOMER_TENANT)), undefined);
    assert.equal(codeOf(joined(), typed('contoso.onmicrosoft.com')), 'domainDiffers');
    assert.equal(codeOf(strangers(), typed('contoso.onmicrosoft.com', CUSTOMER_TENANT)), 'domainDiffers');
  });

  it('refuses the customer’s own domain when it belongs to another tenant than its people’s', () => {
    assert.equal(codeOf(joined(), typed('contoso.com', OTHER_TENANT)), 'domainDiffers');
  });

  it('names the partner’s own tenant, by its domain and by any other domain of it', () => {
    assert.equal(codeOf(joined(), typed('fabrikam.com')), 'domainIsPartners');
    assert.equal(codeOf(strangers(), typed('contoso.com', PARTNER_TENANT)), 'domainIsPartners');
    assert.equal(codeOf(strangers(), typed('fabrikam.onmicrosoft.com', PARTNER_TENANT)), 'domainIsPartners');
  });

  it('names another customer of the partner’s, by its domain and by its tenant', () => {
    const refusal = wrongTenant(typed('tailspin.com'), joined(), 'partner', [tailspin]);
    assert.deepEqual(refusal, {
      code: 'domainIsAnothers',
      params: { typed: 'tailspin.com', customer: 'Tailspin', domain: 'contoso.com' },
      field: 'domain',
    });
    assert.equal(codeOf(joined(), typed('tailspin.onmicrosoft.com', OTHER_TENANT), [tailspin]), 'domainIsAnothers');
    assert.equal(codeOf(strangers(), typed('contoso.com', OTHER_TENANT), [tailspin]), 'domainIsAnothers');
  });

  it('names it by its domain once its name was erased', () => {
    const nameless = { domain: 'tailspin.com' };
    assert.equal(
      wrongTenant(typed('tailspin.com'), joined(), 'partner', [nameless])?.params?.['customer'],
      'tailspin.com',
    );
  });

  it('tells a customer of no other customer', () => {
    const refusal = wrongTenant(typed('contoso.com', OTHER_TENANT), strangers(), 'customer', [tailspin]);
    assert.equal(refusal?.code, 'domainDiffers');
    assert.ok(!JSON.stringify(refusal).includes('ailspin'));
  });

  it('takes an earlier changeover of the same domain for the same customer', () => {
    const earlier = { domain: 'contoso.com', tenantId: CUSTOMER_TENANT, name: 'Contoso' };
    assert.equal(codeOf(strangers(), typed('contoso.com', CUSTOMER_TENANT), [earlier]), undefined);
  });

  it('takes the tenant that the customer’s people signed in from, whoever else is noted with it', () => {
    const sister = { domain: 'contoso.nl', tenantId: CUSTOMER_TENANT, name: 'Contoso NL' };
    assert.equal(codeOf(joined(), typed('contoso.com', CUSTOMER_TENANT), [sister]), undefined);
  });
});
