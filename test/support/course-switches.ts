/** Switching to another playbook in tests: playbooks that differ from direct-to-CSP, what would change, and the command. */
import type { Actor } from '../../changeover/changeover.ts';
import type { CommandBody } from '../../changeover/commands.ts';
import { courseChange, type CourseChange } from '../../changeover/course-change.ts';
import type { Playbook, Step } from '../../changeover/playbook.ts';
import { mainWay as directToCsp } from './main-way.ts';
import { ref, type Given, type Play } from './changeover-builder.ts';

type SwitchBody = Extract<CommandBody, { type: 'switchPlaybook' }>;

export function changeTo(before: Given, playbook: Playbook, variant?: string): CourseChange {
  const course = { pin: pinOf(playbook), playbook, ...(variant !== undefined && { variant }) };
  return courseChange(before.changeover, before.playbook, course, before.now);
}

export function switches(actor: Actor, body: Playbook, more: Partial<SwitchBody> = {}): Play {
  return {
    actor,
    body: { type: 'switchPlaybook', to: pinOf(body), body, drops: [], reasonRef: ref('why'), ...more },
  };
}

export function pinOf(playbook: Playbook): SwitchBody['to'] {
  return { id: playbook.id, version: playbook.version, hash: hashOf(playbook) };
}

export function hashOf(playbook: Playbook): string {
  return `${playbook.id}-${playbook.phases.flatMap((phase) => phase.steps.map(({ id }) => id)).join()}`;
}

export function keys(views: readonly { readonly key: string }[]): readonly string[] {
  return views.map(({ key }) => key);
}

/** Direct to CSP with some steps changed or, where nothing is given, left out. */
export function changed(changes: Readonly<Record<string, Partial<Step> | undefined>>): Playbook {
  const steps = (all: readonly Step[]): readonly Step[] =>
    all.flatMap((step) => {
      if (!(step.id in changes)) return [step];
      const change = changes[step.id];
      return change === undefined ? [] : [{ ...step, ...change }];
    });
  return { ...directToCsp, phases: directToCsp.phases.map((phase) => ({ ...phase, steps: steps(phase.steps) })) };
}
