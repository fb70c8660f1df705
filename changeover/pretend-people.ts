/** The pretend people of playbook-ways.ts: what they type when they open a changeover, and how they answer its steps. */
import { asksOf } from './asks.ts';
import { routeOf } from './cancel-route.ts';
import type { Actor, AnswerValue, BillingAccount, Changeover, Instant, PlainDate, TextRef } from './changeover.ts';
import type { CommandBody, LineInput, OpenInput } from './commands.ts';
import { listItems, outcomesOf } from './list-items.ts';
import type { Asks, Playbook, Proof } from './playbook.ts';
import { leaves } from './playbook-conditions.ts';
import { conditionsOf } from './playbook-problems.ts';
import { stepIndex } from './step-index.ts';
import type { StepView } from './steps.ts';
import { addDays, DAY, dateIn, HOUR } from './working-time.ts';

/** The option or outcome taken in a step, by its id; the first one where it is not named. */
export type Choices = Readonly<Record<string, string>>;

/** What of an old subscription decides how it can be ended. */
export interface LineKind {
  readonly isPerUser: boolean;
  /** Of a thing that is not per user, where it matters which one it is. */
  readonly product?: string;
  readonly billingAccount: BillingAccount;
  readonly seats: number;
  readonly assigned: number;
  readonly isNewTerm: boolean;
}

const PARTNER = 'pretend-partner';
const TEXT: TextRef = { id: 'pretend', hash: '0'.repeat(64) };

export const PEOPLE: Readonly<Record<'partner' | 'customer', Actor>> = {
  partner: { person: { tenantId: PARTNER, objectId: 'partner' }, door: 'card', teamId: 'team' },
  customer: { person: { tenantId: 'pretend-customer', objectId: 'customer' }, door: 'card' },
};

const ACCOUNTS: readonly BillingAccount[] = ['mosa', 'mca', 'volume', 'partner', 'unknown'];
const SIZES = [
  { seats: 20, assigned: 18 },
  { seats: 40, assigned: 18 },
  { seats: 40, assigned: 38 },
];
const ASSIGNMENTS_AT_MOST = 24;

/** One kind of line for each way in which an old subscription can be ended; one alone where lines move as they are. */
export function linesFor(playbook: Playbook, lines: Asks['lines']): readonly (LineKind | undefined)[] {
  if (lines === 'none') return [undefined];
  const users = ACCOUNTS.flatMap((billingAccount) =>
    SIZES.flatMap((size) =>
      [true, false].map((isNewTerm) => ({ ...size, billingAccount, isNewTerm, isPerUser: true })),
    ),
  );
  const thing = { isPerUser: false, billingAccount: 'mosa', seats: 1, assigned: 0, isNewTerm: false } as const;
  const things = thingsOf(playbook);
  const kinds: readonly LineKind[] = [...users, ...things.map((product) => ({ ...thing, product }))];
  const today = '2030-01-07';
  const seen = new Map(
    kinds.map((kind) => {
      const { id } = routeOf({ ...lineOf(playbook, kind, today), isPerUser: kind.isPerUser }, today);
      const key = lines === 'old' ? `${kind.isPerUser}` : `${id} ${kind.billingAccount} ${kind.product}`;
      return [key, kind];
    }),
  );
  return [...seen.values()];
}

/** Things that are not per user: all of them where some condition tells products apart, else one. */
function thingsOf(playbook: Playbook): readonly string[] {
  const things = [...playbook.products.filter(({ isPerUser }) => !isPerUser).map(({ id }) => id), 'other'];
  const isTold = [...stepIndex(playbook).values()].some((step) =>
    conditionsOf(step).some(({ condition }) => leaves(condition).some((leaf) => 'product' in leaf)),
  );
  return isTold ? things : things.slice(0, 1);
}

/** Every combination of what can be chosen, or, where they are too many, each choice in turn beside the first ones. */
export function choicesOf(playbook: Playbook): readonly Choices[] {
  const steps = playbook.phases.flatMap((phase) => phase.steps);
  const asked = new Set(
    steps.flatMap((step) =>
      conditionsOf(step).flatMap(({ condition }) =>
        leaves(condition).flatMap((leaf) =>
          'chosen' in leaf ? leaf.chosen.step : 'listed' in leaf ? leaf.listed.step : [],
        ),
      ),
    ),
  );
  const axes = steps.filter(({ id }) => asked.has(id)).map(({ id, proof }) => ({ id, options: optionsOf(proof) }));
  const product = axes.reduce<Choices[]>(
    (all, { id, options }) =>
      all.length > ASSIGNMENTS_AT_MOST
        ? all
        : all.flatMap((one) => options.map((option) => ({ ...one, [id]: option }))),
    [{}],
  );
  if (product.length <= ASSIGNMENTS_AT_MOST) return product;
  return [{}, ...axes.flatMap(({ id, options }) => options.slice(1).map((option) => ({ [id]: option })))];
}

export function openInputFor(
  playbook: Playbook,
  variant: string | undefined,
  kind: LineKind | undefined,
  now: Instant,
): OpenInput {
  const isOwn = asksOf(playbook, variant).customer === 'self';
  const side = { nameRef: TEXT, zone: 'UTC', locale: 'en' };
  return {
    playbook: { id: playbook.id, version: playbook.version, hash: '' },
    ...(variant !== undefined && { variant }),
    checkNumber: '000000',
    customer: { ...side, domain: isOwn ? 'partner.example' : 'customer.example' },
    partner: { ...side, tenantId: PARTNER, teamId: 'team', channelId: 'channel', domain: 'partner.example' },
    lines: kind ? [lineOf(playbook, kind, dateIn('UTC', now))] : [],
    joinCode: { hash: 'pretend', expiresAt: now + DAY },
  };
}

/** `done`, with whatever its proof asks for. */
export function answerFor(
  view: StepView,
  changeover: Changeover,
  playbook: Playbook,
  choices: Choices,
  now: Instant,
): CommandBody {
  const { step, line } = view;
  const value = valueFor(view, changeover, playbook, choices, now);
  return {
    type: 'answer',
    step: step.id,
    ...(line && { line: line.id }),
    answer: 'done',
    noteRef: TEXT,
    referenceRef: TEXT,
    ...(value && { value }),
  };
}

/** What the proof of a step asks for beside a word. */
export function valueFor(
  view: StepView,
  changeover: Changeover,
  playbook: Playbook,
  choices: Choices,
  now: Instant,
): AnswerValue | undefined {
  const { id, proof } = view.step;
  if (proof.kind === 'list') return listed(view, proof, choices[id], changeover, playbook);
  return plainValueFor(proof, choices[id], changeover, now);
}

function plainValueFor(
  proof: Proof,
  chosen: string | undefined,
  { customer }: Changeover,
  now: Instant,
): AnswerValue | undefined {
  switch (proof.kind) {
    case 'choice':
      return { kind: 'choice', option: chosen ?? optionsOf(proof)[0] ?? '' };
    case 'counts':
      return { kind: 'counts', counts: Object.fromEntries(proof.items.map(({ id }) => [id, 5])) };
    case 'domain':
      return { kind: 'domain', domain: customer.domain };
    case 'when':
      return agreed(proof.of, now);
    case 'word':
    case 'reference':
    case 'text':
    case 'statement':
    case 'list':
      return undefined;
  }
}

/** A list that is typed gets one thing. */
function listed(
  { step, line }: StepView,
  proof: Extract<Proof, { kind: 'list' }>,
  chosen: string | undefined,
  changeover: Changeover,
  playbook: Playbook,
): AnswerValue {
  const outcome = chosen ?? optionsOf(proof)[0] ?? '';
  const typed = [{ id: 'n1', labelRef: TEXT, of: step.id }];
  const items = proof.items === 'typed' ? typed : listItems(step, changeover, playbook, line?.id);
  return {
    kind: 'list',
    items: items.map(({ id, labelRef }) => ({ id, outcome, ...(labelRef && { labelRef }) })),
  };
}

function agreed(of: 'day' | 'moment' | 'window', now: Instant): AnswerValue {
  if (of === 'day') return { kind: 'day', on: addDays(dateIn('UTC', now), 1) };
  if (of === 'moment') return { kind: 'moment', at: now + HOUR };
  return { kind: 'window', from: now + HOUR, to: now + 3 * HOUR };
}

function optionsOf(proof: Proof): readonly string[] {
  if (proof.kind === 'choice') return proof.options.filter((option) => !option.isNotEnough).map(({ id }) => id);
  return proof.kind === 'list' ? outcomesOf(proof) : [];
}

/** The old term goes on for 150 days, the new one starts in a week. */
function lineOf(playbook: Playbook, kind: LineKind, today: PlainDate): LineInput {
  const { isPerUser, billingAccount, seats, assigned, isNewTerm } = kind;
  const product = kind.product ?? playbook.products.find((one) => one.isPerUser === isPerUser)?.id ?? 'other';
  const price = { minor: 1000, currency: 'EUR' };
  return {
    id: 'l1',
    product,
    labelRef: TEXT,
    isPerUser,
    billingAccount,
    payment: 'card',
    cycle: 'monthly',
    seats,
    assigned,
    price,
    termStartedOn: addDays(today, isNewTerm ? -1 : -200),
    renewsOn: addDays(today, 150),
    newPrice: price,
    newStartsOn: addDays(today, 7),
    newSeats: seats,
    isSameProduct: seats < 40,
  };
}
