/** What a kind of changeover says first of all: facts that decide whether it is the right one. */
import type { Instant } from '../changeover/changeover.ts';
import { variantOf } from '../changeover/asks.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { Content } from './content.ts';
import { factItems, questionsOf, sourcesSection, unsureButton } from './facts-section.ts';
import { actionSet, card, content, type Element, header, remark } from './parts.ts';
import { playbookWords } from './playbook-words.ts';
import type { Params, Words } from './text.ts';

export interface Intro {
  readonly locale: string;
  readonly playbook: Playbook;
  readonly variant: string | undefined;
  readonly now: Instant;
  readonly params: Params;
}

/** The playbook's name and hint, its facts with their sources, and the questions that are still to be put to Microsoft. */
export function introSection({ locale, playbook, variant, now, params }: Intro): readonly Element[] {
  const w = playbookWords(locale, playbook);
  const ids = [...(playbook.intro ?? []), ...(variantOf(playbook, variant)?.intro ?? [])];
  const items = factItems(playbook, [...new Set(ids)], now);
  if (items.length === 0) return [];
  const named = { ...unnamed(w), ...params };
  const unsure = unsureButton(w, questionsOf(w, items, named));
  return [
    remark(courseTitle(locale, playbook, variant)),
    ...sourcesSection(w, items, named),
    ...(unsure.length > 0 ? [actionSet(unsure)] : []),
  ];
}

/** What facts and questions name while nothing is known of the customer yet. */
function unnamed(w: Words): Params {
  return {
    customer: w.t('intro.customer'),
    partner: w.t('intro.partner'),
    domain: w.t('intro.domain'),
    product: w.t('intro.product'),
    renewsOn: w.t('intro.day'),
  };
}

/** The same as a card of its own, for somebody who has just joined; undefined where there is nothing to say. */
export function introCard(intro: Intro): Content | undefined {
  const section = introSection(intro);
  const title = courseTitle(intro.locale, intro.playbook, intro.variant);
  return section.length === 0 ? undefined : content(card([header(title), ...section.slice(1)]), title);
}

/** "Reseller to reseller: buy new and let the old one lapse". */
export function courseTitle(locale: string, playbook: Playbook, variant: string | undefined): string {
  const w = playbookWords(locale, playbook);
  const name = w.t(`playbook.${playbook.id}.name`);
  if (variant === undefined) return name;
  return w.t('switch.variant', { name, variant: w.t(`playbook.${playbook.id}.variant.${variant}.name`) });
}
