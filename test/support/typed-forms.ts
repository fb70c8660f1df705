/** What a technician types into the forms of a new changeover. */
export interface Typed {
  /** `playbook` or `playbook@variant`; direct-to-csp when absent. */
  readonly course?: string;
  readonly parties?: Readonly<Record<string, string>>;
  readonly old?: Readonly<Record<string, string>>;
  readonly terms?: Readonly<Record<string, string>>;
  /** What a kind has to know from the start. */
  readonly start?: Readonly<Record<string, string>>;
}

/** 20 licences of Business Standard under MOSA, €12.50 each; the new ones start on Monday 9 March 2026. */
export const PARTIES_OF_FABRIKAM: Required<Omit<Typed, 'course' | 'start'>> = {
  parties: {
    customerName: 'Contoso',
    customerDomain: 'contoso.com',
    partnerName: 'Fabrikam',
    partnerDomain: 'fabrikam.com',
  },
  old: {
    product: 'business-standard',
    billingAccount: 'mosa',
    payment: 'card',
    cycle: 'monthly',
    seats: '20',
    assigned: '18',
    price: '12,50',
    currency: 'EUR',
    renewsOn: '2026-07-01',
  },
  terms: { 'newPrice.k1': '11.80', 'newStartsOn.k1': '2026-03-09' },
};
