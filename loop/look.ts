/**
 * Looks at the tenants of connected changeovers: a look becomes a command, decided like any other, and so does one that
 * brought nothing. Level-triggered: what is due stays due until somebody said what came of it.
 */
import type { Changeover } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import { nextLookAt, retryLookAt } from '../changeover/look-times.ts';
import { isConfirmed } from '../changeover/evidence.ts';
import { newsOf, type TenantNews } from '../changeover/told-by-tenant.ts';
import { beforeOf, changesSince } from '../changeover/tenant-changes.ts';
import { findingsOf } from '../changeover/tenant-sight.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { stepTitle } from '../cards/step-words.ts';
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import type { Log, OutboxItem, Random } from './ports.ts';
import type { Reading, ReadingStore, ReadingWork, TenantReader } from './reading-ports.ts';

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
    const reading = await ports.reader.read(changeover);
    const after = await record(ports, work, reading);
    const retry = reading.ok
      ? nextLookAt(after, begunAt)
      : retryLookAt(after, begunAt, reading.why, work.failures + 1, reading.retryAfterMs);
    const isWorthKeeping = reading.ok && work.before === undefined && isBeforeMove(changeover);
    await ports.store.readingDone(changeover.id, {
      at: begunAt,
      nextAt: retry,
      isFailed: !reading.ok,
      ...(isWorthKeeping && { before: beforeOf(reading.sight) }),
    });
  } catch (error) {
    // It stays due, and is looked at again once the hold has ended.
    ports.log.error({ err: error, changeover: changeover.id }, 'a look at a tenant could not be recorded');
  }
}

/** The changeover as it is afterwards. */
async function record(ports: LookPorts, work: ReadingWork, reading: Reading): Promise<Changeover> {
  const { changeover } = work;
  const body = bodyOf(work, reading);
  if (!reading.ok) {
    const { why, detail, requestId } = reading;
    ports.log.info({ changeover: changeover.id, why, detail, requestId }, 'a tenant could not be read');
  }
  if (body === undefined) return changeover;
  const id = `reading/${changeover.id}/${ports.random.id()}`;
  const command = { id, changeover: changeover.id, actor: { door: 'tenant' as const }, body };
  const issued = await issueAlone(ports, command, (events, after) => {
    const playbook = ports.shelf.of(after);
    return newsOf(changeover, after, playbook, events, ports.clock.now()).map((news) =>
      messageOf(news, after, playbook),
    );
  });
  if (issued.ok) return issued.changeover;
  ports.log.warn({ changeover: changeover.id, code: issued.refusal.code }, 'a reading was refused');
  return changeover;
}

function bodyOf({ changeover, before, failures, isAwaited }: ReadingWork, reading: Reading): CommandBody | undefined {
  const { requestId } = reading;
  const request = requestId === undefined ? {} : { requestId };
  if (!reading.ok) {
    const passes = reading.why === 'throttled' || reading.why === 'unavailable';
    const isSilent = passes && !isAwaited && failures + 1 < MOST_SILENT_FAILURES;
    return isSilent ? undefined : { type: 'recordTrouble', why: reading.why, ...request };
  }
  const { sight } = reading;
  const changes = before && changesSince(before, sight);
  const { domains, disturbed, relation, accesses } = sight;
  const tenant = {
    domains: domains.length,
    disturbed,
    ...(relation && { relation }),
    ...(accesses && { hasAccess: accesses.length > 0 }),
    ...(changes && { changes }),
  };
  const findings = findingsOf(changeover, sight);
  return { type: 'recordReading', findings, tenant, ...(isAwaited && { isAwaited }), ...request };
}

/** Nothing new serves anybody yet. */
function isBeforeMove(changeover: Changeover): boolean {
  return !changeover.lines.some((line) => isConfirmed(changeover, 'newConfirmed', line.id));
}

function messageOf(news: TenantNews, changeover: Changeover, playbook: Playbook): OutboxItem {
  const { id, customer, link, version } = changeover;
  const { domain } = customer;
  const about = { changeoverId: id, to: { side: news.to } } as const;
  switch (news.kind) {
    case 'overlapFound': {
      const { perDay, since } = news;
      const text = perDay ? 'notice.tenant.overlap' : 'notice.tenant.overlapFree';
      const cost = perDay ? { perDayMinor: perDay.minor, currency: perDay.currency } : {};
      const params = { domain, since, ...cost };
      return { ...about, occasion: `tenant/${id}/overlap/${news.line}/${news.to}`, message: notice(text, params) };
    }
    case 'stepReopened': {
      const occasion = `tenant/${id}/reopened/${news.step}/${news.line ?? ''}/${version}`;
      const title = stepTitle(playbookWords(changeover[news.to].locale, playbook), { id: news.step });
      return { ...about, occasion, message: notice('notice.tenant.reopened', { domain, title }) };
    }
    case 'trouble': {
      const occasion = `tenant/${id}/trouble/${news.why}/${link?.trouble?.since ?? 0}`;
      return { ...about, occasion, message: notice(`notice.tenant.trouble.${news.why}`, { domain }) };
    }
  }
}

function notice(text: string, params: Readonly<Record<string, string | number>>): OutboxItem['message'] {
  return { kind: 'notice', text, params };
}
