/** What the changeover as a whole is reminded of: its steps, its claims, the request for approval and the join code. */
import type { Changeover, JoinCode, Line, PlainDate } from './changeover.ts';
import type { Act } from './commands.ts';
import type { CustomerPage } from './customer-page.ts';
import { zoneOf } from './due.ts';
import { actOf } from './guard-of.ts';
import { lineOverlap } from './overlap.ts';
import { moneyFor, productName, toldOf, type ChangeoverCase } from './reminder-case.ts';
import { every } from './reminder-line-facts.ts';
import type { Occasion, PlannedReminder, ReminderParams, Told } from './reminder-kinds.ts';
import { unanswered } from './reminder-unanswered.ts';
import { watchOccasions } from './reminder-watch-rules.ts';
import type { StepView } from './steps.ts';
import { usersNotice } from './users-notice.ts';
import { calendarOfSide } from './work-calendar.ts';
import {
  addDays,
  addWorkingDays,
  DAY,
  dateIn,
  daysBetween,
  instantOf,
  workingDaysBetween,
  type WorkCalendar,
} from './working-time.ts';

const UNUSED_CODE_DAYS = 3;
const UNANSWERED_DAYS = 3;
const UNANSWERED_EVERY_DAYS = 7;

type DatedStep = StepView & { readonly dueOn: PlainDate };

/** In the order in which people meet them. */
export function changeoverOccasions(all: ChangeoverCase): readonly Occasion[] {
  const dated = all.steps.filter((view): view is DatedStep => view.status === 'open' && view.dueOn !== undefined);
  return [
    ...noCustomerYet(all),
    ...partnerRequestUnanswered(all),
    ...dated.flatMap((view) => [...stepDue(all, view), ...stepLate(all, view)].filter((one) => !isAwaited(view, one))),
    ...unanswered(all),
    ...all.steps.filter(({ status }) => status === 'open').flatMap((view) => watchOccasions(all, view)),
    ...claimFollowUp(all),
    ...usersNotice(all),
  ];
}

/** They were written to and have until then: nobody can do more, and a late answer is told by itself. */
function isAwaited({ record }: StepView, { when, isFinal }: Occasion): boolean {
  const until = record?.written?.waitUntil;
  return until !== undefined && !isFinal && 'on' in when && when.on <= until;
}

/** On the day a step is due; the step that looks at the bill has words of its own. */
function stepDue(all: ChangeoverCase, view: DatedStep): readonly Occasion[] {
  const { step, key, dueOn } = view;
  const kind = step.answers.includes('chargedTwice') ? 'invoiceCheck' : 'stepDue';
  const occasion = ofStep(all, view, { kind, name: `${kind}/${key}/${dueOn}`, when: { on: dueOn } });
  const endsAt = instantOf(addDays(dueOn, 1), '00:00', zoneOf(step.side, all.changeover));
  return [step.due?.isLastChance ? { ...occasion, endsAt, isFinal: true } : occasion];
}

/** Again and again after it; but not where the cost of both subscriptions is told already, which is about the same act. */
function stepLate(all: ChangeoverCase, view: DatedStep): readonly Occasion[] {
  if (actOf(view.step.effect) === 'endNow' && view.line && isBothBilled(all, view.line)) return [];
  const calendar = calendarOfSide(view.step.side, all.changeover);
  return lateTurns(view.dueOn, all, calendar).map((days) => {
    const name = `stepLate/${view.key}/${view.dueOn}/${days}`;
    return ofStep(all, view, { kind: 'stepLate', name, when: { on: addWorkingDays(view.dueOn, days, calendar) } });
  });
}

/** Working days of the side that acts, after the due day: the turn before today's, today's and the next one. */
function lateTurns(dueOn: PlainDate, { policy, today }: ChangeoverCase, calendar: WorkCalendar): readonly number[] {
  const late = today > dueOn ? workingDaysBetween(addDays(dueOn, 1), addDays(today, 1), calendar) : 0;
  const newest = Math.floor(late / policy.stepLateEveryDays);
  return [newest - 1, newest, newest + 1].filter((turn) => turn > 0).map((turn) => turn * policy.stepLateEveryDays);
}

/** Steps about cancelling are told to both sides, all others to the one that acts. */
function ofStep(all: ChangeoverCase, view: DatedStep, occasion: Pick<Occasion, 'kind' | 'name' | 'when'>): Occasion {
  const { step, line, key, dueOn } = view;
  const actor = toldOf(step.side);
  const isAboutCancelling = (['endNow', 'stopRenewal'] as (Act | undefined)[]).includes(actOf(step.effect));
  return {
    ...occasion,
    tells: isAboutCancelling ? 'both' : actor,
    actor,
    isFinal: false,
    series: `step/${key}`,
    ...(line && { line: line.id }),
    step: step.id,
    params: (reader) => ({
      ...costOfWaiting(all, line, reader),
      step: step.id,
      dueOn,
      byOn: dueOn,
      daysLate: Math.max(0, daysBetween(dueOn, all.today)),
    }),
  };
}

/** After three days without an answer the partner looks after its request. */
function partnerRequestUnanswered(all: ChangeoverCase): readonly Occasion[] {
  const view = all.steps.find(({ step, status }) => step.states === 'partnerApproved' && status === 'open');
  const openedAt = view?.record?.openedAt;
  if (!view || openedAt === undefined || view.step.side !== 'customer' || !all.hasCustomer) return [];
  const sentOn = dateIn(all.changeover.partner.zone, openedAt);
  const { anchor, offsets } = every(addDays(sentOn, UNANSWERED_DAYS), UNANSWERED_EVERY_DAYS, all.today);
  return offsets.map((days) => ({
    kind: 'partnerRequestUnanswered',
    name: `partnerRequestUnanswered/${anchor}/${days}`,
    when: { on: addDays(anchor, days) },
    tells: 'partner',
    actor: 'partner',
    isFinal: false,
    series: 'partnerRequestUnanswered',
    step: view.step.id,
    params: () => ({ step: view.step.id, sentOn, daysWaiting: Math.max(0, daysBetween(sentOn, all.today)) }),
  }));
}

/** On the day that was set, then as often as any late step, until the claim is settled. */
function claimFollowUp(all: ChangeoverCase): readonly Occasion[] {
  const open = all.changeover.claims.filter((claim) => claim.settled === undefined);
  return open.flatMap((claim) => {
    const { anchor, offsets } = every(claim.followUpOn, all.policy.stepLateEveryDays, all.today);
    return offsets.map((days): Occasion => ({
      kind: 'claimFollowUp',
      name: `claimFollowUp/${claim.openedAt}/${anchor}/${days}`,
      when: { on: addDays(anchor, days) },
      tells: 'customer',
      actor: 'customer',
      isFinal: false,
      series: `claimFollowUp/${claim.openedAt}`,
      params: () => ({
        amountMinor: claim.amount.minor,
        currency: claim.amount.currency,
        fromOn: claim.from,
        toOn: claim.to,
        followUpOn: claim.followUpOn,
        claimedOn: dateIn(all.changeover.customer.zone, claim.openedAt),
      }),
    }));
  });
}

/**
 * A join code that nobody used: after three days, a day before it expires, and when it has. A customer that is on its web
 * page needs none: its link is looked after. A link that only came with the first of them is in nobody's hands, and ends
 * without a word.
 */
function noCustomerYet({ changeover, hasCustomer }: ChangeoverCase): readonly Occasion[] {
  const { join, page, customer, partner } = changeover;
  // A partner that changes by itself waits for nobody.
  if (customer.domain === partner.domain || hasCustomer) return [];
  if (page && !page.isOffered) return pageEnds(changeover, page);
  return join && join.usedAt === undefined ? codeOccasions(changeover, join) : [];
}

function codeOccasions(changeover: Changeover, join: JoinCode): readonly Occasion[] {
  const unusedAt = (join.issuedAt ?? changeover.openedAt) + UNUSED_CODE_DAYS * DAY;
  const times = [
    { state: 'unused', at: unusedAt },
    { state: 'expiring', at: join.expiresAt - DAY },
    { state: 'expired', at: join.expiresAt },
  ];
  return times.map(({ state, at }) => ({
    kind: 'noCustomerYet',
    name: `noCustomerYet/${join.hash.slice(0, 12)}/${state}`,
    when: { at },
    tells: 'partner',
    actor: 'partner',
    ...(state === 'expiring' && { endsAt: join.expiresAt }),
    isFinal: state === 'expiring',
    series: 'noCustomerYet',
    params: () => ({ state, expiresAt: join.expiresAt, domain: changeover.customer.domain }),
  }));
}

/** The reminder that nobody has used the code for three days: the e-mail comes with it. */
export function isUnusedCode({ kind, params }: Pick<PlannedReminder, 'kind' | 'params'>): boolean {
  return kind === 'noCustomerYet' && params['state'] === 'unused';
}

/** A day before the link to the customer's page ends, and when it has. */
function pageEnds(changeover: Changeover, { hash, expiresAt }: CustomerPage): readonly Occasion[] {
  const times = [
    { state: 'pageEnding', at: expiresAt - DAY },
    { state: 'pageEnded', at: expiresAt },
  ];
  return times.map(({ state, at }) => ({
    kind: 'noCustomerYet',
    name: `noCustomerYet/${hash.slice(0, 12)}/${state}`,
    when: { at },
    tells: 'partner',
    actor: 'partner',
    ...(state === 'pageEnding' && { endsAt: expiresAt }),
    isFinal: state === 'pageEnding',
    series: 'noCustomerYet',
    params: () => ({ state, expiresAt, domain: changeover.customer.domain }),
  }));
}

function costOfWaiting(all: ChangeoverCase, line: Line | undefined, reader: Told): ReminderParams {
  if (!line) return { isCosting: 'no', perDayMinor: 0, currency: all.changeover.lines[0]?.price.currency ?? 'EUR' };
  const overlap = lineOverlap(line, all.today);
  return {
    product: productName(all.playbook, line),
    isCosting: overlap.state === 'running' ? 'yes' : 'no',
    ...moneyFor(reader, { line, overlap }),
  };
}

function isBothBilled(all: ChangeoverCase, line: Line): boolean {
  return lineOverlap(line, all.today).state === 'running';
}
