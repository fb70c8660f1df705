/**
 * Forgets whoever asked for it, everywhere: changeover by changeover, then the places in which they were spoken to.
 * Level-triggered: what a crash left is taken up again, because the request stands until all of it is done.
 */
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import type { Forgetting, HistoryStore } from './history-ports.ts';
import type { Log } from './ports.ts';

/** Changeovers taken up at a time. */
const TOGETHER = 25;

export interface ForgetPorts extends AlonePorts {
  readonly store: Pick<HistoryStore, 'forgetting' | 'forgotten'>;
  readonly log: Log;
}

/** One request, if there is any. Returns how many were seen to, done or not. */
export async function forgetNext(ports: ForgetPorts): Promise<number> {
  const { store, log, clock } = ports;
  for (;;) {
    const forgetting = await store.forgetting(TOGETHER);
    if (forgetting === undefined) return 0;
    const { id, changeoverIds } = forgetting;
    if (changeoverIds.length === 0) {
      await store.forgotten(forgetting, clock.now());
      log.info({ forgetting: id }, 'somebody was forgotten, as they had asked');
      return 1;
    }
    for (const changeoverId of changeoverIds) {
      if (!(await forgetIn(ports, forgetting, changeoverId))) return 1;
    }
  }
}

/** @returns false when it has to be tried again. */
async function forgetIn(ports: ForgetPorts, { id, who }: Forgetting, changeoverId: string): Promise<boolean> {
  const { tenantId, objectId } = who;
  const issued = await issueAlone(ports, {
    id: `forget/${changeoverId}/${id}`,
    changeover: changeoverId,
    actor: { door: 'delivery' },
    body: { type: 'forget', ...(objectId === undefined ? { tenantId } : { person: { tenantId, objectId } }) },
  });
  const isDone = issued.ok && issued.events.length > 0;
  if (!isDone) {
    const code = issued.ok ? 'nothing' : issued.refusal.code;
    ports.log.warn({ changeover: changeoverId, forgetting: id, code }, 'forgetting is not done yet');
  }
  return isDone;
}
