/** The playbooks at hand, by id (the standing one) and by content hash (the one that a changeover pinned). */
import { createHash } from 'node:crypto';
import type { Changeover } from '../changeover/changeover.ts';
import { check } from '../changeover/playbook-check.ts';
import { problemText } from '../changeover/playbook-problems.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { PlaybookBody } from './ports.ts';

export interface PlaybookShelf {
  /** The standing playbook of that id; throws for an id that we do not ship. */
  standing(id: string): { readonly playbook: Playbook; readonly hash: string };
  /** All standing ones, in the order in which they are offered. */
  all(): readonly { readonly playbook: Playbook; readonly hash: string }[];
  /** The very text that the changeover was opened with, also after we ship a newer one. */
  of(changeover: Pick<Changeover, 'playbook'>): Playbook;
}

/**
 * @param shipped the playbooks of this build; each must pass `check`.
 * @param keep stores bodies by hash and answers with all that were ever kept.
 */
export async function openPlaybookShelf(
  shipped: readonly Playbook[],
  keep: (playbooks: readonly PlaybookBody[]) => Promise<readonly PlaybookBody[]>,
): Promise<PlaybookShelf> {
  const ours = shipped.map(bodyOf);
  const byId = new Map(shipped.map((playbook, i) => [playbook.id, { playbook, hash: ours[i]!.hash }]));
  const byHash = new Map((await keep(ours)).map((kept) => [kept.hash, kept.body as Playbook]));
  for (const entry of byId.values()) byHash.set(entry.hash, entry.playbook);
  return {
    standing(id) {
      const found = byId.get(id);
      if (found === undefined) throw new Error(`No playbook is called ${id}.`);
      return found;
    },
    all: () => [...byId.values()],
    of(changeover) {
      const found = byHash.get(changeover.playbook.hash);
      if (found === undefined)
        throw new Error(`The playbook ${changeover.playbook.id} (${changeover.playbook.hash}) is not kept.`);
      return found;
    },
  };
}

function bodyOf(playbook: Playbook): PlaybookBody {
  const problems = check(playbook);
  if (problems.length > 0)
    throw new Error(`The playbook ${playbook.id} is not sound: ${problems.map(problemText).join('; ')}`);
  const hash = createHash('sha256').update(JSON.stringify(playbook)).digest('hex');
  return { id: playbook.id, version: playbook.version, hash, body: playbook };
}
