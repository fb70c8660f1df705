/** The playbooks that new changeovers can follow. One that was opened keeps the body that it pinned. */
import type { Playbook } from '../playbook.ts';
import { call2teamsMove } from './call2teams-move.ts';
import { directToCsp } from './direct-to-csp.ts';
import { prepaidKey } from './prepaid-key.ts';
import { resellerTransfer } from './reseller-transfer.ts';

export const playbooks: readonly Playbook[] = [directToCsp, prepaidKey, resellerTransfer, call2teamsMove];
