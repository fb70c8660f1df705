/**
 * Which facts a look at the tenant proves, which it disproves, and of which it cannot say anything. A step follows the fact
 * that it states, unless its playbook says otherwise (`reads`).
 */
import type { Changeover, FactName, Line } from './changeover.ts';
import type { Playbook, Step } from './playbook.ts';
import { skuIdOf } from './product-ids.ts';
import { DAY, HOUR } from './working-time.ts';

export interface Readable {
  readonly proves: boolean;
  /** A look that shows otherwise opens the step again. */
  readonly disproves: boolean;
  /** Milliseconds in which what was done may not show yet (I): until then nobody's word is doubted for it. */
  readonly showsWithin: number;
}

const SAYS_NOTHING: Readable = { proves: false, disproves: false, showsWithin: 0 };

export const READABLE: Readonly<Record<FactName, Readable>> = {
  // The partner's own tenant has a contract to sell, or a partner made the new subscription.
  partnerApproved: { proves: true, disproves: true, showsWithin: HOUR },
  // Orders are refused without; nothing that can be read denies it.
  agreementAccepted: { proves: true, disproves: false, showsWithin: 0 },
  // An order may begin on a day to come: it is missed a day after that, a redeemed key after an hour.
  newOrdered: { proves: true, disproves: true, showsWithin: DAY },
  newConfirmed: { proves: true, disproves: true, showsWithin: 0 },
  oldLive: { proves: true, disproves: true, showsWithin: 0 },
  // Graph shows no switch; only that a term went on after its end.
  renewalStopped: { proves: false, disproves: true, showsWithin: 0 },
  oldEnded: { proves: true, disproves: true, showsWithin: HOUR },
  accessGranted: { proves: true, disproves: true, showsWithin: HOUR },
  newSeen: { proves: true, disproves: false, showsWithin: 0 },
  // Seen by what it made; that nothing is there yet may mean another tenant, which is for a person to find out.
  keyRedeemed: { proves: true, disproves: false, showsWithin: HOUR },
  permissionGiven: SAYS_NOTHING,
  transferApproved: SAYS_NOTHING,
  moveDone: SAYS_NOTHING,
};

/** What a look says of the step; undefined for one that it cannot speak of. */
export function readableOf(step: Step): Readable | undefined {
  if (step.reads === 'nothing') return undefined;
  if (step.reads === 'productDomains') return { proves: true, disproves: true, showsWithin: 0 };
  return step.states && READABLE[step.states];
}

/** Whether a look can prove this step of this line: a product that the directory is not asked for is not seen in it. */
export function isProvable(step: Step, line: Line | undefined): boolean {
  const isSeen = line === undefined || (line.isPerUser && skuIdOf(line.product) !== undefined);
  return isSeen && readableOf(step)?.proves === true;
}

/** Facts that some step of the playbook states and a look speaks of. */
export function factsRead({ phases }: Playbook): ReadonlySet<FactName> {
  const steps = phases.flatMap((phase) => phase.steps);
  return new Set(steps.flatMap((step) => (step.states && readableOf(step) ? [step.states] : [])));
}

/** The tenant may be read, and nothing hinders it as far as is known. */
export function canLook({ link, customer }: Changeover): boolean {
  return link?.read !== undefined && link.trouble === undefined && customer.tenantId !== undefined;
}
