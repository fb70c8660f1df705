/**
 * Tells the changeovers who can't be reached any more, or can again. Level-triggered: a conversation of which something
 * else was told than what is so now is looked at again and again until it was told, whatever crashed in between.
 */
import type { Changeover, ChangeoverId, UnreachableWhy } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import type { Event } from '../changeover/events.ts';
import { isNobodyReached } from '../changeover/reachability.ts';
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import type { Log, OutboxItem } from './ports.ts';
import type { ReachChange, ReachStore } from './reach-ports.ts';
import { renewChat, type RenewPorts } from './renew-chat.ts';
import { unreachableWhy } from './unreachable-why.ts';

/** Conversations of one sweep; the next sweep takes the rest. */
const SWEEP = 50;
/** Changeovers of one channel told at a time: their saves go to the store together. */
const TOGETHER = 25;

export interface ReachPorts extends AlonePorts, RenewPorts {
  readonly store: ReachStore;
  readonly log: Log;
}

/** Returns how many conversations were looked at. */
export async function tellReach(ports: ReachPorts): Promise<number> {
  const changes = await ports.store.reachChanges(SWEEP);
  for (const change of changes) await tell(ports, change);
  return changes.length;
}

async function tell(ports: ReachPorts, change: ReachChange): Promise<void> {
  const { conversation, refusedWhy, changeoverIds } = change;
  const why = change.now === 'reachable' ? undefined : unreachableWhy(conversation, refusedWhy);
  if (why === 'conversationGone' && (await renewChat(ports, conversation)) !== 'impossible') return;
  for (let from = 0; from < changeoverIds.length; from += TOGETHER) {
    const some = changeoverIds.slice(from, from + TOGETHER);
    const areTold = await Promise.all(some.map((id) => tellOne(ports, change, id, why)));
    // The next sweep begins anew: what was told already is known by its command's id.
    if (areTold.includes(false)) return;
  }
  const isPerson = conversation.kind === 'personal' && changeoverIds.length > 0;
  await ports.store.reachTold(change, isPerson && why === 'notInstalled' ? ports.clock.now() : undefined);
}

/** @returns false when it has to be tried again. */
async function tellOne(
  ports: ReachPorts,
  { conversation, tellings }: ReachChange,
  changeoverId: ChangeoverId,
  why: UnreachableWhy | undefined,
): Promise<boolean> {
  const { person } = conversation;
  const body: CommandBody = {
    type: 'noteReach',
    ...(conversation.kind === 'personal' && person && { person }),
    ...(why !== undefined && { why }),
  };
  const id = `reach/${changeoverId}/${conversation.id}/${tellings}/${why ?? 'reachable'}`;
  const command = { id, changeover: changeoverId, actor: { door: 'delivery' as const }, body };
  const issued = await issueAlone(ports, command, noticesOf);
  const fields = { changeover: changeoverId, conversation: conversation.id };
  if (!issued.ok) {
    // Closed in between: nobody needs to know any more.
    if (issued.refusal.code === 'closedAlready') return true;
    ports.log.error({ ...fields, code: issued.refusal.code }, 'it could not be noted who can be reached');
    return issued.refusal.code !== 'tooBusy';
  }
  if (issued.events.length === 0) return true;
  if (why === undefined) ports.log.info(fields, 'somebody can be reached again');
  else if (isNobodyReached(issued.changeover)) {
    ports.log.error({ ...fields, why }, 'nobody of either side can be reached: somebody has to call them');
  } else ports.log.warn({ ...fields, why }, 'somebody can’t be reached; the other side is told');
  return true;
}

/** Once for each reason and person, so that somebody who comes and goes is no nuisance: the card always says how it is. */
function noticesOf(events: readonly Event[], { id }: Changeover): readonly OutboxItem[] {
  return events.flatMap((event) => {
    if (event.type !== 'memberUnreachable') return [];
    const { person, why, side } = event;
    return [
      {
        occasion: `${id}/unreachable/${person?.objectId ?? 'channel'}/${why}`,
        changeoverId: id,
        to: { side: side === 'customer' ? ('partner' as const) : ('customer' as const) },
        message: { kind: 'unreachable' as const, why, ...(person && { person }) },
      },
    ];
  });
}
