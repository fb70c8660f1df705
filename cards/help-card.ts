import type { Content } from './content.ts';
import { card, columns, container, content, dialog, header, remark, submit, textBlock, type Element } from './parts.ts';
import { words, type Words } from './text.ts';

/** `stranger`: a person who has joined nothing yet. */
export type HelpFor = 'stranger' | 'customer' | 'partner';

export interface HelpReader {
  readonly locale: string;
  readonly who: HelpFor;
  /** True while a question is open: how to answer it and how to leave it is said first. */
  readonly isAsked: boolean;
}

/** The words worth knowing, the most useful first; each has `help.<word>.type` and `help.<word>.does`. */
const WORDS: Readonly<Record<HelpFor, readonly string[]>> = {
  stranger: ['join', 'mail'],
  customer: [
    'next',
    'status',
    'steps',
    'why',
    'snooze',
    'reminders',
    'quiet',
    'real',
    'mail',
    'object',
    'oldEnded',
    'licences',
    'contacts',
    'course',
    'history',
    'forget',
  ],
  partner: [
    'new',
    'board',
    'import',
    'limit',
    'status',
    'next',
    'steps',
    'why',
    'correct',
    'record',
    'callOff',
    'snooze',
    'reminders',
    'quiet',
    'licences',
    'contacts',
    'course',
    'history',
    'forget',
  ],
};

/** What can be typed, in plain words; every word has a button elsewhere, so nothing has to be remembered. */
export function helpCard({ locale, who, isAsked }: HelpReader): Content {
  const w = words(locale);
  const body: readonly Element[] = [
    header(w.t('help.title'), w.t(`help.${who}.subtitle`)),
    ...(isAsked ? [answering(w)] : []),
    container(WORDS[who].map((word) => row(w, word))),
    remark(w.t('greeting.never')),
  ];
  return content(card(body, who === 'stranger' ? [] : goOn(w, who)), w.t(`help.${who}.summary`));
}

function goOn(w: Words, who: HelpFor) {
  const status = submit('status', w.t('help.button.status'));
  return who === 'partner'
    ? [dialog('new', w.t('greeting.button.new')), status]
    : [submit('next', w.t('help.button.next')), status];
}

function answering(w: Words): Element {
  const answers = ['done', 'notYet', 'needHelp', 'cancel'].map((word) => row(w, word));
  return container([textBlock(w.t('help.asked'), { isBold: true }), ...answers], {
    style: 'emphasis',
    spacing: 'medium',
  });
}

function row(w: Words, word: string): Element {
  return columns(
    [
      { items: [textBlock(w.t(`help.${word}.type`), { isBold: true })], width: '120px' },
      { items: [textBlock(w.t(`help.${word}.does`))], width: 'stretch' },
    ],
    { spacing: 'small' },
  );
}
