/** Putting a field right: the old value is kept beside the new one, and what no longer holds opens again. */
import type { Changeover, Line } from './changeover.ts';
import type { Correction } from './commands.ts';
import { whatNoLongerHolds } from './corrected-steps.ts';
import { accept, lineById, todayFor, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { correctedLine, isLineCorrection } from './evolve-corrections.ts';
import { parseDomain } from './inputs.ts';
import { countRefusal, dateRefusal, priceRefusal } from './line-checks.ts';
import { refuse, type Refusal } from './refusals.ts';
import { addDays } from './working-time.ts';

type Recorded = Correction & { readonly from?: unknown };

const BACK_DAYS = 365;

/**
 * Both sides may, but the domain and who supports the customer are the partner's, and the domain is fixed once the
 * customer is in. Refuses what a line cannot be (see line-checks.ts) and a correction that changes nothing.
 */
export function decideCorrect(body: BodyOf<'correct'>, asked: AskedByMember): Decision {
  const recorded: Recorded[] = [];
  for (const change of body.changes) {
    const checked = checkedChange(change, asked);
    if ('code' in checked) return { ok: false, refusal: checked };
    const from = valueOf(checked, asked.changeover);
    if (!isSame(from, checked.to)) recorded.push({ ...checked, ...(from !== undefined && { from }) });
  }
  if (recorded.length === 0) return { ok: false, refusal: refuse('nothingToCorrect') };
  const lines = asked.changeover.lines.map((line) => corrected(line, recorded));
  for (const line of lines) {
    const refusal = lineRefusal(line, recorded, asked);
    if (refusal) return { ok: false, refusal };
  }
  const { side } = asked.standing;
  return accept(
    { type: 'corrected', changes: recorded, reasonRef: body.reasonRef, side },
    ...whatNoLongerHolds(asked, lines),
  );
}

function checkedChange(change: Correction, asked: AskedByMember): Correction | Refusal {
  const { changeover, standing } = asked;
  if (isLineCorrection(change)) return lineById(changeover, change.line) ? change : refuse('choiceUnknown', {}, 'line');
  const isPartners = change.field === 'domain' || change.field === 'support';
  if (isPartners && standing.side !== 'partner') return refuse('notYourSide', { side: 'partner' });
  if (change.field !== 'domain') return change;
  if (changeover.customer.tenantId !== undefined) return refuse('domainFixed', {}, 'domain');
  const domain = parseDomain(change.to);
  if (!domain.ok) return domain.refusal;
  if (domain.value === changeover.partner.domain)
    return refuse('domainNotCustomers', { domain: domain.value }, 'domain');
  return { field: 'domain', to: domain.value };
}

function valueOf(change: Correction, changeover: Changeover): unknown {
  if (isLineCorrection(change)) return lineById(changeover, change.line)?.[change.field];
  switch (change.field) {
    case 'domain':
      return changeover.customer.domain;
    case 'contact':
      return changeover.customer.contactRef;
    case 'support':
      return changeover.supportRef;
  }
}

/** Values are strings, counts, money or text references: the same when they are written the same. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, sortedKeys) === JSON.stringify(other, sortedKeys);
}

const sortedKeys = ['minor', 'currency', 'id', 'hash'];

function corrected(line: Line, changes: readonly Correction[]): Line {
  return changes
    .filter(isLineCorrection)
    .filter((change) => change.line === line.id)
    .reduce(correctedLine, line);
}

/** Only what was touched is checked: an old date does not stand in the way of a new price. */
function lineRefusal(line: Line, changes: readonly Correction[], asked: AskedByMember): Refusal | undefined {
  const own = changes.filter(isLineCorrection).filter((change) => change.line === line.id);
  if (own.length === 0) return undefined;
  const hasDate = own.some((change) => change.field.endsWith('On'));
  const today = todayFor(asked);
  const counts = countRefusal(line, line.id) ?? priceRefusal(line, line.id);
  return counts ?? (hasDate ? dateRefusal(line, today, addDays(today, -BACK_DAYS)) : undefined);
}
