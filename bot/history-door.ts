/** The door for a history that is opened in a browser: reads one, changes nothing. */
import { createHash } from 'node:crypto';
import type { Instant } from '../changeover/changeover.ts';
import { HISTORY_STYLE, historyPage } from '../cards/history-page.ts';
import { words } from '../cards/text.ts';
import type { ReadHistory, Records } from '../dialogs/records.ts';
import { exportHistory } from '../loop/export-history.ts';
import type { History } from '../loop/history.ts';
import type { PlaybookShelf } from '../loop/playbook-shelf.ts';
import type { Store } from '../loop/ports.ts';
import { historyLinks } from './history-links.ts';
import { openPersonLink, type PersonLinkPorts } from './person-links.ts';
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

export interface HistoryPorts extends PersonLinkPorts {
  readonly store: Pick<Store, 'history' | 'load' | 'linkKey' | 'journal'>;
  readonly shelf: PlaybookShelf;
}

/** Whoever has no right to it any more, and a link that nobody made, are told the same. */
export function createHistoryDoor(ports: HistoryPorts): OpenHistory {
  const { store, shelf, clock } = ports;
  return async (ticket) => {
    const now = clock.now();
    const opened = await openPersonLink(ports, ticket, 'history');
    if (opened === undefined) return ENDED;
    const { changeover, reader, what } = opened;
    const history = await store.history(changeover.id);
    if (history === undefined) return ENDED;
    if (what === 'json') {
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
      links: async (id, bearer, now: Instant) => historyLinks(baseUrl, await signedLinksOf(store), id, bearer, now),
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
