/** What people have to be told after a look at the tenant, beside the reminders that follow from it by themselves. */
import type { Changeover, Instant, LineId, Side, StepId } from './changeover.ts';
import type { Event } from './events.ts';
import type { HeldOutcome, UnreadWhy } from './held-words.ts';
import { todayOf } from './old-over.ts';
import { costsOf, lineOverlap } from './overlap.ts';
import type { Playbook } from './playbook.ts';
import { stepById } from './step-index.ts';
import type { ReadingTrouble } from './tenant-link.ts';

export type TenantNews =
  /** Both are billed, and nobody had said so. The cost is the side's own, for one day, in minor units. */
  | {
      readonly kind: 'overlapFound';
      readonly line: LineId;
      readonly to: 'customer' | 'partner';
      readonly since: string;
      readonly perDay?: { readonly minor: number; readonly currency: string };
    }
  /** A step was said to be done, and the tenant shows that it is not. */
  | {
      readonly kind: 'stepReopened';
      readonly step: StepId;
      readonly line?: LineId;
      readonly to: 'customer' | 'partner';
    }
  /** What became of a word that waited for a look. */
  | {
      readonly kind: 'wordSettled';
      readonly how: HeldOutcome;
      readonly why?: UnreadWhy;
      readonly step: StepId;
      readonly line?: LineId;
      readonly to: 'customer' | 'partner';
    }
  /** After a key was redeemed a subscription appeared in the partner's own tenant. */
  | { readonly kind: 'keyInPartners'; readonly line: LineId; readonly to: 'partner' }
  | { readonly kind: 'trouble'; readonly why: ReadingTrouble; readonly to: 'customer' };

/** @param before the changeover as it was before the events. */
export function newsOf(
  before: Changeover,
  after: Changeover,
  playbook: Playbook,
  events: readonly Event[],
  now: Instant,
): readonly TenantNews[] {
  return [
    ...overlapsFound(before, after, now),
    ...keysFound(before, after),
    ...events.flatMap((event) => wordNewsOf(event, playbook)),
    ...events.flatMap((event): readonly TenantNews[] => {
      if (event.type === 'stepReopened' && event.why === 'disproved') {
        const { step, line } = event;
        return [
          {
            kind: 'stepReopened',
            step,
            to: inTeams(stepById(playbook, step)?.side),
            ...(line !== undefined && { line }),
          },
        ];
      }
      const isMended =
        event.type === 'readingFailed' && (event.why === 'consentMissing' || event.why === 'domainMissing');
      // Whoever is told that their word counts all the same hears why.
      const isTold = events.some((one) => wordNewsOf(one, playbook).some(({ to }) => to === 'customer'));
      return isMended && !isTold ? [{ kind: 'trouble', why: event.why, to: 'customer' }] : [];
    }),
  ];
}

/** The partner sees on its card what is so; who waits in a chat is told, and whoever has to do something again. */
function wordNewsOf(event: Event, playbook: Playbook): readonly TenantNews[] {
  if (event.type !== 'wordSettled') return [];
  const { how, why, step, line } = event;
  const to = inTeams(stepById(playbook, step)?.side);
  if (to === 'partner' && how !== 'denied') return [];
  const where = { step, to, ...(line !== undefined && { line }) };
  return [{ kind: 'wordSettled', how, ...where, ...(why !== undefined && { why }) }];
}

function keysFound(before: Changeover, after: Changeover): readonly TenantNews[] {
  const wasFound = (id: LineId): boolean =>
    before.link?.seen?.lines.find(({ line }) => line === id)?.isInPartners === true;
  return (after.link?.seen?.lines ?? []).flatMap(({ line, isInPartners }): readonly TenantNews[] =>
    isInPartners && !wasFound(line) ? [{ kind: 'keyInPartners', line, to: 'partner' }] : [],
  );
}

function overlapsFound(before: Changeover, after: Changeover, now: Instant): readonly TenantNews[] {
  const [wasToday, today] = [todayOf(before, now), todayOf(after, now)];
  return after.lines.flatMap((line) => {
    const was = before.lines.find(({ id }) => id === line.id);
    const isNews =
      was && lineOverlap(was, wasToday).state !== 'running' && lineOverlap(line, today).state === 'running';
    if (!isNews) return [];
    const { perDay, startsOn } = lineOverlap(line, today);
    return (['customer', 'partner'] as const).map((to) => {
      const [cost] = costsOf(perDay, to);
      return { kind: 'overlapFound' as const, line: line.id, to, since: startsOn, ...(cost && { perDay: cost }) };
    });
  });
}

/** Sides that are not in Teams are spoken for by the partner. */
function inTeams(side: Side | undefined): 'customer' | 'partner' {
  return side === 'customer' ? 'customer' : 'partner';
}
