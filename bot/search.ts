/**
 * Answers the message extension. What a person finds is what it may see: as a member of the customer, or as one of the own
 * people of a team by that team's roster now. What is put into a chat carries no names and no amounts: each who looks at it
 * is asked about anew, by the one check of roles.
 */
import type { BookFilters } from '../changeover/book.ts';
import type { Instant } from '../changeover/changeover.ts';
import { belongsIn } from '../changeover/membership.ts';
import { progress } from '../changeover/steps.ts';
import { boardRow, type BoardEntry } from '../cards/board-row.ts';
import type { Content } from '../cards/content.ts';
import { sharedCard, sharedViewCard, strangerCard } from '../cards/shared-card.ts';
import { words } from '../cards/text.ts';
import { statusView } from '../cards/view.ts';
import { typedBoard } from '../dialogs/board-words.ts';
import { Desk } from '../loop/desk.ts';
import type { PlaybookShelf } from '../loop/playbook-shelf.ts';
import type { Clock, Random, Store } from '../loop/ports.ts';
import { admitToTeams } from './admission.ts';
import type { Asked } from './doors/search.ts';
import { cardBody, type InvokeBody } from './invoke-answer.ts';
import type { Roster } from './roster.ts';
import { within } from './within.ts';

export interface SearchPorts {
  readonly store: Pick<Store, 'load' | 'book'>;
  readonly shelf: PlaybookShelf;
  readonly roster: Roster;
  readonly clock: Clock;
  readonly random: Random;
}

/** What Teams wants of a search: rows of cards, or words. */
export interface SearchBody {
  readonly composeExtension: object;
}

export type Search = (asked: Asked) => Promise<SearchBody | InvokeBody>;

/** A page of results, as many as Teams shows. */
export const MOST_RESULTS = 25;
/** Teams waits 5 seconds, and then asks again. */
const PATIENCE_MS = 4_000;
const CARD = 'application/vnd.microsoft.card.adaptive';
const THUMBNAIL = 'application/vnd.microsoft.card.thumbnail';

export function createSearch(ports: SearchPorts, patienceMs = PATIENCE_MS): Search {
  return async (asked) => {
    const answer = await within(patienceMs, answerTo(ports, asked));
    return answer ?? saying(asked, 'search.slow');
  };
}

async function answerTo(ports: SearchPorts, asked: Asked): Promise<SearchBody | InvokeBody> {
  const desk = await deskOf(ports, asked);
  switch (asked.what) {
    case 'search': {
      const found = await find(ports, desk, asked);
      return found.length === 0
        ? saying(asked, 'search.none')
        : rows(found.map((entry) => row(asked, entry, desk.now)));
    }
    case 'pick': {
      const changeover = desk.changeover(asked.changeoverId);
      return changeover
        ? rows([{ contentType: CARD, content: put(asked, changeover.id) }])
        : saying(asked, 'search.none');
    }
    case 'view':
      return cardBody(viewFor(desk, asked));
  }
}

/** A turn that is never saved: the chat that is asked in is none of the bot's, so it is asked as if one to one. */
async function deskOf({ store, shelf, roster, clock, random }: SearchPorts, asked: Asked): Promise<Desk> {
  const { person, reader, changeoverId } = asked;
  const { tenantId } = person;
  const reference = { serviceUrl: '', conversationId: '', botId: '', tenantId };
  const conversation = { id: '', kind: 'personal', tenantId, reference, state: 'reachable', version: 0 } as const;
  const source = { door: 'card', person, conversationId: '', conversation, activityId: '', ...reader } as const;
  const loaded = await store.load({ conversationId: '', person, ...(changeoverId !== '' && { changeoverId }) });
  const desk = new Desk({ shelf, random }, source, loaded, clock.now());
  await admitToTeams(roster, desk);
  return desk;
}

/** A customer's own changeovers first, then the books of the teams for which the person speaks, team by team. */
async function find({ store, shelf }: SearchPorts, desk: Desk, asked: Asked): Promise<readonly BoardEntry[]> {
  const { filters, page } = typedBoard(asked.text, asked.reader.locale);
  const skip = asked.skip + page * MOST_RESULTS;
  const mine = ownEntries(desk, filters);
  const found = mine.slice(skip, skip + MOST_RESULTS);
  let before = mine.length;
  for (const teamId of desk.teams.admitted) {
    if (found.length >= MOST_RESULTS) break;
    const { total, rows: more } = await store.book({
      partnerTenantId: asked.person.tenantId,
      teamId,
      now: desk.now,
      filters,
      offset: Math.max(0, skip - before),
      limit: MOST_RESULTS - found.length,
    });
    found.push(...more.map((one) => ({ ...one, playbook: shelf.of(one.changeover) })));
    before += total;
  }
  return found;
}

/** A customer has few, and no book: of the filters those that speak of it are looked at. */
function ownEntries(desk: Desk, { customer = '', playbook: kind = '' }: BookFilters): BoardEntry[] {
  const texts = desk.allTexts();
  const wanted = customer.toLowerCase();
  return desk.changeovers().flatMap((changeover): readonly BoardEntry[] => {
    if (desk.readerOf(changeover).side !== 'customer') return [];
    const { customer: own, partner } = changeover;
    const names = [own.domain, partner.domain, desk.text(own.nameRef) ?? '', desk.text(partner.nameRef) ?? ''];
    const fits = names.some((name) => name.toLowerCase().includes(wanted));
    if (!fits || !changeover.playbook.id.includes(kind.toLowerCase())) return [];
    const playbook = desk.playbookOf(changeover);
    const { done, all } = progress(changeover, playbook, desk.now);
    return [{ changeover, playbook, group: 'onTrack', texts, doneSteps: done, allSteps: all }];
  });
}

/** The row is seen by the one who searches alone; what is put into the chat is the card, seen by everybody there. */
function row(asked: Asked, entry: BoardEntry, now: Instant): object {
  const { name, course, trouble, waits } = boardRow(entry, asked.reader, now);
  const text = words(asked.reader.locale).t('search.row', { course, waits: trouble ?? waits });
  return {
    contentType: CARD,
    content: put(asked, entry.changeover.id),
    preview: { contentType: THUMBNAIL, content: { title: name, text } },
  };
}

function put({ reader, personName }: Asked, changeoverId: string): object {
  const content = sharedCard(reader.locale, changeoverId, personName);
  return 'card' in content ? content.card : {};
}

function viewFor(desk: Desk, { changeoverId, place, reader }: Asked): Content {
  const changeover = desk.changeover(changeoverId);
  if (changeover === undefined || !belongsIn(changeover, place)) return strangerCard(reader.locale);
  const text = (ref: Parameters<Desk['text']>[0]) => desk.text(ref);
  const view = statusView(changeover, desk.playbookOf(changeover), desk.readerOf(changeover), desk.now, text);
  return sharedViewCard(view, desk.allTexts());
}

function rows(attachments: readonly object[]): SearchBody {
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}

/** In words: under the search box, or beside the card. */
function saying({ what, reader }: Asked, key: string): SearchBody | InvokeBody {
  const text = words(reader.locale).t(key);
  return what === 'view' ? cardBody({ text }) : { composeExtension: { type: 'message', text } };
}
