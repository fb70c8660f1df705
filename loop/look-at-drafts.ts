/**
 * Drafts of a quiet start: what somebody said of one is done, and one that is no longer true is dropped and said so.
 * Level-triggered: what a changeover says of its drafts is looked at until it is done, whatever crashed in between.
 */
import type { Renderer } from './delivery-ports.ts';
import type { DraftStore } from './draft-ports.ts';
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import type { Log, PendingOutbox } from './ports.ts';

const AT_ONCE = 50;
/** Time alone may make a draft untrue. */
const AGAIN_MS = 10 * 60_000;

export interface LookAtDraftsPorts extends AlonePorts {
  readonly store: DraftStore;
  readonly renderer: Pick<Renderer, 'isTrue'>;
  readonly log: Log;
}

/** Returns how many drafts were sent or dropped. */
export async function lookAtDrafts(ports: LookAtDraftsPorts): Promise<number> {
  const { store, renderer, clock } = ports;
  const now = clock.now();
  const drafts = await store.draftsToLookAt(now, AT_ONCE);
  for (const draft of drafts) if (!renderer.isTrue(draft, now)) await dropUntrue(ports, draft);
  if (drafts.length > 0) {
    await store.draftsLookedAt(
      drafts.map(({ id }) => id),
      now + AGAIN_MS,
    );
  }
  return store.settleDrafts(now);
}

async function dropUntrue(ports: LookAtDraftsPorts, { occasion, changeover }: PendingOutbox): Promise<void> {
  if (changeover === undefined || changeover.drafts?.[occasion] !== undefined) return;
  const body = { type: 'settleDraft' as const, occasion, verdict: 'untrue' as const };
  const command = { id: `untrue/${occasion}`, changeover: changeover.id, actor: { door: 'tick' as const }, body };
  const issued = await issueAlone(ports, command, () => [
    {
      occasion: `untrue/${occasion}`,
      changeoverId: changeover.id,
      to: { side: 'partner' },
      message: { kind: 'notice', text: 'draft.untrue', params: { domain: changeover.customer.domain } },
    },
  ]);
  if (issued.ok) return;
  ports.log.info({ changeover: changeover.id, code: issued.refusal.code }, 'a draft that is untrue was not dropped');
}
