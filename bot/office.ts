/** What a team's conversation can ask for beside its changeovers, and the files that its links give. */
import { z } from 'zod';
import { BOOK_FILTERS } from '../changeover/book.ts';
import { boardCsv } from '../cards/board-csv.ts';
import { LINK_MINUTES } from '../dialogs/board.ts';
import type { BookLink, Office } from '../loop/book-ports.ts';
import type { PlaybookShelf } from '../loop/playbook-shelf.ts';
import type { Clock, Store } from '../loop/ports.ts';
import { BOARD_FILE } from './file-routes.ts';
import type { FetchFile } from './file-download.ts';
import { isInTeam, type PersonLinkPorts } from './person-links.ts';
import { readSheet, readTable } from './sheet.ts';
import { signedLinksOf, type SignedLinks } from './signed-link.ts';

export interface OfficePorts {
  readonly store: Store;
  readonly shelf: PlaybookShelf;
  readonly clock: Clock;
  readonly fetchFile: FetchFile;
  /** Where people's browsers reach this bot, such as `https://bot.example.com`; absent: no files are handed out. */
  readonly baseUrl?: string | undefined;
}

export interface Download {
  readonly name: string;
  readonly type: string;
  readonly body: string;
}

const PURPOSE = 'board';
const MINUTE = 60_000;
/** More changeovers than any team has open; what is beyond them is on the board. */
const MOST_ROWS = 10_000;

const Subject = z.object({
  partnerTenantId: z.string(),
  teamId: z.string(),
  objectId: z.string(),
  zone: z.string(),
  locale: z.string(),
  filters: z.partialRecord(z.enum(BOOK_FILTERS), z.string()),
});

export function createOffice({ store, baseUrl, fetchFile }: OfficePorts): Office {
  return {
    book: (ask) => store.book(ask),
    teamBook: (team) => store.teamBook(team),
    keepTeamBook: (book) => store.keepTeamBook(book),
    keepImport: (one, now) => store.keepImport(one, now),
    importOf: (team, id, now) => store.importOf(team, id, now),
    beginImport: (team, id, now) => store.beginImport(team, id, now),
    importStanding: (team, ids, domains, now) => store.importStanding(team, ids, domains, now),
    allWaiting: (team, now, limit) => store.allWaiting(team, now, limit),
    splitImport: (team, id, parts, now) => store.splitImport(team, id, parts, now),
    waitingOf: (team, importId, page, now) => store.waitingOf(team, importId, page, now),
    agreeToWaiting: (team, importId, ids, as, now) => store.agreeToWaiting(team, importId, ids, as, now),
    dropWaiting: (team, importId, ids, now) => store.dropWaiting(team, importId, ids, now),
    keepOpening: (one, now) => store.keepOpening(one, now),
    openingOf: (team, id, now) => store.openingOf(team, id, now),
    dropOpening: (team, id) => store.dropOpening(team, id),
    chatOf: (person) => store.chatOf(person),
    readTable,
    async readFile(url) {
      const bytes = await fetchFile(url);
      return bytes && readSheet(bytes);
    },
    bookLink: async (ask) => (baseUrl === undefined ? undefined : bookLink(baseUrl, await signedLinksOf(store), ask)),
  };
}

/**
 * The book as it is now, not as it was when the link was made; undefined for a link that opens nothing, and for one whose
 * person is of the team no more.
 */
export async function downloadBoard(
  ports: Pick<OfficePorts, 'store' | 'shelf' | 'clock'> & Pick<PersonLinkPorts, 'roster'>,
  token: string,
): Promise<Download | undefined> {
  const { store, shelf, clock } = ports;
  const now = clock.now();
  const subject = (await signedLinksOf(store)).open(token, PURPOSE, now);
  if (subject === undefined) return undefined;
  const { zone, locale, filters, objectId, ...team } = Subject.parse(JSON.parse(subject));
  if (!(await isInTeam(ports, { tenantId: team.partnerTenantId, objectId }, team.teamId))) return undefined;
  const asked = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
  const page = await store.book({ ...team, now, filters: asked, offset: 0, limit: MOST_ROWS });
  const entries = page.rows.map((row) => ({ ...row, playbook: shelf.of(row.changeover) }));
  const name = BOARD_FILE.split('/').at(-1) ?? '';
  return { name, type: 'text/csv; charset=utf-8', body: boardCsv(entries, { locale, zone }, now) };
}

function bookLink(baseUrl: string, signed: SignedLinks, { now, ...about }: BookLink): string {
  const { partnerTenantId, teamId, zone, locale, filters, person } = about;
  const subject = JSON.stringify({ partnerTenantId, teamId, objectId: person.objectId, zone, locale, filters });
  const token = signed.sign({ purpose: PURPOSE, subject, expiresAt: now + LINK_MINUTES * MINUTE });
  return `${baseUrl}${BOARD_FILE}?t=${token}`;
}
