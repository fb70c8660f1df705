/** Reads the typed inputs of a new changeover into values; every fault names its field, and several are told at once. */
import type { BillingAccount, BillingCycle, Payment } from '../changeover/changeover.ts';
import type { LineInput } from '../changeover/commands.ts';
import { parseCount, parseDomain } from '../changeover/inputs.ts';
import { dateRefusal } from '../changeover/line-checks.ts';
import { refuse } from '../changeover/refusals.ts';
import { BILLING_ACCOUNTS, CYCLES, OTHER_PRODUCT, PAYMENTS } from '../cards/new-old-card.ts';
import type { Inputs } from './form.ts';
import { choiceIn, dateIn, FaultList, priceIn, textIn, YES_NO, type Read } from './form-reading.ts';
import type { ReadingFrame } from './new-changeover-course.ts';

export interface Parties {
  readonly customerName: string;
  readonly customerDomain: string;
  readonly contact?: string;
  readonly partnerName: string;
  readonly partnerDomain: string;
}

/** What is known of an old subscription before its new terms are; `label` names a product that is not the playbook's. */
export type OldLine = Pick<
  LineInput,
  'product' | 'billingAccount' | 'payment' | 'cycle' | 'seats' | 'assigned' | 'price' | 'termStartedOn' | 'renewsOn'
> & { readonly label?: string; readonly isPerUser: boolean };

export type Terms = Pick<LineInput, 'newPrice' | 'newStartsOn' | 'newSeats' | 'isSameProduct'>;

/** Where the partner moves itself it is the customer too. */
export function readParties(inputs: Inputs, { asks }: Pick<ReadingFrame, 'asks'>): Read<Parties> {
  if (asks.customer === 'self') return readOwn(inputs);
  const faults = new FaultList();
  const customerName = faults.take('customerName', textIn(inputs, 'customerName'));
  const customerDomain = faults.take('customerDomain', parseDomain(inputs['customerDomain'] ?? ''));
  const partnerName = faults.take('partnerName', textIn(inputs, 'partnerName'));
  const partnerDomain = faults.take('partnerDomain', parseDomain(inputs['partnerDomain'] ?? ''));
  if (customerDomain !== undefined && customerDomain === partnerDomain) {
    faults.add('customerDomain', refuse('domainNotCustomers', { domain: customerDomain }));
  }
  if (
    customerName === undefined ||
    customerDomain === undefined ||
    partnerName === undefined ||
    partnerDomain === undefined
  ) {
    return faults.result();
  }
  const contact = inputs['contact'];
  return faults.or({ customerName, customerDomain, partnerName, partnerDomain, ...(contact && { contact }) });
}

function readOwn(inputs: Inputs): Read<Parties> {
  const faults = new FaultList();
  const partnerName = faults.take('partnerName', textIn(inputs, 'partnerName'));
  const partnerDomain = faults.take('partnerDomain', parseDomain(inputs['partnerDomain'] ?? ''));
  if (partnerName === undefined || partnerDomain === undefined) return faults.result();
  return faults.or({ customerName: partnerName, customerDomain: partnerDomain, partnerName, partnerDomain });
}

export function readOld(inputs: Inputs, frame: ReadingFrame): Read<OldLine> {
  const faults = new FaultList();
  const products = [...frame.playbook.products.map((product) => product.id), OTHER_PRODUCT];
  const product = faults.take('product', choiceIn(inputs, 'product', products));
  const label = product === OTHER_PRODUCT ? faults.take('label', textIn(inputs, 'label')) : undefined;
  const perUser = product === OTHER_PRODUCT ? faults.take('perUser', choiceIn(inputs, 'perUser', YES_NO)) : undefined;
  const billingAccount = faults.take(
    'billingAccount',
    choiceIn<BillingAccount>(inputs, 'billingAccount', BILLING_ACCOUNTS),
  );
  const payment = faults.take('payment', choiceIn<Payment>(inputs, 'payment', PAYMENTS));
  const cycle = faults.take('cycle', choiceIn<BillingCycle>(inputs, 'cycle', CYCLES));
  const seats = faults.take('seats', parseCount(inputs['seats'] ?? ''));
  const assigned = inputs['assigned']
    ? faults.take('assigned', parseCount(inputs['assigned'], { allowZero: true }))
    : undefined;
  const price = faults.take('price', priceIn(inputs, 'price', inputs['currency'] ?? ''));
  const renewsOn = faults.take('renewsOn', dateIn(inputs, 'renewsOn', frame));
  const termStartedOn = inputs['termStartedOn']
    ? faults.take('termStartedOn', dateIn(inputs, 'termStartedOn', frame))
    : undefined;
  if (renewsOn !== undefined)
    faults.addFielded(
      dateRefusal(
        { renewsOn, newStartsOn: renewsOn, ...(termStartedOn && { termStartedOn }) },
        frame.today,
        frame.today,
      ),
    );
  if (!product || !billingAccount || !payment || !cycle || seats === undefined || !price || !renewsOn)
    return faults.result();
  const isPerUser = frame.playbook.products.find((one) => one.id === product)?.isPerUser ?? perUser === 'yes';
  const optional = {
    ...(label && { label }),
    ...(assigned !== undefined && { assigned }),
    ...(termStartedOn && { termStartedOn }),
  };
  return faults.or({ product, isPerUser, billingAccount, payment, cycle, seats, price, renewsOn, ...optional });
}

/** @param currency the old price's: both prices of a line share it. */
export function readTerms(inputs: Inputs, currency: string, frame: ReadingFrame): Read<Terms> {
  const faults = new FaultList();
  const newPrice = faults.take('newPrice', priceIn(inputs, 'newPrice', currency));
  const sameProduct = faults.take('sameProduct', choiceIn(inputs, 'sameProduct', YES_NO));
  const newSeats = faults.take('newSeats', parseCount(inputs['newSeats'] ?? ''));
  const newStartsOn = faults.take('newStartsOn', dateIn(inputs, 'newStartsOn', frame));
  if (newStartsOn !== undefined)
    faults.addFielded(dateRefusal({ renewsOn: newStartsOn, newStartsOn }, frame.today, frame.today), 'newStartsOn');
  if (!newPrice || !sameProduct || newSeats === undefined || !newStartsOn) return faults.result();
  return faults.or({ newPrice, newSeats, newStartsOn, isSameProduct: sameProduct === 'yes' });
}
