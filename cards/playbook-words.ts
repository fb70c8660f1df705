/** A playbook's own words, where it has any, before those of the catalogue: for steps, phases, facts, letters and its name. */
import type { Playbook, Step } from '../changeover/playbook.ts';
import { type Params, plain, words, type Words } from './text.ts';

type OwnWords = ReadonlyMap<string, string>;

const known = new WeakMap<Playbook, Map<string, Words>>();

/** The words of a locale as this playbook has them. Its own texts are in one language, whatever the reader's is. */
export function playbookWords(locale: string, playbook: Playbook): Words {
  const shared = words(locale);
  const byLanguage = known.get(playbook) ?? new Map<string, Words>();
  known.set(playbook, byLanguage);
  const made = byLanguage.get(shared.locale) ?? withOwn(shared, ownWords(playbook));
  byLanguage.set(shared.locale, made);
  return made;
}

/** The own texts of a playbook by the keys that the catalogue has them under. */
export function ownWords(playbook: Playbook): OwnWords {
  const { id, words: named, variants = [], phases, facts, letters = {} } = playbook;
  return new Map([
    ...entries(`playbook.${id}`, { name: named?.name, hint: named?.hint }),
    ...variants.flatMap((one) =>
      entries(`playbook.${id}.variant.${one.id}`, { name: one.words?.name, hint: one.words?.hint }),
    ),
    ...phases.flatMap((phase) => [
      ...entries(`phase.${phase.id}`, { title: phase.words?.title, short: phase.words?.short ?? phase.words?.title }),
      ...phase.steps.flatMap(wordsOfStep),
    ]),
    ...Object.entries(facts).flatMap(([fact, { words: own }]) => [
      ...entries('fact', { [fact]: own?.text }),
      ...entries(`fact.${fact}`, { label: own?.label, question: own?.question }),
    ]),
    ...Object.entries(letters).flatMap(([key, { title, body }]) => entries(`letter.${key}`, { title, body })),
  ]);
}

/** `{customer}` is filled in; what is not known stays as it was written. The text itself is made harmless for a card. */
function fill(text: string, params: Params = {}): string {
  return text
    .split('\n')
    .map((line) => plain(line, LONGEST).replace(PLACE, (place, name: string) => String(params[name] ?? place)))
    .join('\n');
}

const LONGEST = 5000;
const PLACE = /\{([a-zA-Z]+)\}/gu;
/** Lists are taken whole: two own lines in place of three shared ones are two lines. */
const NUMBERED = /^(step\.[^.]+\.(?:how|ready|never))\.\d+$/u;

function withOwn(shared: Words, own: OwnWords): Words {
  if (own.size === 0) return shared;
  const isOwn = (key: string): boolean => {
    const list = NUMBERED.exec(key)?.[1];
    return own.has(key) || (list !== undefined && own.has(`${list}.1`));
  };
  return {
    ...shared,
    has: (key) => (isOwn(key) ? own.has(key) : shared.has(key)),
    t: (key, params) => {
      const text = own.get(key);
      return text === undefined ? shared.t(key, params) : fill(text, params);
    },
  };
}

function wordsOfStep({ id, words: own }: Step): readonly (readonly [string, string])[] {
  if (own === undefined) return [];
  const { title, ask, field, why, check, alarm, planB, how, ready, never, option, item, outcome, optionWhy = {} } = own;
  const key = `step.${id}`;
  return [
    ...entries(key, { title, ask, field, why, check, alarm, planB }),
    ...Object.entries({ how, ready, never }).flatMap(([part, lines = []]) =>
      lines.map((line, at) => [`${key}.${part}.${at + 1}`, line] as const),
    ),
    ...Object.entries(optionWhy).map(([one, text]) => [`${key}.option.${one}.why`, text] as const),
    ...Object.entries({ option, item, outcome }).flatMap(([part, texts = {}]) => entries(`${key}.${part}`, texts)),
  ];
}

function entries(
  key: string,
  texts: Readonly<Record<string, string | undefined>>,
): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([part, text]) =>
    text === undefined ? [] : [[`${key}.${part}`, text] as const],
  );
}
