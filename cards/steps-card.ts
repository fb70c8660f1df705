/** All steps by phase: who, when, and what proves it. A step asked per line is one row, however many lines there are. */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { progress } from '../changeover/steps.ts';
import { dateIn } from '../changeover/working-time.ts';
import type { Content, Reader } from './content.ts';
import { personName, sideName, type TextOf } from './names.ts';
import { card, columns, container, content, type Element, header, press, subheading, textBlock } from './parts.ts';
import { phaseTitle } from './step-words.ts';
import { playbookWords } from './playbook-words.ts';
import { plain, type Words } from './text.ts';
import { type StepItem, stepItems } from './view.ts';

interface Drawing {
  readonly w: Words;
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly reader: Reader;
  readonly text: TextOf;
}

/** Steps that do not apply are left out. */
export function stepsCard(
  changeover: Changeover,
  playbook: Playbook,
  reader: Reader,
  now: Instant,
  text: TextOf,
): Content {
  const w = playbookWords(reader.locale, playbook);
  const items = stepItems(changeover, playbook, reader, now, text);
  const count = progress(changeover, playbook, now);
  const drawing = { w, changeover, playbook, reader, text };
  const body = [
    header(w.t('steps.title'), w.t('steps.subtitle', { ...count })),
    ...playbook.phases.flatMap((phase, index) =>
      phaseRows(
        drawing,
        phase.id,
        items.filter((item) => item.phase === phase.id),
        index,
      ),
    ),
  ];
  const data = { changeover: changeover.id };
  const actions = [press('status', w.t('button.status'), data), press('why', w.t('button.why'), data)];
  return content(card(body, actions), w.t('steps.summary', { ...count }));
}

function phaseRows(drawing: Drawing, phase: string, items: readonly StepItem[], index: number): readonly Element[] {
  if (items.length === 0) return [];
  const groups = [...new Set(items.map((item) => item.id))].map((id) => items.filter((item) => item.id === id));
  const title = `${index + 1}. ${phaseTitle(drawing.w, phase)}`;
  return [
    subheading(title, { spacing: 'medium', hasSeparator: true }),
    ...groups.map((group) => rowOf(drawing, group)),
  ];
}

const SIGNS = { done: '✓', open: '●', checking: '◔', blocked: '○', notApplicable: '○', skipped: '–' } as const;

/** A row stands for one step, or for the same step of several lines: then for the least advanced of them. */
function rowOf(drawing: Drawing, group: readonly StepItem[]): Element {
  const { w } = drawing;
  const first =
    group.find((item) => item.status === 'open') ?? group.find((item) => item.status !== 'done') ?? group[0];
  if (!first) return container([]);
  const isWaiting = first.status === 'blocked';
  const done = group.filter((item) => item.status === 'done').length;
  const several = group.length > 1 ? [w.t('steps.row.several', { done, all: group.length })] : [];
  const details = [...several, detailsOf(drawing, first)].join(' · ');
  const tone = first.isLate ? ('attention' as const) : ('accent' as const);
  return columns(
    [
      {
        width: '24px',
        items: [textBlock(SIGNS[first.status], isWaiting ? { isSubtle: true } : { tone, isBold: true })],
      },
      {
        width: 'stretch',
        spacing: 'small',
        items: [
          textBlock(w.t(`step.${first.id}.title`), { isBold: first.status === 'open', isSubtle: isWaiting }),
          textBlock(details, { size: 'small', spacing: 'none', ...(first.isLate ? { tone } : { isSubtle: true }) }),
        ],
      },
    ],
    { spacing: 'small' },
  );
}

function detailsOf(drawing: Drawing, item: StepItem): string {
  const { w } = drawing;
  if (item.status === 'done') return doneWords(drawing, item);
  if (item.status === 'skipped') return skippedWords(drawing, item);
  const who = whoOf(drawing, item);
  const date = item.dueOn === undefined ? '' : w.date(item.dueOn);
  if (item.status === 'checking') return w.t('steps.row.checking', { who });
  const optional = item.isOptional ? [w.t('steps.row.optional')] : [];
  const answered =
    item.lastAnswer === 'notYet' || item.lastAnswer === 'help' ? [w.t(`steps.row.${item.lastAnswer}`)] : [];
  if (item.status === 'blocked') return [w.t('steps.row.blocked', { who }), ...optional].join(' · ');
  if (item.isLate) return [w.t('steps.row.late', { who, date }), ...answered].join(' · ');
  const open = item.dueOn === undefined ? w.t('steps.row.open', { who }) : w.t('steps.row.openDue', { who, date });
  return [open, ...optional, ...answered].join(' · ');
}

/** "Done by Alex on 3 March 2026 · with number 4711". */
function doneWords({ w, changeover, reader, text }: Drawing, { view }: StepItem): string {
  const { doneAt, doneBy, doneKind, referenceRef } = view.record ?? {};
  const date = doneAt === undefined ? '' : w.date(dateIn(reader.zone, doneAt));
  const who = doneBy && personName(changeover, doneBy, text, reader.locale);
  const done = who === undefined ? w.t('steps.row.done', { date }) : w.t('steps.row.doneBy', { who, date });
  if (doneKind === undefined || doneKind === 'word') return done;
  if (doneKind === 'reported' && who === undefined) return `${done} · ${w.t('evidence.page')}`;
  if (doneKind !== 'reference') return `${done} · ${w.t(`evidence.${doneKind}`)}`;
  const reference = text(referenceRef);
  const proof =
    reference === undefined
      ? w.t('evidence.referenceErased')
      : w.t('evidence.reference', { reference: plain(reference, 40) });
  return `${done} · ${proof}`;
}

/** "Left out by Megan on 3 March 2026: Kim does it elsewhere". */
function skippedWords({ w, changeover, reader, text }: Drawing, { view }: StepItem): string {
  const { skippedAt, skippedBy, skipReasonRef } = view.record ?? {};
  const date = skippedAt === undefined ? '' : w.date(dateIn(reader.zone, skippedAt));
  const reason = text(skipReasonRef);
  return w.t(reason === undefined ? 'steps.row.skipped' : 'steps.row.skippedWhy', {
    who: personName(changeover, skippedBy, text, reader.locale),
    date,
    reason: plain(reason ?? '', 120),
  });
}

function whoOf({ w, changeover, playbook, text }: Drawing, { side }: StepItem): string {
  return sideName(w, changeover, playbook, side, text);
}
