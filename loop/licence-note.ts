import type { ChangeoverId } from '../changeover/changeover.ts';
import type { LicenceNote } from '../changeover/licence-move.ts';
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import { licenceNews } from './licence-news.ts';
import type { Log, Random } from './ports.ts';

/**
 * Tells the changeover what was found out about a licence move, and both sides with it. A refusal is logged: the next
 * stretch of work finds out the same again.
 */
export function createLicenceNote(
  ports: AlonePorts & { readonly random: Pick<Random, 'id'>; readonly log: Log },
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
    if (!issued.ok)
      ports.log.warn({ move, note: note.kind, code: issued.refusal.code }, 'a note on licences was refused');
  };
}
