/** Which words a playbook lacks, its own and those of the catalogue together: for the check of a partner's file and for ours. */
import type { Item, Playbook, Proof, Step } from '../changeover/playbook.ts';
import { placedSteps, type Path } from '../changeover/playbook-problems.ts';
import { playbookWords } from './playbook-words.ts';

export interface MissingWords {
  /** Where they can be written in the playbook. */
  readonly path: Path;
  /** What the catalogue would call them. */
  readonly key: string;
}

/** Every missing message with its place; empty when cards can say everything. */
export function missingWords(locale: string, playbook: Playbook): readonly MissingWords[] {
  const w = playbookWords(locale, playbook);
  const { id, variants = [], phases, facts } = playbook;
  const wanted: readonly MissingWords[] = [
    { path: ['words', 'name'], key: `playbook.${id}.name` },
    ...variants.flatMap((one, at) => [
      { path: ['variants', at, 'words', 'name'], key: `playbook.${id}.variant.${one.id}.name` },
      ...Object.values(one.sides ?? {}).map((side) => ({ path: ['variants', at, 'sides'], key: `side.${side}` })),
    ]),
    ...phases.flatMap((phase, at) =>
      ['title', 'short'].map((part) => ({ path: ['phases', at, 'words', part], key: `phase.${phase.id}.${part}` })),
    ),
    ...placedSteps(playbook).flatMap(({ step, path }) =>
      keysOf(step).map((key) => ({ path: [...path, 'words', ...partOf(step, key)], key })),
    ),
    ...Object.entries(facts).flatMap(([fact, { kind, question }]) => [
      { path: ['facts', fact, 'words', 'text'], key: `fact.${fact}` },
      { path: ['facts', fact, 'words', 'question'], key: question ?? `fact.${fact}.question` },
      ...(kind === 'phone' ? [{ path: ['facts', fact, 'words', 'label'], key: `fact.${fact}.label` }] : []),
    ]),
  ];
  return wanted.filter(({ key }) => !w.has(key));
}

function keysOf(step: Step): readonly string[] {
  const key = `step.${step.id}`;
  const timers = new Set((step.timers ?? []).map(({ kind }) => kind));
  const isAct = ['stopsRenewal', 'endsOld', 'undoesNew'].includes(step.effect ?? '');
  return [
    ...['title', 'ask', 'why'].map((part) => `${key}.${part}`),
    ...(isAct ? [] : [`${key}.how.1`]),
    ...[...timers].map((kind) => `${key}.${kind}`),
    ...(step.wait && 'words' in step.wait.planB ? [`${key}.planB`] : []),
    ...(step.role === undefined ? [] : [`role.${step.role}`]),
    ...(step.letters ?? []).flatMap((letter) => [`letter.${letter}.title`, `letter.${letter}.body`]),
    ...proofKeys(step.proof).map((part) => `${key}.${part}`),
  ];
}

/** `how.1` of a step is to be written under its words as `how`; a role or letter of the catalogue is not a step's word. */
function partOf({ id }: Step, key: string): Path {
  const own = `step.${id}.`;
  if (!key.startsWith(own)) return [];
  const [part = '', name, why] = key.slice(own.length).split('.');
  if (why !== undefined) return ['optionWhy', name ?? ''];
  return part === 'how' || name === undefined ? [part] : [part, name];
}

function proofKeys(proof: Proof): readonly string[] {
  switch (proof.kind) {
    case 'choice':
      return proof.options.flatMap(({ id, isNotEnough }) => [
        `option.${id}`,
        ...(isNotEnough ? [`option.${id}.why`] : []),
      ]);
    case 'list':
      return [
        ...(Array.isArray(proof.items) ? proof.items.map(({ id }: Item) => `item.${id}`) : []),
        ...(proof.outcomes ?? []).map((id) => `outcome.${id}`),
      ];
    case 'counts':
      return proof.items.map(({ id }) => `item.${id}`);
    case 'word':
    case 'reference':
    case 'text':
    case 'statement':
    case 'domain':
    case 'when':
      return [];
  }
}
