/** Every playbook that has to keep the rules: ours, one of a partner's, and those of `PLAYBOOKS_DIR` for whoever tests their own. */
import { fileURLToPath } from 'node:url';
import { loadPlaybooks } from '../../bot/playbook-files.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';

export const OWN_FOLDER = fileURLToPath(new URL('own-playbooks', import.meta.url));

export const allPlaybooks: readonly Playbook[] = loadPlaybooks(
  process.env['PLAYBOOKS_DIR'],
  loadPlaybooks(OWN_FOLDER, playbooks),
);
