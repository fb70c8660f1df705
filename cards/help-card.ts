import type { Content } from './content.ts';
import { helpGroups, type HelpFor, type HelpGroup } from './help-words.ts';
import {
  card,
  columns,
  container,
  content,
  dialog,
  header,
  remark,
  subheading,
  submit,
  textBlock,
  type Element,
} from './parts.ts';
import { words, type Words } from './text.ts';
import type { Verb } from './verbs.ts';

export interface HelpReader {
  readonly locale: string;
  readonly who: HelpFor;
  /** True while a question is open: how to answer it and how to leave it is said first. */
  readonly isAsked: boolean;
}

/** What can be typed, in plain words; every word has a button elsewhere, so nothing has to be remembered. */
export function helpCard({ locale, who, isAsked }: HelpReader): Content {
  const w = words(locale);
  const groups = helpGroups(who);
  const body: readonly Element[] = [
    header(w.t('help.title'), w.t(`help.${who}.subtitle`)),
    ...(isAsked ? [answering(w)] : []),
    ...groups.map((group) => groupOf(w, group, groups.length > 1)),
    remark(w.t('greeting.never')),
  ];
  return content(card(body, who === 'stranger' ? [] : goOn(w, who)), w.t(`help.${who}.summary`));
}

/** The word that is told of a verb: the one that the help has for it, else the first that is understood. */
export function helpWord(w: Words, verb: Verb): string {
  const own = `help.${verb}.type`;
  return w.has(own) ? w.t(own) : (w.t(`verb.${verb}.words`).split('|')[0] ?? verb);
}

function groupOf(w: Words, { name, rows, also }: HelpGroup, isHeaded: boolean): Element {
  const others = also.map((verb) => helpWord(w, verb));
  return container([
    ...(isHeaded ? [subheading(w.t(`help.group.${name}`))] : []),
    ...rows.map((verb) => row(helpWord(w, verb), w.t(`help.${verb}.does`))),
    ...(others.length > 0 ? [remark(w.t('help.also', { words: others.join(' · ') }), { spacing: 'small' })] : []),
  ]);
}

function goOn(w: Words, who: HelpFor) {
  const status = submit('status', w.t('help.button.status'));
  return who === 'partner'
    ? [dialog('new', w.t('greeting.button.new')), status]
    : [submit('next', w.t('help.button.next')), status];
}

function answering(w: Words): Element {
  const answers = ['done', 'notYet', 'needHelp', 'cancel'].map((word) =>
    row(w.t(`help.${word}.type`), w.t(`help.${word}.does`)),
  );
  return container([textBlock(w.t('help.asked'), { isBold: true }), ...answers], {
    style: 'emphasis',
    spacing: 'medium',
  });
}

function row(type: string, does: string): Element {
  return columns(
    [
      { items: [textBlock(type, { isBold: true })], width: '120px' },
      { items: [textBlock(does)], width: 'stretch' },
    ],
    { spacing: 'small' },
  );
}
