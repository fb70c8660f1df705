/**
 * The one route by which an old subscription is stopped or ended, step by step. It is drawn only while the guard of the
 * act is open: before that there is no instruction, no link and no number.
 */
import { routeOf, ROUTE_TABLE, type Route, type RouteId } from '../changeover/cancel-route.ts';
import type { Changeover, Instant, Line, PlainDate } from '../changeover/changeover.ts';
import type { Act } from '../changeover/commands.ts';
import { actOf, guardOf } from '../changeover/guard-of.ts';
import { todayOf } from '../changeover/old-over.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { StepView } from '../changeover/steps.ts';
import { isUnsure } from './facts-section.ts';
import { bullets, container, type Element, numbered, remark, subheading, textBlock } from './parts.ts';
import { numberedWords } from './step-words.ts';
import type { Params, Words } from './text.ts';

export interface RouteView {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly view: Pick<StepView, 'step' | 'line'>;
  readonly now: Instant;
  /** Of the step; see `stepParams`. */
  readonly params: Params;
}

/** The route as its words need it. */
export interface RouteFound {
  readonly route: Route;
  readonly key: string;
  readonly line: Line;
  readonly today: PlainDate;
  readonly params: Params;
}

/** Nothing for a step without an act, and nothing while its guard is shut. */
export function routeOfStep({ changeover, playbook, view, now, params }: RouteView): RouteFound | undefined {
  const act = actOf(view.step.effect);
  const { line } = view;
  if (act === undefined || !line || guardOf(act, changeover, playbook, line, now) !== undefined) return undefined;
  const today = todayOf(changeover, now);
  const route = routeOf(line, today);
  return { route, key: routeKey(act, route.id), line, today, params };
}

/** What it is, who may do it, until when, step by step, what to have ready and what never to click. */
export function routeSection(w: Words, found: RouteFound | undefined): readonly Element[] {
  if (!found) return [];
  const { route, key, params } = found;
  const ready = numberedWords(w, `${key}.ready`, params);
  const never = numberedWords(w, `${key}.never`, params);
  return [
    container(
      [
        textBlock(w.t(`${key}.title`, params), { isBold: true }),
        remark(w.t(`${key}.who`, params), { spacing: 'none' }),
        ...(route.lastDayOn === undefined ? [] : [lastDay(w, route.lastDayOn)]),
        numbered(numberedWords(w, `${key}.how`, params)),
      ],
      { style: 'emphasis', spacing: 'medium' },
    ),
    ...(ready.length > 0 ? [subheading(w.t('question.ready')), bullets(ready)] : []),
    ...(never.length > 0
      ? [subheading(w.t('question.never'), { tone: 'attention' }), bullets(never, '✗', 'attention')]
      : []),
  ];
}

/** The question to ask where the route's row was not read at its source, or rests on something unknown about the line. */
export function routeQuestions(w: Words, found: RouteFound | undefined): readonly string[] {
  if (!found) return [];
  const { route, line, today, params } = found;
  const row = ROUTE_TABLE.find((one) => one.id === route.row);
  const asks = route.asksPerson || (row !== undefined && isUnsure(row, today));
  return asks ? [w.t(`route.question.${line.billingAccount}`, params)] : [];
}

/**
 * Whose words apply: ending has its own for each route; stopping the renewal differs only by who can do it; undoing is
 * always the selling partner's.
 */
function routeKey(act: Act, route: RouteId): string {
  if (act === 'endNow') return `route.end.${route}`;
  if (act === 'undoNew') return 'route.undo';
  if (route === 'partnerAtTermEnd' || route === 'partnerWithinWindow') return 'route.stop.partner';
  return route === 'licensingPartner' ? 'route.stop.licensing' : 'route.stop.portal';
}

function lastDay(w: Words, day: PlainDate): Element {
  return textBlock(w.t('route.lastDay', { date: w.date(day) }), { isBold: true, spacing: 'small' });
}
