/** The playbooks that new changeovers can follow. One that was opened keeps the body that it pinned. */
import type { Playbook } from '../playbook.ts';
import { directToCsp } from './direct-to-csp.ts';

export const playbooks: readonly Playbook[] = [directToCsp];
