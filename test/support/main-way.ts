/** Direct to CSP without its variants: what other playbooks of tests are made from. */
import type { Playbook } from '../../changeover/playbook.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { directWay } from '../../changeover/playbooks/direct-to-csp-steps.ts';

const { variants: _variants, hasMainWay: _main, ...rest } = directToCsp;

export const mainWay: Playbook = { ...rest, phases: directWay.phases };
