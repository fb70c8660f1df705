import type { Content } from './content.ts';
import {
  bullets,
  card,
  container,
  content,
  dialog,
  header,
  remark,
  submit,
  subheading,
  textBlock,
  type Element,
} from './parts.ts';
import { words, type Words } from './text.ts';

export interface GreetingReader {
  readonly locale: string;
  /** `personal` greets a customer, `channel` the partner's technicians. */
  readonly place: 'personal' | 'channel';
}

/** The first thing said in a conversation: what this is, what it does and when, what it never asks for, how to begin. */
export function greetingCard({ locale, place }: GreetingReader): Content {
  const w = words(locale);
  return place === 'personal' ? customerGreeting(w) : technicianGreeting(w);
}

function customerGreeting(w: Words): Content {
  const body: readonly Element[] = [
    header(w.t('greeting.title'), w.t('greeting.program')),
    textBlock(w.t('greeting.customer.what')),
    bullets([w.t('greeting.customer.steps'), w.t('greeting.customer.warn'), w.t('greeting.customer.when')]),
    container([textBlock(w.t('greeting.never'), { isBold: true })], { style: 'emphasis' }),
    subheading(w.t('greeting.customer.begin')),
    codeInput(w),
    remark(w.t('greeting.customer.partner')),
  ];
  const actions = [
    submit('join', w.t('greeting.button.join'), {}, { style: 'positive' }),
    submit('help', w.t('greeting.button.help'), {}, { ignoresInputs: true }),
  ];
  return content(card(body, actions), w.t('greeting.customer.summary'));
}

function technicianGreeting(w: Words): Content {
  const body: readonly Element[] = [
    header(w.t('greeting.title'), w.t('greeting.program')),
    textBlock(w.t('greeting.partner.what')),
    subheading(w.t('greeting.partner.begin')),
    textBlock(w.t('greeting.partner.new')),
    bullets([w.t('greeting.partner.board'), w.t('greeting.partner.remind'), w.t('greeting.partner.mention')]),
    remark(w.t('greeting.never')),
  ];
  const actions = [
    dialog('new', w.t('greeting.button.new'), { style: 'positive' }),
    submit('help', w.t('greeting.button.help')),
  ];
  return content(card(body, actions), w.t('greeting.partner.summary'));
}

/** The code is checked by the door, never here: a wrong one gets a clear answer in the chat. */
function codeInput(w: Words): Element {
  return {
    type: 'Input.Text',
    id: 'code',
    label: w.t('greeting.code.label'),
    placeholder: w.t('greeting.code.placeholder'),
    maxLength: 200,
  };
}
