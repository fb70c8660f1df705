import type { Instant } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import { actionSet, card, container, content, header, submit, textBlock, type Element } from './parts.ts';
import { words } from './text.ts';

/** A step that rests on a word that can be taken back. */
export interface ReportedStep {
  readonly step: string;
  readonly line?: string;
  readonly title: string;
  readonly at?: Instant;
}

export interface ObjectView {
  readonly locale: string;
  readonly zone: string;
  /** `object`: what the partner wrote down as the customer's word; `undo`: what one said oneself. */
  readonly what: 'object' | 'undo';
  readonly changeover: string;
  /** The version that is shown: makes a repeated press one command. */
  readonly seen: number;
  readonly steps: readonly ReportedStep[];
}

/** Words that can be taken back, each with a button that does. */
export function objectCard(view: ObjectView): Content {
  const w = words(view.locale);
  const row = ({ step, line, title, at }: ReportedStep): Element => {
    const when =
      at === undefined
        ? []
        : [
            textBlock(w.t(`${view.what}.when`, { date: w.dateTime(at, view.zone) }), {
              isSubtle: true,
              spacing: 'none',
            }),
          ];
    const data = { changeover: view.changeover, step, seen: view.seen, ...(line !== undefined && { line }) };
    const button = actionSet([submit(view.what, w.t(`${view.what}.button`), data)]);
    return container([textBlock(title, { isBold: true }), ...when, button], { hasSeparator: true });
  };
  const reason: Element = {
    type: 'Input.Text',
    id: 'reason',
    label: w.t('object.reason'),
    maxLength: 500,
    isMultiline: true,
  };
  const body = [header(w.t(`${view.what}.title`), w.t(`${view.what}.subtitle`)), ...view.steps.map(row), reason];
  return content(card(body), w.t(`${view.what}.summary`, { count: view.steps.length }));
}
