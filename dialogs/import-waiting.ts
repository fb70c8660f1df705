/** What a second person says of the changeovers of a file whose overlap is above the team's limit: of each, or of all. */
import type { ChangeoverId } from '../changeover/changeover.ts';
import { isSamePerson } from '../changeover/membership.ts';
import type { Content } from '../cards/content.ts';
import { settledOpeningCard } from '../cards/opening-card.ts';
import { plain } from '../cards/text.ts';
import { waitingCard } from '../cards/waiting-card.ts';
import type { Office, Team } from '../loop/book-ports.ts';
import type { Import } from '../loop/import-ports.ts';
import type { Turn } from '../loop/turn.ts';
import type { WaitingEntry, WaitingPage } from '../loop/waiting-ports.ts';
import type { Hearing } from './hearing.ts';
import type { ImportHome } from './import-read.ts';
import { reply, replyText, wordsOf } from './speak.ts';

const ROWS_A_PAGE = 8;
const FIRST = { offset: 0, limit: ROWS_A_PAGE };

export const WAITING_ACTS = ['waits', 'yes', 'no'] as const;

/** Nothing of the press is believed but which file, and which of it, it is about. */
export async function hearWaiting(
  hearing: Hearing,
  office: Office,
  home: ImportHome,
  as: (typeof WAITING_ACTS)[number],
): Promise<void> {
  const { turn, said } = hearing;
  const { conversation, person } = turn.source;
  const data = said.kind === 'press' ? said.data : {};
  const importId = idIn(data['import']) ?? '';
  if (conversation.kind !== 'channel') return reply(turn, said, 'new.channelOnly');
  const page = as === 'waits' ? pageIn(data['page']) : 0;
  const asked = { offset: page * ROWS_A_PAGE, limit: ROWS_A_PAGE };
  const waiting = await office.waitingOf(home, importId, asked, turn.now);
  const [first] =
    waiting.rows.length > 0 ? waiting.rows : (await office.waitingOf(home, importId, FIRST, turn.now)).rows;
  if (first === undefined) return settle(hearing, wordsOf(turn).t('waiting.over'));
  if (first.channelId !== conversation.id) return reply(turn, said, 'refusal.wrongPlace');
  if (as === 'waits') return show(hearing, await drawn(hearing, waiting, first, page));
  if (as === 'yes' && isSamePerson(first.askedBy, person)) return reply(turn, said, 'waiting.same');
  const opening = idIn(data['opening']);
  const outcome = await decided(turn, office, first, as, opening === undefined ? undefined : [opening]);
  const left = await office.waitingOf(home, importId, FIRST, turn.now);
  const [next] = left.rows;
  if (next === undefined) return settle(hearing, outcome);
  return show(hearing, await drawn(hearing, left, next, 0, outcome));
}

/** For whoever imported: what waits now is shown where a colleague can say yes. */
export async function askForWaiting(turn: Turn, office: Office, waiting: readonly WaitingEntry[]): Promise<void> {
  const [first] = waiting;
  if (first === undefined) return;
  const { conversation, personName } = turn.source;
  const { importId, channelId } = first;
  const { locale } = turn.defaultReader;
  if (conversation.id === channelId) {
    const page = await office.waitingOf(first, importId, FIRST, turn.now);
    if (page.total > 0) turn.say(waitingCard(viewOf(locale, page, first, 0, { who: personName })));
    return;
  }
  const message = { kind: 'waiting', importId, count: waiting.length, locale } as const;
  turn.notify(undefined, `waiting/${importId}`, { conversationId: channelId }, message);
}

/** What of a file waits still, as it is asked for; nothing where it waits no more. */
export async function sayWaiting(hearing: Hearing, office: Office, team: Team, importId: string): Promise<void> {
  const page = await office.waitingOf(team, importId, FIRST, hearing.turn.now);
  const [first] = page.rows;
  if (first !== undefined) hearing.turn.say(await drawn(hearing, page, first, 0));
}

/** Says what became of it. */
async function decided(
  turn: Turn,
  office: Office,
  { importId, askedBy, channelId, partnerTenantId, teamId }: WaitingEntry,
  as: 'yes' | 'no',
  ids: readonly ChangeoverId[] | undefined,
): Promise<string> {
  const w = wordsOf(turn);
  const team = { partnerTenantId, teamId };
  const who = plain(turn.source.personName ?? w.t('opening.somebody'), 60);
  if (as === 'no') {
    const count = await office.dropWaiting(team, importId, ids, turn.now);
    return w.t(count === 0 ? 'waiting.gone' : 'waiting.said.no', { who, count });
  }
  const { locale } = turn.defaultReader;
  const { person } = turn.source;
  const own = { id: turn.random.id(), ...team, channelId, person, askedBy, locale, entries: [], lines: [] };
  const { agreed, open } = await office.agreeToWaiting(team, importId, ids, own satisfies Import, turn.now);
  return w.t(agreed + open === 0 ? 'waiting.gone' : 'waiting.said.yes', { who, count: agreed, open });
}

/** Whoever imported is called by the name that the team's roster has now. */
async function drawn(
  { turn, technicians }: Hearing,
  page: WaitingPage,
  first: WaitingEntry,
  at: number,
  said?: string,
): Promise<Content> {
  const roster = await technicians?.(turn.source.conversation.reference, first.teamId);
  const who = roster?.find(({ person }) => isSamePerson(person, first.askedBy))?.name;
  return waitingCard(viewOf(turn.defaultReader.locale, page, first, at, { who, said }));
}

function viewOf(
  locale: string,
  { total, rows }: WaitingPage,
  { importId, limit }: WaitingEntry,
  page: number,
  { who, said }: { readonly who?: string | undefined; readonly said?: string | undefined },
): Parameters<typeof waitingCard>[0] {
  return {
    locale,
    importId,
    limit,
    total,
    page,
    pages: Math.max(1, Math.ceil(total / ROWS_A_PAGE)),
    rows: rows.map(({ id, entry, sums, isUnknown }) => ({
      id,
      customer: entry.texts.customerName,
      domain: entry.open.customer.domain,
      sums,
      isUnknown,
    })),
    ...(who !== undefined && { who }),
    ...(said !== undefined && { said }),
  };
}

function show({ turn, said }: Hearing, card: Content): void {
  if (said.kind === 'press' && said.surface === 'execute') turn.answer({ kind: 'card', content: card });
  else turn.say(card);
}

/** The card asks nothing any more, whoever looks at it. */
function settle({ turn, said }: Hearing, text: string): void {
  if (said.kind !== 'press' || said.surface !== 'execute') return replyText(turn, said, text);
  turn.answer({ kind: 'card', content: settledOpeningCard(text) });
}

function idIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 100) : undefined;
}

function pageIn(value: unknown): number {
  const page = Number(value ?? 0);
  return Number.isInteger(page) && page > 0 && page < 1_000 ? page : 0;
}
