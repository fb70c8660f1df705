/** The licence move: what would change, how it goes, how it ended, each with what can be done next. */
import type { Instant, Zone } from '../changeover/changeover.ts';
import { CONFLICT_CODES } from '../changeover/licence-conflicts.ts';
import { KEEP } from '../changeover/licence-pairs.ts';
import type { LicenceMove } from '../changeover/licence-move.ts';
import type { PairSummary, PlanSummary } from '../changeover/licence-plan.ts';
import type { ConsentPurpose } from '../changeover/tenant-link.ts';
import type { Content } from './content.ts';
import { countSection, type WithoutView } from './licence-count-section.ts';
import { earlierMoves } from './licence-earlier.ts';
import { licenceGauge, type LicenceCounts } from './licence-gauge.ts';
import { serviceNames, skuName } from './licence-names.ts';
import { whyOf } from './licence-why.ts';
import {
  actionSet,
  type Action,
  bullets,
  card,
  container,
  content,
  type Element,
  header,
  press,
  remark,
  showCard,
  submit,
  subheading,
  textBlock,
} from './parts.ts';
import { plain, words, type Words } from './text.ts';
import type { Verb } from './verbs.ts';

export interface LicenceView {
  readonly locale: string;
  readonly zone: Zone;
  readonly changeover: string;
  readonly domain: string;
  readonly isCustomer: boolean;
  readonly move?: LicenceMove;
  readonly counts?: LicenceCounts;
  /** Moves that were begun before it. */
  readonly earlier?: readonly LicenceMove[];
  /** Moves that the reader may put back. */
  readonly back?: readonly string[];
  /** Users counted after an end. */
  readonly counted?: Pick<WithoutView, 'count' | 'users'>;
  /** False: nobody can move licences here. */
  readonly canMove?: boolean;
  /** What an administrator has to allow before it can go on. */
  readonly lacks?: ConsentPurpose;
  /** The tenant is looked at once the move has ended. */
  readonly looksItself?: boolean;
  /** Files to take along; absent where this installation has no address of its own. */
  readonly hasFiles?: boolean;
}

export function licenceCard(view: LicenceView): Content {
  const w = words(view.locale);
  const { move } = view;
  const title = w.t('licences.title');
  const counted = view.counted ? countSection(w, { ...view.counted, zone: view.zone }) : [];
  const moves = view.canMove === false ? [textBlock(w.t('licences.noMove'))] : bodyOf(w, view);
  const body = [header(title, view.domain), ...counted, ...moves, ...earlierMoves(w, view)];
  const actions = view.canMove === false ? [] : actionsOf(w, view);
  return content(card(body, actions), `${title}: ${w.t(`licences.state.${move?.state ?? 'none'}`)}`);
}

function bodyOf(w: Words, view: LicenceView): readonly Element[] {
  const { move } = view;
  if (move === undefined) {
    return [textBlock(w.t('licences.intro')), remark(w.t('licences.intro.safe')), ...consentPart(w, view)];
  }
  switch (move.state) {
    case 'reading':
      return [textBlock(w.t('licences.reading'))];
    case 'asking':
      return questionBody(w, view, move);
    case 'unread':
      return [heldBox(w, view, move)];
    case 'planned':
      return planBody(w, view, move);
    case 'running':
    case 'paused':
    case 'stopped':
    case 'done':
      return progressBody(w, view, move);
  }
}

/** The choices come from the tenant; nothing typed is believed: the reading looks for the products again. */
function questionBody(w: Words, { changeover }: LicenceView, { id, question }: LicenceMove): readonly Element[] {
  const { olds = [], choices = [], staysSame = false } = question ?? {};
  if (olds.length === 0) return [textBlock(w.t('licences.noneHeld'))];
  const offered = choices.map(({ skuId, partNumber, free }) => ({
    value: skuId,
    title: w.t('licences.choice', { name: skuName(skuId, partNumber), free }),
  }));
  const keep = { value: KEEP, title: w.t('licences.keep') };
  const read = submit('readLicences', w.t('licences.button.plan'), { changeover, move: id }, { style: 'positive' });
  return [
    textBlock(w.t('licences.asking')),
    ...(staysSame ? [remark(w.t('licences.staysSame'))] : []),
    ...olds.map((old, i): Element => ({
      type: 'Input.ChoiceSet',
      id: `to${i}`,
      label: w.t('licences.old', { name: skuName(old.skuId, old.partNumber), used: old.used }),
      style: 'compact',
      choices: [keep, ...offered.filter(({ value }) => value !== old.skuId)],
      value: old.suggested ?? KEEP,
    })),
    actionSet([read]),
  ];
}

function planBody(w: Words, view: LicenceView, { plan, plannedAt }: LicenceMove): readonly Element[] {
  if (plan === undefined) return [];
  const nobody = plan.users === 0 ? [textBlock(w.t('licences.nobody'), { isBold: true })] : [];
  return [
    textBlock(w.t('licences.dryRun'), { isBold: true }),
    ...plan.pairs.flatMap((pair) => pairPart(w, pair)),
    ...nobody,
    ...conflictPart(w, plan),
    ...(plan.doubled ? [remark(w.t('licences.doubled', { count: plan.doubled }))] : []),
    ...(plan.blocked > 0 ? [remark(w.t('licences.blocked', { count: plan.blocked }))] : []),
    remark(w.t('licences.neverWithout')),
    ...asOf(w, plannedAt, view.zone),
    ...(view.isCustomer ? [] : [remark(w.t('licences.customerStarts'))]),
    ...consentPart(w, view),
  ];
}

function pairPart(w: Words, pair: PairSummary): readonly Element[] {
  const { from, to, fromName, toName, users: count, free } = pair;
  const services = (key: 'lost' | 'gained', names: readonly string[]): readonly Element[] =>
    names.length === 0 ? [] : [remark(w.t(`licences.${key}`, { services: plain(w.list(serviceNames(names)), 600) }))];
  return [
    container(
      [
        textBlock(w.t('licences.pair', { from: plain(skuName(from, fromName)), to: plain(skuName(to, toName)) }), {
          isBold: true,
        }),
        textBlock(w.t('licences.pair.count', { count, free }), { spacing: 'none' }),
        ...services('lost', pair.lost),
        ...services('gained', pair.gained),
      ],
      { style: 'emphasis', spacing: 'small' },
    ),
  ];
}

function conflictPart(w: Words, { conflicts, about = {} }: PlanSummary): readonly Element[] {
  const items = CONFLICT_CODES.flatMap((code) => {
    const count = conflicts[code] ?? 0;
    if (count === 0) return [];
    return [`${whyOf(w, code, count, about[code])} ${w.t(`licences.mend.${code}`)}`];
  });
  return items.length === 0 ? [] : [subheading(w.t('licences.conflicts')), bullets(items, '⚠', 'attention')];
}

function progressBody(w: Words, view: LicenceView, move: LicenceMove): readonly Element[] {
  const { counts } = view;
  const failures = (counts?.failures ?? []).map(({ name, code, about }) =>
    w.t('licences.failure', {
      name: plain(name),
      why: whyOf(w, code, 1, about),
      mend: w.t(`licences.mend.${code}`),
    }),
  );
  const more = (counts?.failed ?? 0) - failures.length;
  const isAwaited = move.state === 'done' && move.way === 'forth' && view.looksItself && !view.counted;
  return [
    textBlock(w.t(`licences.way.${move.way}.${move.state}`), { isBold: true }),
    ...(counts ? licenceGauge(w, counts, move.way) : []),
    ...(move.why === undefined ? [] : [heldBox(w, view, move)]),
    ...(failures.length === 0 ? [] : [subheading(w.t('licences.failures')), bullets(failures, '✗', 'attention')]),
    ...(more > 0 ? [remark(w.t('licences.failures.more', { count: more }))] : []),
    ...(isAwaited ? [remark(w.t('licences.looksItself'))] : []),
    ...(counts && counts.left > 0 ? [remark(w.t('licences.left', { count: counts.left }))] : []),
  ];
}

function heldBox(w: Words, view: LicenceView, { why = 'refused' }: LicenceMove): Element {
  return container([textBlock(w.t(`licences.why.${why}`))], { style: 'warning', spacing: 'small' });
}

function consentPart(w: Words, { lacks }: LicenceView): readonly Element[] {
  return lacks === undefined ? [] : [remark(w.t(`licences.consent.${lacks}`))];
}

function asOf(w: Words, at: Instant | undefined, zone: Zone): readonly Element[] {
  return at === undefined ? [] : [remark(w.t('licences.asOf', { at: w.dateTime(at, zone) }))];
}

function actionsOf(w: Words, view: LicenceView): readonly Action[] {
  const { move, changeover, isCustomer } = view;
  const data = { changeover, ...(move && { move: move.id }) };
  const button = (verb: Verb, style?: 'positive' | 'destructive'): Action =>
    press(verb, w.t(`button.${verb}`), data, style ? { style } : {});
  const again = press('readLicences', w.t(move ? 'licences.button.again' : 'licences.button.read'), { changeover });
  const files = view.hasFiles ? [press('licenceFiles', w.t('licences.button.files'), { changeover })] : [];
  const { lacks } = view;
  const consent = lacks
    ? [press('connect', w.t('licences.button.consent'), { changeover, purpose: lacks }, { style: 'positive' })]
    : [];
  const undo = showCard(w.t('licences.button.back'), [textBlock(w.t('licences.back'))], [button('undoLicences')]);
  switch (move?.state) {
    case undefined:
    case 'unread':
      return lacks ? [...consent, ...(move ? [again] : [])] : [again];
    case 'reading':
      return [press('licences', w.t('licences.button.look'), { changeover })];
    case 'asking':
      return [again];
    case 'planned':
      return [
        ...(isCustomer && !lacks && (move.plan?.users ?? 0) > 0 ? [button('moveLicences', 'positive')] : []),
        ...consent,
        ...files,
        again,
      ];
    case 'running':
      return [
        button('pauseLicences'),
        button('stopLicences', 'destructive'),
        press('licences', w.t('licences.button.look'), { changeover }),
        ...files,
      ];
    case 'paused':
      return [
        ...consent,
        ...(isCustomer ? [button('resumeLicences', 'positive')] : []),
        button('stopLicences', 'destructive'),
        ...files,
      ];
    case 'stopped':
    case 'done':
      return [again, ...(view.back?.includes(move.id) ? [undo] : []), ...files];
  }
}
