/** The door for a history that is opened in a browser: reads one, changes nothing. */
import { createHash } from 'node:crypto';
import type { Changeover, Instant } from '../changeover/changeover.ts';
import { standingOf } from '../changeover/membership.ts';
import type { Reader } from '../cards/content.ts';
import { HISTORY_STYLE, historyPage } from '../cards/history-page.ts';
import { words } from '../cards/text.ts';
import type { ReadHistory, Records } from '../dialogs/records.ts';
import { exportHistory } from '../loop/export-history.ts';
import type { History } from '../loop/history.ts';
import type { PlaybookShelf } from '../loop/playbook-shelf.ts';
import type { Clock, Store } from '../loop/ports.ts';
import { historyLinks, openTicket, type Ticket } from './history-links.ts';
import { signedLinksOf } from './signed-link.ts';

export interface HistoryFile {
  readonly status: 200 | 404;
  readonly type: string;
  readonly body: string;
  /** The name to save it under; absent: it is shown. */
  readonly fileName?: string;
  readonly policy: string;
}

export type OpenHistory = (ticket: string) => Promise<HistoryFile>;

export interface HistoryPorts {
  readonly store: Pick<Store, 'history' | 'load' | 'linkKey' | 'journal'>;
  readonly shelf: PlaybookShelf;
  readonly clock: Clock;
}

/** Whoever has no right to it any more, and a link that nobody made, are told the same. */
export function createHistoryDoor({ store, shelf, clock }: HistoryPorts): OpenHistory {
  return async (text) => {
    const now = clock.now();
    const ticket = openTicket(text, await signedLinksOf(store), now);
    const changeover = ticket && (await changeoverOf(store, ticket));
    const reader = ticket && changeover && readerOf(changeover, ticket);
    if (ticket === undefined || changeover === undefined || reader === undefined) return ENDED;
    const history = await store.history(changeover.id);
    if (history === undefined) return ENDED;
    if (ticket.form === 'json') {
      const body = `${JSON.stringify(exportHistory(changeover, history, reader, now), null, 2)}\n`;
      const fileName = `history-${changeover.id}.json`;
      return { status: 200, type: 'application/json; charset=utf-8', body, fileName, policy: SHUT };
    }
    const read = readable(history, await store.journal(changeover.id));
    const body = historyPage({ changeover, playbook: shelf.of(changeover), reader, ...read }, now);
    return { status: 200, type: HTML, body, policy: STYLED };
  };
}

/** What dialogs ask. @param baseUrl absent: no browser reaches us, so there are no links. */
export function recordsOf(store: HistoryPorts['store'], baseUrl: string | undefined): Records {
  return {
    async history(id) {
      const history = await store.history(id);
      return history && readable(history, await store.journal(id));
    },
    ...(baseUrl !== undefined && {
      links: async (id, source, now: Instant) => historyLinks(baseUrl, await signedLinksOf(store), id, source, now),
    }),
  };
}

/** @param rows the same rows, their events as today's release knows them; one that came in between is left for later. */
function readable({ rows: chained, texts }: History, rows: ReadHistory['rows']): ReadHistory {
  return { rows: rows.slice(0, chained.length), texts, head: chained.at(-1)?.hash ?? '' };
}

const HTML = 'text/html; charset=utf-8';
const SHUT = "default-src 'none'; frame-ancestors 'none'";
/** The style that stands in the page, by its hash. */
const STYLED = `${SHUT}; style-src 'sha256-${createHash('sha256').update(HISTORY_STYLE).digest('base64')}'`;

const ENDED: HistoryFile = {
  status: 404,
  type: 'text/plain; charset=utf-8',
  body: `${words('en').t('history.linkEnded')}\n`,
  policy: SHUT,
};

async function changeoverOf(store: HistoryPorts['store'], ticket: Ticket): Promise<Changeover | undefined> {
  const { changeovers } = await store.load({ conversationId: '', changeoverId: ticket.changeover });
  return changeovers.find((one) => one.id === ticket.changeover);
}

/** The right to read as it is now; whoever only reads along takes nothing away. */
function readerOf(changeover: Changeover, ticket: Ticket): Reader | undefined {
  const { tenant, object, team, zone, locale } = ticket;
  const standing = standingOf(changeover, {
    person: { tenantId: tenant, objectId: object },
    door: 'message',
    ...(team !== undefined && { teamId: team }),
  });
  if (standing === undefined || standing.role === 'customerViewer') return undefined;
  const home = standing.side === 'customer' ? changeover.customer : changeover.partner;
  return { ...standing, zone: zone ?? home.zone, locale: locale ?? home.locale };
}
