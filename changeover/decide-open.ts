/** Opening a changeover: the only command that needs none before it. */
import { asksOf, asMoved, waysOf } from './asks.ts';
import type { PlainDate } from './changeover.ts';
import type { Command, LineInput, OpenInput } from './commands.ts';
import { accept, refused, type BodyOf, type Decision } from './decision.ts';
import { parseDomain } from './inputs.ts';
import { countRefusal, dateRefusal, priceRefusal } from './line-checks.ts';
import type { Playbook } from './playbook.ts';
import { refuse, type Refusal } from './refusals.ts';
import { dateIn, isZone } from './working-time.ts';

const LINES_AT_MOST = 20;

/**
 * Opened by a person of the partner's tenant, who becomes its first technician. Refuses an unknown variant, lines where the
 * variant has none, none or more than 20 where it has, counts, prices and dates that cannot be (days count in the
 * partner's zone), an unknown product and a domain of the wrong shape.
 */
export function decideOpen(body: BodyOf<'open'>, playbook: Playbook, command: Command, now: number): Decision {
  const { person } = command.actor;
  const { type: _type, ...input } = body;
  if (person?.tenantId !== input.partner.tenantId) return refused('notAMember');
  const domain = parseDomain(input.customer.domain);
  if (!domain.ok) return { ok: false, refusal: domain.refusal };
  if (!waysOf(playbook).includes(input.variant)) return refused('choiceUnknown', {}, 'variant');
  const asks = asksOf(playbook, input.variant);
  const isOwn = domain.value === input.partner.domain;
  if (isOwn !== (asks.customer === 'self')) return refused('domainNotCustomers', { domain: domain.value }, 'domain');
  if (!isZone(input.partner.zone) || !isZone(input.customer.zone)) return refused('choiceUnknown', {}, 'zone');
  const kept = asks.lines === 'old' ? input.lines.map(asMoved) : input.lines;
  const refusal =
    asks.lines === 'none' ? unwantedLines(input) : linesRefusal(kept, playbook, dateIn(input.partner.zone, now));
  if (refusal) return { ok: false, refusal };
  return accept(
    {
      type: 'opened',
      ...input,
      customer: { ...input.customer, domain: domain.value },
      lines: kept.map((line) => withKind(line, playbook)),
      openedBy: person,
    },
    {
      type: 'memberJoined',
      person,
      side: 'partner',
      role: 'partnerTechnician',
      ...(input.nameRef && { nameRef: input.nameRef }),
    },
  );
}

/** A product of the playbook is per user or not by its nature; for `other` the partner says so. */
function withKind(line: LineInput, playbook: Playbook): LineInput {
  const product = playbook.products.find((candidate) => candidate.id === line.product);
  return { ...line, isPerUser: product?.isPerUser ?? line.isPerUser ?? false };
}

function unwantedLines({ lines }: OpenInput): Refusal | undefined {
  return lines.length === 0 ? undefined : refuse('linesUnwanted', {}, 'lines');
}

function linesRefusal(lines: readonly LineInput[], playbook: Playbook, today: PlainDate): Refusal | undefined {
  if (lines.length === 0) return refuse('linesMissing', {}, 'lines');
  if (lines.length > LINES_AT_MOST) return refuse('linesTooMany', { max: LINES_AT_MOST }, 'lines');
  if (new Set(lines.map((line) => line.id)).size < lines.length) return refuse('choiceUnknown', {}, 'lines');
  for (const line of lines) {
    const refusal = lineRefusal(line, playbook, today);
    if (refusal) return refusal;
  }
  return undefined;
}

function lineRefusal(line: LineInput, playbook: Playbook, today: PlainDate): Refusal | undefined {
  const isKnown = line.product === 'other' || playbook.products.some((product) => product.id === line.product);
  if (!isKnown) return refuse('choiceUnknown', { line: line.id }, 'product');
  if (line.product === 'other' && !line.labelRef) return refuse('textEmpty', { line: line.id }, 'label');
  return countRefusal(line, line.id) ?? priceRefusal(line, line.id) ?? dateRefusal(line, today, today);
}
