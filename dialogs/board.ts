/** The partner's book, asked for in its channel: a page of it, as a file, and once a week by itself. */
import type { Zone } from '../changeover/changeover.ts';
import { BOOK_FILTERS } from '../changeover/book.ts';
import { nextWeekAt } from '../changeover/team-week.ts';
import { boardCard, MINE, type BoardView } from '../cards/board-card.ts';
import { courseTitle } from '../cards/intro-section.ts';
import type { BookPage, Office, Team, TeamBook } from '../loop/book-ports.ts';
import type { Turn } from '../loop/turn.ts';
import { pressedBoard, typedBoard, type BoardAsk } from './board-words.ts';
import type { Hearing } from './hearing.ts';
import { reply } from './speak.ts';

const ROWS_A_PAGE = 10;
/** How long a link to a file lives. It is a right for whoever holds it: it is handed to who presses, never to a channel. */
export const LINK_MINUTES = 10;

interface Asked {
  readonly turn: Turn;
  readonly office: Office;
  readonly team: Team;
}

/** @param rest what followed the word; a press brings its own data. */
export async function showBoard(hearing: Hearing, rest: string): Promise<void> {
  const asked = askedIn(hearing);
  if (asked === undefined) return;
  const { turn, said } = hearing;
  const ask = said.kind === 'press' ? pressedBoard(said.data) : typedBoard(rest, turn.defaultReader.locale);
  await say(hearing, asked, ofSpeaker(turn, ask));
}

/** Whose `mine` are is settled once: its next page, pressed by a colleague, and its file are of the same technician. */
function ofSpeaker({ source }: Turn, ask: BoardAsk): BoardAsk {
  if (ask.filters.technician !== MINE) return ask;
  return { ...ask, filters: { ...ask.filters, technician: source.person.objectId } };
}

/** `on` or `off`; anything else is answered with how it is. */
export async function setDigest(hearing: Hearing, rest: string): Promise<void> {
  const asked = askedIn(hearing);
  if (asked === undefined) return;
  const { turn, said } = hearing;
  const to = said.kind === 'press' ? said.data['to'] : rest.trim().toLowerCase();
  const { office, team } = asked;
  const { locale, zone } = turn.defaultReader;
  const kept = await office.teamBook(team);
  const { digestAt: _before, ...settings }: Team & Partial<TeamBook> = kept ?? team;
  const book = { ...settings, channelId: turn.source.conversation.id, zone, locale };
  if (to === 'off') {
    await office.keepTeamBook(book);
    return reply(turn, said, 'board.digest.off');
  }
  if (to === 'on') {
    await office.keepTeamBook({ ...book, digestAt: nextWeekAt(turn.now, zone) });
    return reply(turn, said, 'board.digest.on', { zone });
  }
  if (kept?.digestAt === undefined) return reply(turn, said, 'board.digest.isOff', { zone });
  return reply(turn, said, 'board.digest.isOn', { zone: kept.zone });
}

/** The book belongs to the team that speaks: nobody names another one. */
function askedIn({ turn, said, office }: Hearing): Asked | undefined {
  const { conversation, teamId, person } = turn.source;
  if (conversation.kind === 'channel' && teamId !== undefined && office !== undefined) {
    return { turn, office, team: { partnerTenantId: person.tenantId, teamId } };
  }
  reply(turn, said, 'board.inChannel');
  return undefined;
}

async function say({ said }: Hearing, asked: Asked, ask: BoardAsk): Promise<void> {
  const { turn, office, team } = asked;
  const page = await office.book({
    ...team,
    now: turn.now,
    filters: ask.filters,
    offset: ask.page * ROWS_A_PAGE,
    limit: ROWS_A_PAGE,
  });
  const digestZone = await digestZoneOf(asked, page);
  const isOwnView = said.kind === 'press' && said.surface === 'execute';
  const link =
    ask.isCsv && isOwnView
      ? await office.bookLink({
          ...team,
          ...turn.defaultReader,
          person: turn.source.person,
          filters: ask.filters,
          now: turn.now,
        })
      : undefined;
  const { count: secondYes } = await office.allWaiting(team, turn.now, 0);
  const drawn = boardCard({ ...viewOf(turn, page, ask, digestZone, link), secondYes });
  if (isOwnView) turn.answer({ kind: 'card', content: drawn });
  else turn.say(drawn);
  if (!ask.isCsv || link !== undefined) return;
  reply(turn, { kind: 'text', text: '', attachments: 0 }, isOwnView ? 'board.noLink' : 'board.fileInPrivate');
}

/** A team that asks for its book for the first time gets it every week, until it says that it does not want it. */
async function digestZoneOf({ turn, office, team }: Asked, { total }: BookPage): Promise<Zone | undefined> {
  const kept = await office.teamBook(team);
  if (kept !== undefined || total === 0) return kept?.digestAt === undefined ? undefined : kept.zone;
  const { locale, zone } = turn.defaultReader;
  const digestAt = nextWeekAt(turn.now, zone);
  await office.keepTeamBook({ ...team, channelId: turn.source.conversation.id, zone, locale, digestAt });
  return zone;
}

function viewOf(
  turn: Turn,
  page: BookPage,
  ask: BoardAsk,
  digestZone: Zone | undefined,
  link: string | undefined,
): Omit<BoardView, 'secondYes'> {
  const { locale, zone } = turn.defaultReader;
  return {
    reader: { locale, zone },
    now: turn.now,
    total: page.total,
    groups: page.groups,
    perDay: page.perDay,
    entries: page.rows.map((row) => ({ ...row, playbook: turn.playbookOf(row.changeover) })),
    page: ask.page,
    pages: Math.max(1, Math.ceil(page.total / ROWS_A_PAGE)),
    filters: ask.filters,
    filterNames: BOOK_FILTERS,
    playbooks: turn
      .playbooks()
      .map(({ playbook }) => ({ value: playbook.id, title: courseTitle(locale, playbook, undefined) })),
    technicians: withSpeaker(turn, page),
    ...(digestZone !== undefined && { digestZone }),
    ...(link !== undefined && { csv: { url: link, minutes: LINK_MINUTES } }),
  };
}

/** Who asks has a name here too, although nothing may be taken yet. */
function withSpeaker({ source }: Turn, { technicians }: BookPage): BookPage['technicians'] {
  const { person, personName: name } = source;
  if (name === undefined || technicians.some(({ id }) => id === person.objectId)) return technicians;
  return [...technicians, { id: person.objectId, name }];
}
