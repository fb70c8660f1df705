import { boardCard, type BoardView } from '../../cards/board-card.ts';
import { draftCard } from '../../cards/draft-card.ts';
import { importCard, importFormCard } from '../../cards/import-card.ts';
import { waitingCallCard, waitingCard } from '../../cards/waiting-card.ts';
import { bookDigestCard } from '../../cards/book-digest-card.ts';
import { BOOK_FILTERS, type BookGroup } from '../../changeover/book.ts';
import type { BoardEntry } from '../../cards/board-row.ts';
import { aLine, approved, confirmed, DAY, type Given, given, joins, opens } from '../support/changeover-builder.ts';
import { DAY_10 } from './states-customer.ts';
import type { GalleryState } from './states.ts';

const GROUPS = { overlapping: 3, lastChance: 2, waiting: 11, silent: 4, onTrack: 21 };
const PER_DAY = [
  { minor: 12_345, currency: 'EUR' },
  { minor: 9_900, currency: 'USD' },
];

/** What a team sees of its book. */
export function bookStates(): readonly GalleryState[] {
  const mca = [aLine({ billingAccount: 'mca', renewsOn: '2026-03-15', newStartsOn: '2026-03-20' })];
  const entries = [
    entry(given(...confirmed()), 'overlapping', 'Contoso Bakeries'),
    entry(given(opens({ lines: mca })), 'lastChance', 'Wingtip Toys'),
    entry(given(...approved()), 'waiting', 'Northwind Traders'),
    { ...entry(given(joins()), 'silent', 'Tailspin Toys'), silentSince: DAY_10 - 5 * DAY },
    entry(given(), 'onTrack', 'Adventure Works Cycles and Outdoor Equipment of Central Europe'),
  ];
  const book = view({ entries, groups: GROUPS, perDay: PER_DAY, total: 41, pages: 5, page: 1 });
  const csv = { url: 'https://bot.example.com/files/board.csv?t=abc', minutes: 15 };
  const nothing = { overlapping: 0, lastChance: 0, waiting: 0, silent: 0, onTrack: 0 };
  const worst = [
    { domain: 'contoso.com', group: 'overlapping' as const },
    { domain: 'wingtiptoys.com', group: 'lastChance' as const },
  ];
  return [
    { id: 'board', group: 'details', title: 'Partner: the board, page 2 of 5', content: boardCard(book) },
    {
      id: 'board-filtered',
      group: 'details',
      title: 'Partner: the board, filtered, as a file',
      content: boardCard({ ...book, filters: { customer: 'contoso', group: 'overlapping' }, csv, page: 0, pages: 1 }),
    },
    {
      id: 'board-empty',
      group: 'details',
      title: 'Partner: the board, nothing fits',
      content: boardCard(view({ entries: [], groups: nothing, perDay: [], total: 0, pages: 1, page: 0 })),
    },
    {
      id: 'board-digest',
      group: 'details',
      title: 'Partner lead: the weekly message',
      content: bookDigestCard({ kind: 'book', locale: 'en', total: 41, groups: GROUPS, perDay: PER_DAY, worst }),
    },
  ];
}

/** A quiet start: what waits for the customer. */
export function draftStates(): readonly GalleryState[] {
  const lines = ['Late: Check what we noted', 'This was due on 3 March 2026, 3 days ago.', 'Please do it now.'];
  const draft = { locale: 'en', changeover: 'c1', occasion: 'c1/x', customer: 'Contoso Bakeries', lines };
  return [{ id: 'draft', group: 'reminders', title: 'Partner: a draft to the customer', content: draftCard(draft) }];
}

/** A table of changeovers before it is saved. */
export function importStates(): readonly GalleryState[] {
  const ready =
    'Row 2: contoso.com, 20 × Microsoft 365 Business Standard: 4 days of overlap, the customer pays €32.88 twice';
  const above =
    'Row 7: northwind.com, 300 × Microsoft 365 Business Premium: 31 days of overlap, the customer pays €5,932.26 twice';
  const fault =
    'Row 3, column F (price): I could not read that amount. Please write it like 12.50, without a currency sign.';
  const shown = { locale: 'en', id: 'i1', page: 0 };
  return [
    {
      id: 'import-form',
      group: 'forms',
      title: 'Import: how',
      content: importFormCard('en', ['customerName', 'product']),
    },
    {
      id: 'import-faults',
      group: 'forms',
      title: 'Import: one thing is wrong',
      content: importCard({
        ...shown,
        faults: 1,
        ready: 1,
        above: 0,
        there: 0,
        changeovers: 1,
        pages: 1,
        lines: [
          { kind: 'fault', text: fault },
          { kind: 'ready', text: ready },
        ],
      }),
    },
    {
      id: 'import-ready',
      group: 'forms',
      title: 'Import: ready, the first of two pages',
      content: importCard({
        ...shown,
        faults: 0,
        ready: 20,
        above: 1,
        there: 3,
        changeovers: 18,
        pages: 2,
        lines: [
          { kind: 'above', text: above },
          { kind: 'ready', text: ready },
          { kind: 'there', text: 'Row 9: wingtiptoys.com, 5 × Visio Plan 2' },
        ],
      }),
    },
  ];
}

/** Rows of a table that are above the team's limit. */
export function waitingStates(): readonly GalleryState[] {
  const sums = [{ minor: 593_226, currency: 'EUR' }];
  const rows = [
    { id: 'w1', customer: 'Northwind Traders', domain: 'northwind.com', sums, isUnknown: false },
    { id: 'w2', customer: 'Tailspin Toys', domain: 'tailspintoys.com', sums, isUnknown: true },
    { id: 'w3', customer: 'Adventure Works Cycles', domain: 'adventure-works.com', sums: [], isUnknown: true },
  ];
  const limit = { minor: 50_000, currency: 'EUR' };
  const said = 'Diego Siciliani said no to one changeover: it is dropped.';
  const list = { locale: 'en', importId: 'i1', who: 'Megan Bowen', limit, total: 12, page: 0, pages: 2, rows, said };
  return [
    { id: 'import-waiting', group: 'forms', title: 'Import: a second yes', content: waitingCard(list) },
    {
      id: 'import-waiting-call',
      group: 'forms',
      title: 'Import: asked in the channel',
      content: waitingCallCard('en', 'i1', 12),
    },
  ];
}

function entry({ changeover, playbook }: Given, group: BookGroup, name: string): BoardEntry {
  const texts = { [changeover.customer.nameRef.id]: name };
  return { changeover, playbook, group, texts, doneSteps: 6, allSteps: 14 };
}

function view(parts: Pick<BoardView, 'entries' | 'groups' | 'perDay' | 'total' | 'pages' | 'page'>): BoardView {
  return {
    ...parts,
    reader: { locale: 'en', zone: 'Europe/Berlin' },
    now: DAY_10,
    filters: {},
    filterNames: BOOK_FILTERS,
    playbooks: [{ value: 'direct-to-csp', title: 'Direct to CSP' }],
    technicians: [{ id: 'm1', name: 'Megan Bowen' }],
    secondYes: 2,
    digestZone: 'Europe/Berlin',
  };
}
