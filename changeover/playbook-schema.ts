/* oxlint-disable unicorn/no-thenable -- `then` and `now` are the words of the facts; none is ever awaited */
/**
 * The shape of a playbook as outside data: the same as the types of playbook.ts (a test proves it), with limits on sizes.
 * `changeover/playbook.schema.json` is generated from it for editors. What the shape cannot say is in playbook-check.ts.
 */
import { z } from 'zod';
import type { Condition, Playbook } from './playbook.ts';

/** More would be no playbook but an attack, or a mistake. */
export const STEPS_AT_MOST = 200;
const TEXT_AT_MOST = 2000;

const text = z.string().trim().min(1).max(TEXT_AT_MOST);
const short = z.string().trim().min(1).max(200);
/** Names end up in keys of records, inputs of cards and command ids, so `/`, `:` and `.` have no place in them. */
const id = z
  .string()
  .regex(
    /^[a-z][a-zA-Z0-9-]{0,59}$/u,
    'a name begins with a small letter and has letters, digits and hyphens, 60 at most',
  )
  .refine((name) => !(name in {}), 'this name is taken by the language itself: choose another');
const days = z.number().int().min(-400).max(400);
const date = z.iso.date('a day, such as 2026-11-22');
const list = <Item extends z.ZodType>(item: Item, most = 100) => z.array(item).max(most);
const some = <Item extends z.ZodType>(item: Item, most = 100) => z.array(item).min(1).max(most);
const words = (most = 100) =>
  z.record(id, text).refine((all) => Object.keys(all).length <= most, `at most ${most} entries`);

const factName = z.enum([
  'partnerApproved',
  'agreementAccepted',
  'newOrdered',
  'newConfirmed',
  'oldLive',
  'renewalStopped',
  'oldEnded',
  'accessGranted',
  'keyRedeemed',
  'newSeen',
  'permissionGiven',
  'transferApproved',
  'moveDone',
]);
const side = z.enum(['customer', 'partner', 'source', 'provider']);
const route = z.enum([
  'portal',
  'reduceThenPortal',
  'support',
  'portalWithRefund',
  'stopRenewalOnly',
  'partnerAtTermEnd',
  'partnerWithinWindow',
  'licensingPartner',
  'handOver',
  'askPerson',
]);
const account = z.enum(['mosa', 'mca', 'volume', 'partner', 'unknown']);

const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ always: z.literal(true) }),
      z.strictObject({ all: some(condition, 20) }),
      z.strictObject({ any: some(condition, 20) }),
      z.strictObject({ not: condition }),
      z.strictObject({ variant: some(id) }),
      z.strictObject({ stepDone: id }),
      z.strictObject({ chosen: z.strictObject({ step: id, option: some(id) }) }),
      z.strictObject({ listed: z.strictObject({ step: id, outcome: some(id) }) }),
      z.strictObject({ timeCome: z.strictObject({ step: id, edge: z.enum(['from', 'to']).exactOptional() }) }),
      z.strictObject({ daysSince: z.strictObject({ step: id, days: days.min(0) }) }),
      z.strictObject({ waitPassed: id }),
      z.strictObject({ confirmed: factName }),
      z.strictObject({ route: some(route) }),
      z.strictObject({ billingAccount: some(account) }),
      z.strictObject({ perUser: z.boolean() }),
      z.strictObject({ sameProduct: z.boolean() }),
      z.strictObject({ product: some(id) }),
      z.strictObject({ claimOpen: z.boolean() }),
      z.strictObject({ oldOver: z.boolean() }),
      z.strictObject({ rescueOpen: z.boolean() }),
    ]),
  )
  .meta({ id: 'Condition' });

const item = z.strictObject({ id, isOptional: z.literal(true).exactOptional() }).meta({ id: 'Item' });
const option = z.strictObject({ id, isNotEnough: z.literal(true).exactOptional() }).meta({ id: 'Option' });

const proof = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('word') }),
    z.strictObject({ kind: z.literal('reference'), required: z.boolean() }),
    z.strictObject({ kind: z.literal('text'), keepAs: z.literal('support').exactOptional() }),
    z.strictObject({ kind: z.literal('statement'), fact: id }),
    z.strictObject({ kind: z.literal('choice'), options: some(option, 12) }),
    z.strictObject({
      kind: z.literal('list'),
      items: z.union([some(item, 30), z.literal('typed'), z.strictObject({ of: id, outcome: some(id) })]),
      outcomes: some(id, 6).exactOptional(),
    }),
    z.strictObject({ kind: z.literal('counts'), items: some(item, 30), atLeastOf: id.exactOptional() }),
    z.strictObject({ kind: z.literal('domain') }),
    z.strictObject({ kind: z.literal('when'), of: z.enum(['day', 'moment', 'window']) }),
  ])
  .meta({ id: 'Proof' });

const due = z
  .strictObject({
    from: z.union([
      z.enum(['readyAt', 'newStart', 'renewal', 'oldEnd', 'nextBill']),
      z.strictObject({ doneOf: id }),
      z.strictObject({ agreedIn: id }),
    ]),
    days,
    unit: z.enum(['days', 'workingDays']),
    aheadDays: some(days.min(1), 10).exactOptional(),
    isLastChance: z.literal(true).exactOptional(),
  })
  .meta({ id: 'Due' });

const stepWords = z
  .strictObject({
    title: short.exactOptional(),
    ask: text.exactOptional(),
    field: short.exactOptional(),
    why: text.exactOptional(),
    how: list(text, 12).exactOptional(),
    ready: list(text, 12).exactOptional(),
    never: list(text, 12).exactOptional(),
    check: text.exactOptional(),
    alarm: text.exactOptional(),
    planB: text.exactOptional(),
    option: words().exactOptional(),
    item: words().exactOptional(),
    outcome: words().exactOptional(),
    optionWhy: words().exactOptional(),
  })
  .meta({ id: 'StepWords' });

const planB = z.union([
  z.strictObject({ step: id }),
  z.strictObject({ variant: id }),
  z.strictObject({ words: z.literal(true) }),
]);

const step = z
  .strictObject({
    id,
    side,
    per: z.enum(['changeover', 'line']),
    when: condition.exactOptional(),
    after: condition.exactOptional(),
    isOptional: z.boolean().exactOptional(),
    answers: some(z.enum(['done', 'notYet', 'help', 'chargedTwice']), 4),
    proof,
    states: factName.exactOptional(),
    effect: z.enum(['ordersNew', 'confirmsNew', 'stopsRenewal', 'endsOld', 'undoesNew']).exactOptional(),
    reads: z.enum(['nothing', 'productDomains']).exactOptional(),
    due: due.exactOptional(),
    wait: z
      .strictObject({ days: days.min(1), unit: z.enum(['days', 'workingDays']).exactOptional(), planB })
      .exactOptional(),
    lapses: z.strictObject({ days: days.min(1), again: id }).exactOptional(),
    timers: some(
      z.strictObject({
        kind: z.enum(['check', 'alarm']),
        afterHours: z
          .number()
          .min(0.25)
          .max(24 * 90),
      }),
      10,
    ).exactOptional(),
    role: id.exactOptional(),
    facts: list(id, 20).exactOptional(),
    linkAfter: condition.exactOptional(),
    letters: list(id, 6).exactOptional(),
    words: stepWords.exactOptional(),
  })
  .meta({ id: 'Step' });

const asks = z
  .strictObject({
    lines: z.enum(['none', 'old', 'oldAndNew']),
    customer: z.literal('self').exactOptional(),
    steps: list(id, 6).exactOptional(),
  })
  .meta({ id: 'Asks' });

const named = z.strictObject({ name: short.exactOptional(), hint: text.exactOptional() });

const variant = z
  .strictObject({
    id,
    asks: asks.exactOptional(),
    intro: list(id, 20).exactOptional(),
    sides: z.partialRecord(side, id).exactOptional(),
    words: named.exactOptional(),
  })
  .meta({ id: 'Variant' });

const fact = z
  .strictObject({
    then: text.exactOptional(),
    now: text,
    kind: z.enum(['link', 'phone', 'limit', 'rule', 'role']),
    source: text,
    asOf: date,
    sureness: z.enum(['R', 'X', 'S', 'I', 'U']),
    question: z.string().min(1).max(200).exactOptional(),
    words: z
      .strictObject({ text: text.exactOptional(), label: short.exactOptional(), question: text.exactOptional() })
      .exactOptional(),
  })
  .meta({ id: 'Fact' });

const phase = z
  .strictObject({
    id,
    steps: some(step, STEPS_AT_MOST),
    words: z.strictObject({ title: short.exactOptional(), short: short.exactOptional() }).exactOptional(),
  })
  .meta({ id: 'Phase' });

const product = z.strictObject({ id, name: short, isPerUser: z.boolean() }).meta({ id: 'Product' });

const reminders = z.strictObject({
  overlapAheadDays: list(days.min(1), 10),
  renewalDays: list(days.min(1), 10),
  billingEveryDays: days.min(1),
  stepLateEveryDays: days.min(1),
});

export const playbookSchema = z
  .strictObject({
    id,
    version: z.number().int().min(1).max(1_000_000),
    variants: some(variant, 12).exactOptional(),
    hasMainWay: z.literal(true).exactOptional(),
    asks: asks.exactOptional(),
    intro: list(id, 20).exactOptional(),
    phases: some(phase, 20),
    facts: z.record(id, fact).refine((all) => Object.keys(all).length <= 300, 'at most 300 facts'),
    products: list(product, 100),
    productDomains: z.strictObject({ endsWith: id, atMost: id }).exactOptional(),
    letters: z
      .record(id, z.strictObject({ title: short, body: z.string().min(1).max(5000) }))
      .refine((all) => Object.keys(all).length <= 30, 'at most 30 letters')
      .exactOptional(),
    words: named.exactOptional(),
    marginWorkingDays: z.number().int().min(0).max(60),
    reminders,
  })
  .refine((playbook) => count(playbook) <= STEPS_AT_MOST, `a playbook has at most ${STEPS_AT_MOST} steps`)
  .meta({ id: 'Playbook', title: 'Playbook' });

function count({ phases }: Pick<Playbook, 'phases'>): number {
  return phases.reduce((sum, { steps }) => sum + steps.length, 0);
}
