import { licenceFilesCard } from '../../cards/licence-files-card.ts';
import { licenceCard, type LicenceView } from '../../cards/licence-card.ts';
import type { LicenceCounts } from '../../cards/licence-gauge.ts';
import { statusCard } from '../../cards/status-card.ts';
import { statusView } from '../../cards/view.ts';
import type { LicenceMove } from '../../changeover/licence-move.ts';
import type { PlanSummary } from '../../changeover/licence-plan.ts';
import { SKU_OF_PRODUCT } from '../../changeover/product-ids.ts';
import { confirmed, given, OPENED_AT } from '../support/changeover-builder.ts';
import { CUSTOMER, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

const PLAN: PlanSummary = {
  pairs: [
    {
      from: SKU_OF_PRODUCT['business-standard']!.skuId,
      to: SKU_OF_PRODUCT['business-premium']!.skuId,
      fromName: 'O365_BUSINESS_PREMIUM',
      toName: 'SPB',
      users: 271,
      free: 300,
      lost: ['OFFICE_FORMS_PLAN_2'],
      gained: ['AAD_PREMIUM', 'ATP_ENTERPRISE', 'INTUNE_A'],
    },
  ],
  users: 271,
  conflicts: { byGroup: 15, locationMissing: 12, excluding: 1, dependent: 1 },
  about: {
    byGroup: ['5a1e5000-0000-4000-8000-000000000001'],
    excluding: ['INTUNE_A', 'INTUNE_A_VL'],
    dependent: ['MCOMEETADV'],
  },
  blocked: 10,
  doubled: 7,
};
const MOVE: LicenceMove = {
  id: 'm1',
  state: 'planned',
  way: 'forth',
  askedAt: OPENED_AT,
  pairs: [{ from: 'a', to: 'b' }],
  plan: PLAN,
  plannedAt: OPENED_AT,
};
const STARTED: LicenceMove = { ...MOVE, state: 'running', confirmedAt: OPENED_AT };
const COUNTS: LicenceCounts = { waiting: 111, sent: 20, moved: 138, failed: 2, left: 29, failures: [] };
const ENDED: LicenceCounts = {
  ...COUNTS,
  waiting: 0,
  sent: 0,
  moved: 268,
  failed: 3,
  failures: [
    { name: 'Ada Adams', code: 'gone' },
    { name: 'Kim *Bold* O’Brien', code: 'changed' },
    { name: 'Hugo Hansen', code: 'excluding', about: ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'] },
  ],
};
const QUESTION = {
  staysSame: false,
  olds: [
    {
      ...SKU_OF_PRODUCT['business-standard']!,
      used: 271,
      isLeft: true,
      suggested: SKU_OF_PRODUCT['business-premium']!.skuId,
    },
    { ...SKU_OF_PRODUCT['dynamics-sales-professional']!, used: 14, isLeft: true },
    { ...SKU_OF_PRODUCT['teams-phone']!, used: 20, isLeft: false },
    { skuId: 'x', partNumber: 'SOMETHING_NEW', used: 3, isLeft: false },
  ],
  choices: [
    { ...SKU_OF_PRODUCT['business-standard']!, free: 1 },
    { ...SKU_OF_PRODUCT['business-premium']!, free: 300 },
    { skuId: 'x', partNumber: 'SOMETHING_NEW', free: 3 },
  ],
};

const LINKS = { csv: 'https://bot.example.com/a', script: 'https://bot.example.com/b', minutes: 10 };

/** The licence move from the first question to the way back, for both sides. */
export function licenceStates(): readonly GalleryState[] {
  const hasFiles = true;
  return [
    drawn('none', 'before anybody looked', {}),
    drawn('reading', 'while the tenant is read', { move: { ...MOVE, state: 'reading' } }),
    drawn('asking', 'the products are asked for', { move: { ...MOVE, state: 'asking', question: QUESTION } }),
    drawn('unread', 'could not be read', { move: { ...MOVE, state: 'unread', why: 'notPermitted' }, lacks: 'read' }),
    drawn('planned', 'the dry run, for the customer', { move: MOVE, hasFiles, isCustomer: true }),
    drawn('planned-consent', 'the dry run, before anybody allowed it', {
      move: MOVE,
      hasFiles,
      lacks: 'write',
      isCustomer: true,
    }),
    drawn('planned-partner', 'the dry run, for the partner', { move: MOVE, hasFiles }),
    drawn('running', 'under way', { move: STARTED, counts: COUNTS, hasFiles, isCustomer: true }),
    drawn('held', 'paused by itself', {
      move: { ...STARTED, state: 'paused', why: 'notPermitted' },
      counts: COUNTS,
      lacks: 'write',
      isCustomer: true,
    }),
    drawn('done', 'done, with a result for whoever failed', {
      move: { ...STARTED, state: 'done' },
      back: ['m1'],
      counts: ENDED,
      hasFiles,
      isCustomer: true,
    }),
    drawn('earlier', 'done, with moves before it', {
      move: { ...STARTED, state: 'done', result: { moved: 268, failed: 3, left: 29 } },
      back: ['m1', 'm0'],
      earlier: [
        { ...STARTED, id: 'm0', state: 'done', result: { moved: 12, failed: 0, left: 0 } },
        { ...STARTED, id: 'm-1', state: 'done', way: 'back', result: { moved: 4, failed: 0, left: 0 } },
      ],
      isCustomer: true,
    }),
    {
      id: 'licences-files',
      group: 'details',
      title: 'Licence move: the files',
      content: licenceFilesCard('c1', LINKS, 'en'),
    },
    drawn('without', 'counted after the end, some without', {
      move: { ...STARTED, state: 'done' },
      counts: { ...ENDED, failed: 0, failures: [] },
      counted: {
        count: { at: OPENED_AT, checked: 271, without: 23 },
        users: [
          { name: 'Ada Adams', login: 'ada.adams@contoso.com', isBlocked: false },
          { name: 'Kim *Bold* O’Brien', login: 'kim@contoso.com', isBlocked: true },
        ],
      },
      isCustomer: true,
    }),
    drawn('served', 'counted after the end, nobody without', {
      counted: { count: { at: OPENED_AT, checked: 18, without: 0 }, users: [] },
      canMove: false,
    }),
    drawn('back', 'being put back', { move: { ...STARTED, way: 'back' }, counts: COUNTS }),
    status('customer', STARTED),
    status('partner', { ...STARTED, state: 'paused', why: 'silent' }),
  ];
}

function drawn(id: string, title: string, more: Partial<LicenceView>): GalleryState {
  const { locale, zone } = CUSTOMER;
  const view = { locale, zone, changeover: 'c1', domain: 'contoso.com', isCustomer: false, ...more };
  return { id: `licences-${id}`, group: 'details', title: `Licences: ${title}`, content: licenceCard(view) };
}

function status(side: 'customer' | 'partner', licences: LicenceMove): GalleryState {
  const { changeover, playbook, now } = given(...confirmed());
  const reader = side === 'customer' ? CUSTOMER : TECHNICIAN;
  const view = statusView(withNames({ ...changeover, licences }), playbook, reader, now, textOf);
  const content = statusCard({ ...view, licenceCounts: COUNTS });
  return {
    id: `status-licences-${side}`,
    group: 'status',
    title: `A licence move under way, for the ${side}`,
    content,
  };
}
