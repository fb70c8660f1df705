/**
 * Looks at the tenants of connected changeovers: a look becomes a command, decided like any other, and so does one that
 * brought nothing. Level-triggered: what is due stays due until somebody said what came of it.
 */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import { nextLookAt, retryLookAt } from '../changeover/look-times.ts';
import { isConfirmed } from '../changeover/evidence.ts';
import { beforeOf, changesSince } from '../changeover/tenant-changes.ts';
import { productDomainsOf } from '../changeover/product-domains.ts';
import { findingsOf } from '../changeover/tenant-sight.ts';
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import type { Log, Random } from './ports.ts';
import type { Reading, ReadingStore, ReadingWork, TenantReader } from './reading-ports.ts';
import { tenantNews } from './tenant-news.ts';

/** Tenants looked at at a time by one process. */
const TOGETHER = 4;
/** A look that takes longer than this, in milliseconds, was left by somebody who crashed. */
const HOLD_MS = 3 * 60_000;
/** A tenant is looked at this long before a reminder goes out, in milliseconds. */
const BEFORE_REMINDER_MS = 5 * 60_000;
/** What passes by itself is worth an event only when it went wrong this often in a row. */
const MOST_SILENT_FAILURES = 3;

export interface LookPorts extends AlonePorts {
  readonly store: ReadingStore;
  readonly reader: TenantReader;
  readonly random: Pick<Random, 'id'>;
  readonly log: Log;
}

/** Returns how many tenants were looked at. */
export async function look(ports: LookPorts): Promise<number> {
  const now = ports.clock.now();
  const when = { now, reminderBy: now + BEFORE_REMINDER_MS, heldUntil: now + HOLD_MS };
  const work = await ports.store.readingWork(when, TOGETHER);
  await Promise.all(work.map((one) => lookAt(ports, one)));
  return work.length;
}

async function lookAt(ports: LookPorts, work: ReadingWork): Promise<void> {
  const { changeover } = work;
  const begunAt = ports.clock.now();
  try {
    const reading = await readingOf(ports, work, begunAt);
    const after = await record(ports, work, reading, begunAt);
    const retry = reading.ok
      ? nextLookAt(after, begunAt)
      : retryLookAt(after, begunAt, reading.why, work.failures + 1, reading.retryAfterMs);
    const isWorthKeeping = reading.ok && work.before === undefined && isBeforeMove(changeover);
    await ports.store.readingDone(changeover.id, {
      at: begunAt,
      nextAt: retry,
      isFailed: !reading.ok,
      ...(!reading.ok && reading.retryAfterMs !== undefined && { notBefore: begunAt + reading.retryAfterMs }),
      ...(isWorthKeeping && { before: beforeOf(reading.sight) }),
    });
  } catch (error) {
    // It stays due, and is looked at again once the hold has ended.
    ports.log.error({ err: error, changeover: changeover.id }, 'a look at a tenant could not be recorded');
  }
}

/** Whoever asked for patience is not asked again before: a word that waits for a look does not wait for that. */
async function readingOf(ports: LookPorts, { changeover, notBefore = 0 }: ReadingWork, now: Instant): Promise<Reading> {
  if (notBefore <= now) return ports.reader.read(changeover);
  return { ok: false, why: 'throttled', detail: 'resting', retryAfterMs: notBefore - now };
}

/** The changeover as it is afterwards. */
async function record(ports: LookPorts, work: ReadingWork, reading: Reading, begunAt: Instant): Promise<Changeover> {
  const { changeover } = work;
  const body = bodyOf(ports, work, reading, begunAt);
  if (!reading.ok) {
    const { why, detail, requestId } = reading;
    ports.log.info({ changeover: changeover.id, why, detail, requestId }, 'a tenant could not be read');
  }
  if (body === undefined) return changeover;
  const id = `reading/${changeover.id}/${ports.random.id()}`;
  const command = { id, changeover: changeover.id, actor: { door: 'tenant' as const }, body };
  const issued = await issueAlone(ports, command, (events, after) => {
    return tenantNews(changeover, after, ports.shelf.of(after), events, ports.clock.now());
  });
  if (issued.ok) return issued.changeover;
  ports.log.warn({ changeover: changeover.id, code: issued.refusal.code }, 'a reading was refused');
  return changeover;
}

function bodyOf(
  { shelf }: Pick<LookPorts, 'shelf'>,
  { changeover, before, failures, isAwaited }: ReadingWork,
  reading: Reading,
  begunAt: Instant,
): CommandBody | undefined {
  const { requestId } = reading;
  const request = requestId === undefined ? {} : { requestId };
  if (!reading.ok) {
    const passes = reading.why === 'throttled' || reading.why === 'unavailable';
    const isSilent = passes && !isAwaited && failures + 1 < MOST_SILENT_FAILURES;
    return isSilent ? undefined : { type: 'recordTrouble', why: reading.why, ...request };
  }
  const { sight } = reading;
  const changes = before && changesSince(before, sight);
  const { domains, allDomains, disturbed, relation, accesses } = sight;
  const productDomains = allDomains && productDomainsOf(shelf.of(changeover), allDomains);
  const tenant = {
    domains: domains.length,
    disturbed,
    ...(relation && { relation }),
    ...(accesses && { hasAccess: accesses.length > 0 }),
    ...(changes && { changes }),
    ...(productDomains && { productDomains }),
  };
  const findings = findingsOf(changeover, sight);
  return { type: 'recordReading', findings, tenant, begunAt, ...(isAwaited && { isAwaited }), ...request };
}

/** Nothing new serves anybody yet. */
function isBeforeMove(changeover: Changeover): boolean {
  return !changeover.lines.some((line) => isConfirmed(changeover, 'newConfirmed', line.id));
}
