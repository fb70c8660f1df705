/** A file of changeovers, pasted in the team's channel or sent one to one: looked at as a whole, saved by one press. */
import { overlapIfStarting } from '../changeover/safe-start.ts';
import type { Money } from '../changeover/changeover.ts';
import { costsOf } from '../changeover/cost.ts';
import { importCard, importFormCard } from '../cards/import-card.ts';
import { refusalText } from '../cards/refusal-text.ts';
import { plain, words, type Words } from '../cards/text.ts';
import type { Office } from '../loop/book-ports.ts';
import type { Import, ImportLine, ImportStanding, Sheet } from '../loop/import-ports.ts';
import type { Turn } from '../loop/turn.ts';
import type { WaitingEntry } from '../loop/waiting-ports.ts';
import type { Hearing } from './hearing.ts';
import { IMPORT_FIELDS } from './import-columns.ts';
import { aboveIn } from './import-limit.ts';
import { readImport, type ImportHome, type ReadEntry, type ReadFault, type ReadRow } from './import-read.ts';
import { askForWaiting, hearWaiting, WAITING_ACTS } from './import-waiting.ts';
import { lineInput, lineTitle } from './new-changeover-views.ts';
import { reply } from './speak.ts';

const LINES_A_PAGE = 20;

interface At {
  readonly turn: Turn;
  readonly office: Office;
  readonly home: ImportHome;
}

/** The word shows how; a press checks pasted rows, turns a page, saves, or says what a second person thinks of it. */
export async function hearImport(hearing: Hearing, rest: string): Promise<void> {
  const { turn, said } = hearing;
  const at = placeOf(hearing);
  if (at === undefined) return reply(turn, said, 'import.inChannel');
  const data = said.kind === 'press' ? said.data : {};
  const rows = typeof data['rows'] === 'string' ? data['rows'] : rest;
  const act = WAITING_ACTS.find((one) => one === data['as']);
  if (act !== undefined) return hearWaiting(hearing, at.office, at.home, act);
  if (data['as'] === 'save') return save(hearing, at, textIn(data['import']));
  if (data['as'] === 'show') return showPage(hearing, at, textIn(data['import']), Number(data['page'] ?? 0));
  if (rows.trim() === '') return turn.say(importFormCard(turn.defaultReader.locale, IMPORT_FIELDS));
  return look(at, at.office.readTable(rows));
}

/** True when the files of a message were looked at; false for what is no table, and for who has no team. */
export async function hearFiles(hearing: Hearing): Promise<boolean> {
  const { said, turn } = hearing;
  const [file] = said.kind === 'text' ? (said.files ?? []) : [];
  const at = placeOf(hearing);
  if (file === undefined || at === undefined || !/\.(?:csv|txt|tsv|xlsx)$/iu.test(file.name)) return false;
  const sheet = await at.office.readFile(file.url);
  if (sheet === undefined) reply(turn, said, 'import.notFetched');
  else await look(at, sheet);
  return true;
}

/** The team that speaks; one to one that of the person's newest changeover as a technician. */
function placeOf({ turn, office }: Hearing): At | undefined {
  const { conversation, teamId, person } = turn.source;
  const mine = turn.changeovers().find((one) => turn.readerOf(one).side === 'partner');
  const partner = mine && { name: turn.text(mine.partner.nameRef) ?? mine.partner.domain, domain: mine.partner.domain };
  if (office === undefined) return undefined;
  const own = { partnerTenantId: person.tenantId, ...(partner && { partner }) };
  if (conversation.kind === 'channel' && teamId !== undefined) {
    return { turn, office, home: { ...own, teamId, channelId: conversation.id } };
  }
  if (conversation.kind !== 'personal' || mine?.partner.tenantId !== person.tenantId) return undefined;
  return { turn, office, home: { ...own, teamId: mine.partner.teamId, channelId: mine.partner.channelId } };
}

async function look({ turn, office, home }: At, sheet: Sheet): Promise<void> {
  const read = readImport(turn, sheet, home);
  const ids = read.entries.map(({ entry }) => entry.id);
  const domains = read.entries.map(({ entry }) => entry.open.customer.domain);
  const standing = await office.importStanding(home, ids, domains, turn.now);
  const book = await office.teamBook(home);
  const stood = Map.groupBy(read.entries, (one) => standOf(turn, one, standing, book?.limit));
  const of = (stand: Stand): readonly ReadEntry[] => stood.get(stand) ?? [];
  const faults = [...read.faults, ...of('open').map(openFault)];
  const fresh = [...of('above'), ...of('ready')];
  const w = words(turn.defaultReader.locale);
  const rowsOf = (stand: RowStand): readonly ImportLine[] =>
    of(stand).flatMap(({ entry, rows }) => rows.map((row) => rowLine(w, row, entry.open.customer.domain, stand)));
  const lines = [
    ...faults.map((fault) => faultLine(turn, w, fault)),
    ...(['above', 'ready', 'waiting', 'there'] as const).flatMap(rowsOf),
  ];
  const { partner: _known, ...team } = home;
  const { locale } = turn.defaultReader;
  const isQuiet = book?.isQuiet === true;
  const entries = fresh.map(({ entry }) => (isQuiet ? { ...entry, open: { ...entry.open, isQuiet } } : entry));
  const one: Import = { ...team, id: turn.random.id(), person: turn.source.person, locale, entries, lines };
  await office.keepImport(one, turn.now);
  turn.say(cardOf(one, 0));
}

/** `open`: the customer has another changeover; `waiting` for a second yes already; `above` the limit: it would have to. */
type Stand = 'there' | 'waiting' | 'open' | 'above' | 'ready';
type RowStand = Exclude<Stand, 'open'>;

function standOf(turn: Turn, { entry }: ReadEntry, standing: ImportStanding, limit: Money | undefined): Stand {
  const open = standing.open[entry.open.customer.domain];
  if (standing.taken.includes(entry.id)) return 'there';
  if (open !== undefined && open !== entry.id) return 'open';
  if (standing.waiting.includes(entry.id)) return 'waiting';
  return aboveIn(turn, entry, limit) ? 'above' : 'ready';
}

async function showPage({ turn, said }: Hearing, { office, home }: At, id: string, page: number): Promise<void> {
  const one = await office.importOf(home, id, turn.now);
  if (one === undefined) return reply(turn, said, 'import.over');
  const drawn = cardOf(one, Number.isInteger(page) ? page : 0);
  if (said.kind === 'press' && said.surface === 'execute') turn.answer({ kind: 'card', content: drawn });
  else turn.say(drawn);
}

/** Only what has no fault is saved: half a file would leave nobody knowing which half. */
async function save({ turn, said }: Hearing, { office, home }: At, id: string): Promise<void> {
  const one = await office.importOf(home, id, turn.now);
  if (one === undefined || one.entries.length === 0) return reply(turn, said, 'import.over');
  if (one.lines.some(({ kind }) => kind === 'fault')) return reply(turn, said, 'import.mend');
  const waiting = await waitingIn(turn, office, one);
  const waits = new Set(waiting.map((each) => each.id));
  const entries = one.entries.filter((entry) => !waits.has(entry.id));
  const isBegun =
    waiting.length === 0
      ? await office.beginImport(home, id, turn.now)
      : await office.splitImport(home, id, { entries, waiting }, turn.now);
  if (!isBegun) return reply(turn, said, 'import.over');
  if (entries.length > 0) reply(turn, said, 'import.saving', { changeovers: entries.length });
  if (waiting.length > 0) reply(turn, said, 'import.waiting', { changeovers: waiting.length });
  await askForWaiting(turn, office, waiting);
}

/** Judged once more: the limit may be another one since the table was looked at. */
async function waitingIn(turn: Turn, office: Office, one: Import): Promise<readonly WaitingEntry[]> {
  const limit = (await office.teamBook(one))?.limit;
  if (limit === undefined) return [];
  const { partnerTenantId, teamId, channelId, person } = one;
  return one.entries.flatMap((entry) => {
    const above = aboveIn(turn, entry, limit);
    const about = { id: entry.id, importId: one.id, partnerTenantId, teamId, channelId, askedBy: person };
    return above ? [{ ...about, entry, limit, ...above }] : [];
  });
}

function cardOf({ id, locale, lines, entries }: Import, page: number) {
  const pages = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
  const shown = Math.min(Math.max(page, 0), pages - 1);
  const count = (kind: ImportLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  return importCard({
    locale,
    id,
    faults: count('fault'),
    ready: count('ready'),
    above: count('above'),
    there: count('there'),
    changeovers: entries.length,
    lines: lines.slice(shown * LINES_A_PAGE, (shown + 1) * LINES_A_PAGE),
    page: shown,
    pages,
  });
}

function openFault({ entry, rows }: ReadEntry): ReadFault {
  return { row: rows[0]?.row ?? 0, fault: 'openAlready', params: { domain: entry.open.customer.domain } };
}

function faultLine(turn: Turn, w: Words, { row, column, fault, params = {}, refusal }: ReadFault): ImportLine {
  const text = refusal ? refusalText(refusal, turn.defaultReader) : w.t(`import.fault.${fault}`, safe(params));
  const field = typeof params['field'] === 'string' && w.has(`import.heads.${params['field']}`) ? params['field'] : '';
  const place = w.t('import.place', { row, column: column ?? 'none', field: field || 'none' });
  return { row, kind: 'fault', text: row === 0 ? text : w.t('import.placed', { place, text }) };
}

function rowLine(w: Words, { row, line, frame }: ReadRow, domain: string, stand: RowStand): ImportLine {
  const what = { row, domain, line: lineTitle(line.old, frame) };
  if (stand === 'there' || stand === 'waiting') return { row, kind: 'there', text: w.t(`import.row.${stand}`, what) };
  const kind = stand;
  if (frame.asks.lines === 'old') return { row, kind, text: w.t('import.row.moved', what) };
  const input = lineInput(line, 0);
  const { overlapDays, cost, verdict } = overlapIfStarting(
    input,
    input.newStartsOn,
    frame.today,
    frame.playbook.marginWorkingDays,
  );
  if (cost === undefined || overlapDays === undefined) {
    return { row, kind, text: w.t('import.row.unknown', { ...what, why: w.t(`preview.unknown.${verdict}`) }) };
  }
  const money = costsOf(cost, 'customer').map((one) => w.money(one));
  const sum = money.length === 0 ? w.t('preview.nothing') : w.list(money);
  return { row, kind, text: w.t('import.row.overlap', { ...what, days: overlapDays, money: sum, verdict }) };
}

function safe(params: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? plain(value, 60) : value]),
  );
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
