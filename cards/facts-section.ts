/** Links, numbers and rules from the playbook's data, with what is not sure about them and the question to ask. */
import type { Instant, PlainDate } from '../changeover/changeover.ts';
import type { Fact, Playbook } from '../changeover/playbook.ts';
import { dateIn, daysBetween, isDate } from '../changeover/working-time.ts';
import {
  type Action,
  actionSet,
  bullets,
  container,
  type Element,
  factSet,
  openUrl,
  remark,
  showCard,
  textBlock,
} from './parts.ts';
import type { Params, Words } from './text.ts';

export interface FactItem {
  readonly id: string;
  readonly fact: Fact;
  /** Not read in Microsoft's own documentation, or read too long ago. */
  readonly isUnsure: boolean;
}

/** Days after which a fact is to be asked for again. */
const FRESH_DAYS = 180;

/** The facts with these ids, in their order; an id that the playbook does not know is left out. */
export function factItems(playbook: Playbook, ids: readonly string[], now: Instant): readonly FactItem[] {
  const today = dateIn('UTC', now);
  return ids.flatMap((id) => {
    const fact = playbook.facts[id];
    return fact ? [{ id, fact, isUnsure: isUnsure(fact, today) }] : [];
  });
}

export function isUnsure(fact: Pick<Fact, 'sureness' | 'asOf'>, today: PlainDate): boolean {
  return fact.sureness !== 'R' || daysBetween(fact.asOf, today) > FRESH_DAYS;
}

/** Where to go and whom to call: one button per address, one line per number. */
export function linksSection(w: Words, items: readonly FactItem[]): readonly Element[] {
  const phones = items
    .filter(({ fact }) => fact.kind === 'phone')
    .map(({ id, fact, isUnsure: asks }) => {
      return [w.t(`fact.${id}.label`), asks ? w.t('fact.notChecked', { value: fact.now }) : fact.now] as const;
    });
  const addresses = [...new Set(items.filter(({ fact }) => fact.kind === 'link').map(({ fact }) => fact.now))];
  const links = addresses.map((url) => openUrl(w.t('fact.open', { address: new URL(url).host }), url));
  return [
    ...(phones.length > 0 ? [factSet(phones)] : []),
    ...(links.length > 0 ? [actionSet(links, { spacing: 'medium' })] : []),
  ];
}

/** Every fact in a sentence, source by source: where they come from, when that was read and how sure it is. */
export function sourcesSection(w: Words, items: readonly FactItem[], params: Params): readonly Element[] {
  const bySource = Map.groupBy(items, ({ fact }) => `${fact.source} ${fact.asOf} ${fact.sureness}`);
  return [...bySource.values()].flatMap((group) => {
    const first = group[0];
    if (!first) return [];
    const { source, asOf, sureness } = first.fact;
    const origin = w.t('fact.source', { source, date: w.date(asOf), sureness: w.t(`fact.sureness.${sureness}`) });
    return [bullets(group.map(({ id, fact }) => factWords(w, id, fact, params))), remark(origin, { spacing: 'small' })];
  });
}

/** What is not sure, with the exact questions to put to Microsoft. */
export function unsureSection(w: Words, questions: readonly string[]): readonly Element[] {
  if (questions.length === 0) return [];
  return [
    container(
      [
        textBlock(w.t('fact.unsure.title'), { isBold: true }),
        remark(w.t('fact.unsure'), { spacing: 'none' }),
        bullets(questions, '?'),
      ],
      {
        style: 'emphasis',
        spacing: 'medium',
      },
    ),
  ];
}

/** The same folded away behind a button, for a card that asks something else. */
export function unsureButton(w: Words, questions: readonly string[]): readonly Action[] {
  if (questions.length === 0) return [];
  const title = w.t('fact.unsure.button', { count: questions.length });
  return [showCard(title, [remark(w.t('fact.unsure')), bullets(questions, '?')], [])];
}

/** The questions of the facts that are not sure, each once. */
export function questionsOf(w: Words, items: readonly FactItem[], params: Params): readonly string[] {
  const asked = items.flatMap(({ id, fact, isUnsure: asks }) =>
    asks ? [w.t(fact.question ?? `fact.${id}.question`, params)] : [],
  );
  return [...new Set(asked)];
}

function factWords(w: Words, id: string, fact: Fact, params: Params): string {
  return w.t(`fact.${id}`, { ...params, now: isDate(fact.now) ? w.date(fact.now) : fact.now });
}
