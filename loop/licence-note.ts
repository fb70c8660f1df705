import type { ChangeoverId } from '../changeover/changeover.ts';
import type { LicenceNote } from '../changeover/licence-move.ts';
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import { licenceNews } from './licence-news.ts';
import type { Log, Random } from './ports.ts';
import type { ReadingStore } from './reading-ports.ts';

/** Milliseconds: what was written shows in answers to conditions only after a while. */
const SHOWS_AFTER_MS = 60_000;

/**
 * Tells the changeover what was found out about a licence move, and both sides with it. After the end the tenant is looked
 * at, so that the step closes by itself. A refusal is logged: the next stretch of work finds out the same again.
 */
export function createLicenceNote(
  ports: AlonePorts & {
    readonly store: Pick<ReadingStore, 'lookNow'>;
    readonly random: Pick<Random, 'id'>;
    readonly log: Log;
  },
): (changeover: ChangeoverId, move: string, note: LicenceNote) => Promise<void> {
  return async (changeover, move, note) => {
    const id = `licences/${move}/${note.kind}/${ports.random.id()}`;
    const command = {
      id,
      changeover,
      actor: { door: 'tenant' },
      body: { type: 'noteLicenceMove', move, note },
    } as const;
    const issued = await issueAlone(ports, command, licenceNews);
    if (!issued.ok) {
      ports.log.warn({ move, note: note.kind, code: issued.refusal.code }, 'a note on licences was refused');
    } else if (note.kind === 'ended' && issued.changeover.link?.read) {
      await ports.store.lookNow(changeover, ports.clock.now() + SHOWS_AFTER_MS);
    }
  };
}
