/** What an answer says beside its word, held against what the step's proof asks for. */
import type { AnswerValue, Listed, PlainDate } from './changeover.ts';
import { todayFor, type AskedByMember, type BodyOf } from './decision.ts';
import { MAX_COUNT, parseDomain } from './inputs.ts';
import { listItems, outcomesOf, type ListItem } from './list-items.ts';
import type { Item, Proof, Step } from './playbook.ts';
import { refuse, type Refusal } from './refusals.ts';
import { stepKey, type StepView } from './steps.ts';
import { addDays, DAY, HOUR, isDate } from './working-time.ts';
import { wrongTenant } from './wrong-tenant.ts';

type ProofOf<Kind extends Proof['kind']> = Extract<Proof, { kind: Kind }>;
type ValueOf<Kind extends AnswerValue['kind']> = Extract<AnswerValue, { kind: Kind }>;

/** Agreed moments lie between yesterday and a year ahead; a window is at most a week long. */
const DAYS_BACK = 1;
const DAYS_AHEAD = 366;
const WINDOW_HOURS = 7 * 24;
export const TYPED_ITEMS_AT_MOST = 30;

/**
 * The value to keep with the answer: as it came, or made here (a statement, a domain in its plain form). Not needed for
 * what is not `done`, but a part of a list or of counts that comes with it is kept. Refuses a value of another kind or
 * of things that the step does not know (`choiceUnknown`), and for `done` what is missing: `proofMissing`,
 * `choiceNotEnough`, `listIncomplete`, `countsShort` (with every shortfall), `domainDiffers`, `domainIsPartners`, `domainIsAnothers`.
 */
export function checkedValue(
  body: BodyOf<'answer'>,
  asked: AskedByMember,
  view: StepView,
): { readonly ok: true; readonly value?: AnswerValue } | { readonly ok: false; readonly refusal: Refusal } {
  const { proof } = view.step;
  const { value } = body;
  const isDone = body.answer === 'done';
  if (proof.kind === 'statement') return isDone ? statement(proof, asked) : { ok: true };
  if (value === undefined)
    return isDone && needsValue(proof) ? no(refuse('proofMissing', {}, proof.kind)) : { ok: true };
  const refusal = kindRefusal(proof, value) ?? partRefusal(view, value, asked);
  if (refusal) return no(refusal);
  if (!isDone) return { ok: true, value };
  const plain = plainValue(value);
  const missing = doneRefusal(view, plain, asked) ?? tenantRefusal(body, plain, asked);
  return missing ? no(missing) : { ok: true, value: plain };
}

/** Steps of these kinds are not done by a button alone. */
export function needsValue(proof: Proof): boolean {
  switch (proof.kind) {
    case 'choice':
    case 'list':
    case 'counts':
    case 'domain':
    case 'when':
      return true;
    case 'word':
    case 'reference':
    case 'text':
    case 'statement':
      return false;
  }
}

/** True for an item of the list that is settled: it has an outcome, or a tick where there are no outcomes. */
export function isSettled(item: Pick<Listed, 'outcome'> | undefined): boolean {
  return item?.outcome !== undefined;
}

function no(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

function statement({ fact }: ProofOf<'statement'>, { playbook }: AskedByMember): ReturnType<typeof checkedValue> {
  const asOf = playbook.facts[fact]?.asOf;
  if (asOf === undefined) return no(refuse('choiceUnknown', {}, 'statement'));
  return { ok: true, value: { kind: 'statement', fact, asOf } };
}

function kindRefusal(proof: Proof, value: AnswerValue): Refusal | undefined {
  const wanted = proof.kind === 'when' ? proof.of : proof.kind;
  return value.kind === wanted ? undefined : refuse('choiceUnknown', {}, proof.kind);
}

/** What can be said of a value whether it is finished or not. */
function partRefusal(view: StepView, value: AnswerValue, asked: AskedByMember): Refusal | undefined {
  const { proof } = view.step;
  switch (value.kind) {
    case 'choice':
      return proof.kind === 'choice' && proof.options.some((option) => option.id === value.option)
        ? undefined
        : refuse('choiceUnknown', {}, 'choice');
    case 'list':
      return proof.kind === 'list' ? listRefusal(proof, value.items, itemsOf(view, asked)) : undefined;
    case 'counts':
      return proof.kind === 'counts' ? countsRefusal(proof.items, value.counts) : undefined;
    case 'domain': {
      const domain = parseDomain(value.domain, { field: 'domain' });
      return domain.ok ? undefined : domain.refusal;
    }
    case 'day':
      return dayRefusal(value.on, asked);
    case 'moment':
      return instantRefusal(value.at, asked, 'moment');
    case 'window':
      return instantRefusal(value.from, asked, 'windowFrom') ?? windowRefusal(value);
    case 'statement':
      return refuse('choiceUnknown', {}, 'statement');
  }
}

function itemsOf({ step, line }: StepView, { changeover, playbook }: AskedByMember): readonly ListItem[] {
  return listItems(step, changeover, playbook, line?.id);
}

function listRefusal(
  proof: ProofOf<'list'>,
  items: readonly Listed[],
  known: readonly ListItem[],
): Refusal | undefined {
  const outcomes = outcomesOf(proof);
  const ids = new Set(items.map((item) => item.id));
  const isKnown = (item: Listed): boolean =>
    (item.outcome === undefined || outcomes.includes(item.outcome)) &&
    (proof.items === 'typed' ? item.labelRef !== undefined : known.some(({ id }) => id === item.id));
  if (items.length > TYPED_ITEMS_AT_MOST) return refuse('listTooLong', { max: TYPED_ITEMS_AT_MOST }, 'list');
  return ids.size === items.length && items.every(isKnown) ? undefined : refuse('choiceUnknown', {}, 'list');
}

function countsRefusal(items: readonly Item[], counts: Readonly<Record<string, number>>): Refusal | undefined {
  const known = new Set(items.map(({ id }) => id));
  for (const [id, count] of Object.entries(counts)) {
    if (!known.has(id)) return refuse('choiceUnknown', {}, 'counts');
    const isCount = Number.isInteger(count) && count >= 0 && count <= MAX_COUNT;
    if (!isCount) return refuse('countOutOfRange', { min: 0, max: MAX_COUNT }, `count.${id}`);
  }
  return undefined;
}

function dayRefusal(on: PlainDate, asked: AskedByMember): Refusal | undefined {
  if (!isDate(on)) return refuse('dateUnreadable', { text: on }, 'day');
  const today = todayFor(asked);
  const [from, to] = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)];
  return on < from || on > to ? refuse('dateTooFar', { from, to }, 'day') : undefined;
}

function instantRefusal(at: number, asked: AskedByMember, field: string): Refusal | undefined {
  const today = todayFor(asked);
  const isInRange = Number.isInteger(at) && at >= asked.now - DAYS_BACK * DAY && at <= asked.now + DAYS_AHEAD * DAY;
  if (isInRange) return undefined;
  return refuse('dateTooFar', { from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) }, field);
}

function windowRefusal({ from, to }: ValueOf<'window'>): Refusal | undefined {
  const isFine = Number.isInteger(to) && to > from && to - from <= WINDOW_HOURS * HOUR;
  return isFine ? undefined : refuse('windowUnclear', { hours: WINDOW_HOURS }, 'windowTo');
}

/** What is missing before the step is done. */
function doneRefusal(view: StepView, value: AnswerValue, asked: AskedByMember): Refusal | undefined {
  const { step, line } = view;
  const { proof } = step;
  if (proof.kind === 'choice' && value.kind === 'choice') {
    const option = proof.options.find(({ id }) => id === value.option);
    return option?.isNotEnough ? refuse('choiceNotEnough', { step: step.id, option: option.id }, 'choice') : undefined;
  }
  if (proof.kind === 'list' && value.kind === 'list')
    return incompleteList(step, proof, value.items, itemsOf(view, asked));
  if (proof.kind === 'counts' && value.kind === 'counts')
    return shortCounts(step, proof, value.counts, asked, line?.id);
  return undefined;
}

function tenantRefusal(
  { book = [] }: BodyOf<'answer'>,
  value: AnswerValue,
  { changeover, standing }: AskedByMember,
): Refusal | undefined {
  return value.kind === 'domain' ? wrongTenant(value, changeover, standing.side, book) : undefined;
}

function incompleteList(
  step: Step,
  proof: ProofOf<'list'>,
  items: readonly Listed[],
  known: readonly ListItem[],
): Refusal | undefined {
  const open =
    proof.items === 'typed'
      ? items.filter((item) => !isSettled(item)).map(({ id }) => id)
      : known
          .filter(({ id, isOptional }) => !isOptional && !isSettled(items.find((item) => item.id === id)))
          .map(({ id }) => id);
  if (open.length === 0) return undefined;
  const refusal = refuse('listIncomplete', { step: step.id, count: open.length }, 'list');
  return { ...refusal, items: open.map((id) => ({ id })) };
}

/** Every number is asked for, and each must reach that of the other step; of a step that does not apply nothing is required. */
function shortCounts(
  step: Step,
  proof: ProofOf<'counts'>,
  counts: Readonly<Record<string, number>>,
  { changeover }: AskedByMember,
  line: string | undefined,
): Refusal | undefined {
  const wanted = proof.items.filter(({ id, isOptional }) => !isOptional && counts[id] === undefined);
  if (wanted.length > 0) {
    const refusal = refuse('countsMissing', { step: step.id, count: wanted.length }, 'counts');
    return { ...refusal, items: wanted.map(({ id }) => ({ id })) };
  }
  const { atLeastOf } = proof;
  const other =
    atLeastOf === undefined
      ? undefined
      : (changeover.steps[stepKey(atLeastOf)] ?? changeover.steps[stepKey(atLeastOf, line)]);
  const needed = other?.doneAt !== undefined && other.value?.kind === 'counts' ? other.value.counts : {};
  const short = proof.items
    .map(({ id }) => ({ id, has: counts[id] ?? 0, needs: needed[id] ?? 0 }))
    .filter(({ has, needs }) => has < needs);
  if (short.length === 0) return undefined;
  return { ...refuse('countsShort', { step: step.id, count: short.length }, 'counts'), items: short };
}

function plainValue(value: AnswerValue): AnswerValue {
  if (value.kind !== 'domain') return value;
  const domain = parseDomain(value.domain);
  return domain.ok ? { ...value, domain: domain.value } : value;
}
