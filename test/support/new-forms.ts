/** Types the three forms of a new changeover as a technician does. */
import { NewChangeoverDialog, NEW_DIALOG } from '../../dialogs/new-changeover.ts';
import { lastCard, submitOf, type DrawnCard } from './card-reading.ts';
import { dialogDriver, type Driver } from './dialog-driver.ts';
import { fakeWorld, technician, type FakeWorld } from './fake-turn.ts';

/** Monday 2 February 2026. */
export const NOON = Date.parse('2026-02-02T11:00:00Z');
export const tess = technician('Tess Tech');
export const PARTIES = {
  customerName: 'Contoso Bakeries',
  customerDomain: 'contoso.com',
  contact: 'Alex, +31 20 555 01 02',
  partnerName: 'Fabrikam IT',
  partnerDomain: 'fabrikam.com',
};
export const OLD = {
  product: 'business-basic',
  billingAccount: 'mca',
  payment: 'card',
  cycle: 'monthly',
  seats: '20',
  assigned: '18',
  price: '12,50',
  currency: 'EUR',
  renewsOn: '2026-03-10',
};
export const TERMS = { 'newPrice.k1': '11.80', 'newStartsOn.k1': '2026-03-01' };

export interface NewForms {
  readonly world: FakeWorld;
  readonly driver: Driver;
  /** The first form of that kind of changeover. */
  begin(who?: typeof tess, course?: string): Promise<DrawnCard>;
  /** Presses a button of a form with what was typed; the card that comes next. */
  send(
    card: DrawnCard,
    button: string,
    typed?: Readonly<Record<string, string>>,
    who?: typeof tess,
  ): Promise<DrawnCard>;
  toOld(who?: typeof tess): Promise<DrawnCard>;
  toTerms(who?: typeof tess): Promise<DrawnCard>;
  toPreview(who?: typeof tess): Promise<DrawnCard>;
}

export async function newForms(): Promise<NewForms> {
  const world = await fakeWorld(NOON);
  const driver = dialogDriver(world, (turnOf) => [new NewChangeoverDialog(turnOf)]);
  const begin: NewForms['begin'] = async (who = tess, course = 'direct-to-csp') =>
    send(lastCard((await driver.begin(who, NEW_DIALOG)).said), 'Continue', { course }, who);
  const send: NewForms['send'] = async (card, button, typed = {}, who = tess) =>
    lastCard((await driver.submit(who, submitOf(card, button, typed))).said);
  const toOld: NewForms['toOld'] = async (who = tess) => send(await begin(who), 'Continue', PARTIES, who);
  const toTerms: NewForms['toTerms'] = async (who = tess) => send(await toOld(who), 'Continue', OLD, who);
  const toPreview: NewForms['toPreview'] = async (who = tess) =>
    send(await toTerms(who), 'Show what it costs', TERMS, who);
  return { world, driver, begin, send, toOld, toTerms, toPreview };
}
