/** What stands beside the course of things on the status card: a pause, and cases that are open at Microsoft. */
import { dateIn } from '../changeover/working-time.ts';
import { actionSet, container, type Element, press, remark, textBlock } from './parts.ts';
import type { Words } from './text.ts';
import type { CaseItem, StatusView } from './view.ts';

export function courseSection(w: Words, view: StatusView): readonly Element[] {
  return [...pauseBox(w, view), ...view.cases.map((one) => caseBox(w, view, one))];
}

function pauseBox(w: Words, view: StatusView): readonly Element[] {
  const { pause, reader } = view;
  if (pause === undefined) return [];
  const since = { who: pause.who, since: w.date(dateIn(reader.zone, pause.at)) };
  const said =
    pause.until === undefined
      ? w.t('status.paused', since)
      : w.t('status.pausedUntil', { ...since, until: w.dateTime(pause.until, reader.zone) });
  return [
    container(
      [
        textBlock(said, { isBold: true }),
        ...(pause.reason === undefined ? [] : [textBlock(pause.reason)]),
        remark(w.t('status.pausedMeans')),
        actionSet([press('resume', w.t('button.resume'), { changeover: view.id, seen: view.version })]),
      ],
      { style: 'emphasis', spacing: 'medium' },
    ),
  ];
}

function caseBox(w: Words, view: StatusView, { number, reference, on }: CaseItem): Element {
  const params = { on: w.date(on), reference: reference ?? '' };
  const close = { changeover: view.id, seen: view.version, number };
  return container(
    [
      textBlock(w.t(reference === undefined ? 'status.caseErased' : 'status.case', params)),
      actionSet([press('closeCase', w.t('button.closeCase'), close)]),
    ],
    { style: 'emphasis', spacing: 'medium' },
  );
}
