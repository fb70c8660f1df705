/** Somebody outside Teams who asked to be forgotten: by the address under which they were written to, in every changeover. */
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import type { HistoryStore } from './history-ports.ts';

/**
 * Returns how many contacts were erased, and how many are left. The journal keeps that there was one; a crash in between
 * leaves the others, to be said again.
 */
export async function forgetContact(
  ports: AlonePorts & { readonly store: Pick<HistoryStore, 'contactsUnder'> },
  email: string,
): Promise<{ readonly erased: number; readonly left: number }> {
  const found = await ports.store.contactsUnder(email);
  for (const { changeoverId, of, version } of found) {
    await issueAlone(ports, {
      id: `forget contact/${changeoverId}/${of}/${version}`,
      changeover: changeoverId,
      actor: { door: 'delivery' },
      body: { type: 'removeContact', of },
    });
  }
  const { length: left } = await ports.store.contactsUnder(email);
  return { erased: found.length - left, left };
}
