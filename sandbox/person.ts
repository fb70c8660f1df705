/**
 * A person with a Teams client, driven by code: says, presses, fills in, sees. It knows only what stands in its
 * conversation, sends what a real client would send, and refuses what a real client would not let it do.
 */
import type { Instant } from '../changeover/changeover.ts';
import { homeOf, installActivities, messageActivity } from './activities.ts';
import type { Teller } from './activities.ts';
import { buttonsOf, isPiece, stringOf, toggle } from './card-reader.ts';
import type { Piece } from './card-reader.ts';
import type { PretendConnector } from './connector.ts';
import { fabrikam, partnerTeam } from './people.ts';
import type { Cast } from './people.ts';
import { checked, findButton, pressActivity } from './press.ts';
import type { Fields } from './press.ts';
import { cardsOf, textOfPost } from './transcripts.ts';
import type { Post } from './transcripts.ts';

export interface PersonOptions {
  readonly cast: Cast;
  /** A customer's admin chats one to one; a technician works in the partner's channel. */
  readonly place: 'personal' | 'channel';
  readonly connector: PretendConnector;
  /** The bot's messages endpoint; asked at each act, so that a restarted bot may have another one. */
  readonly botUrl: () => string;
  readonly now: () => Instant;
  /** How long to wait for something to be seen; 5,000 ms when absent. */
  readonly patienceMs?: number;
}

export interface PressOptions {
  /** Only on a card that has these words. */
  readonly on?: RegExp;
  /** As a client does that does not check inputs. */
  readonly isUnchecked?: boolean;
  /** Presses so many times at once, as an impatient finger does. */
  readonly times?: number;
  /** Also on a card that this person has sent already and that has not changed since. */
  readonly again?: boolean;
}

export interface BotAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface Person {
  readonly cast: Cast;
  /** The bot's messages in this person's conversation, oldest first. */
  posts(): readonly Post[];
  /** All that the bot's messages say now. */
  screen(): string;
  /** In a channel it mentions the bot and starts a thread of its own. */
  says(text: string): Promise<void>;
  /** In the thread (or chat) in which the bot wrote last. */
  replies(text: string): Promise<void>;
  /** Types into the newest card; sent with the next press. */
  fills(fields: Fields): void;
  /**
   * Presses the button on the newest card that has it and that was not sent already, once there is one.
   * Throws naming the buttons there are.
   */
  presses(title: string | RegExp, fields?: Fields, options?: PressOptions): Promise<void>;
  /** Waits until something that came or changed since this person's last act has these words; returns all of its words. */
  sees(words: RegExp): Promise<string>;
  /** Throws when a message of the bot has these words now. */
  doesNotSee(words: RegExp): void;
  installs(): Promise<void>;
  uninstalls(): Promise<void>;
  /** A picture or file, as Teams passes it on. */
  sendsFile(name: string): Promise<void>;
  /** Any activity; fields given replace those of a message. */
  sends(fields: Piece): Promise<BotAnswer>;
}

export function person(options: PersonOptions): Person {
  const { cast, connector } = options;
  const home = homeOf(options);
  const teller = tellerOf(options);
  let actedAt = connector.changes();
  let typed: Fields = {};
  /** The state of each card when it was sent as a form: its answer comes as a message of its own, a little later. */
  const sentAt = new Map<string, number>();
  for (const id of options.place === 'personal' ? [home] : [home, partnerTeam.id])
    connector.addMember(id, memberOf(cast, options.place));

  const posts = () => connector.posts(home).filter((post) => post.by === 'bot' || post.by === noteTo(cast));
  const until = async <Found>(look: () => Found | undefined, what: () => string) =>
    connector.until(look, what, options.patienceMs);

  async function act(activities: readonly Piece[]): Promise<readonly BotAnswer[]> {
    actedAt = connector.changes();
    const answers = await Promise.all(activities.map(async (activity) => deliver(options.botUrl(), activity)));
    const refused = answers.find((answer) => answer.status >= 300);
    if (refused) throw new Error(`The bot answered ${refused.status}: ${JSON.stringify(refused.body)}`);
    return answers;
  }

  async function speaks(conversationId: string, text: string): Promise<void> {
    connector.add(conversationId, cast.name, { type: 'message', text });
    await act([messageActivity(teller, conversationId, text)]);
  }

  async function presses(title: string | RegExp, fields: Fields = {}, press: PressOptions = {}): Promise<void> {
    const found = await until(
      () =>
        findButton(
          press.again === true ? posts() : posts().filter((one) => sentAt.get(one.id) !== one.changedAt),
          title,
          press.on,
        ),
      () => `${cast.name} has no button ${String(title)}. There are: ${titlesOf(posts())}\n${lastWords(posts())}`,
    );
    const values = press.isUnchecked === true ? fields : checked(found, { ...typed, ...fields });
    typed = {};
    const { type } = found.button;
    if (type === 'Action.ToggleVisibility') toggle(found.card, found.button);
    // Nothing is sent: inputs behind a *show* button are found without opening it.
    if (type !== 'Action.Execute' && type !== 'Action.Submit') return;
    if (type === 'Action.Submit') sentAt.set(found.post.id, found.post.changedAt);
    const activities = Array.from({ length: press.times ?? 1 }, () => pressActivity(teller, found, values));
    const answers = await act(activities);
    if (type === 'Action.Execute') for (const answer of answers) take(connector, cast, found.post, answer.body);
  }

  return {
    cast,
    posts,
    screen: () => posts().map(textOfPost).join('\n\n'),
    says: async (text) => speaks(options.place === 'personal' ? home : connector.newThread(home), text),
    replies: async (text) => speaks(posts().at(-1)?.conversationId ?? home, text),
    fills: (fields) => void (typed = { ...typed, ...fields }),
    presses,
    sees: async (words) =>
      until(
        () =>
          posts()
            .filter((one) => one.changedAt > actedAt)
            .map(textOfPost)
            .find((text) => words.test(text)),
        () => `${cast.name} does not see ${String(words)}. The newest words are:\n${lastWords(posts())}`,
      ),
    doesNotSee(words) {
      const text = posts()
        .map(textOfPost)
        .find((one) => words.test(one));
      if (text !== undefined) throw new Error(`${cast.name} sees ${String(words)}:\n${text}`);
    },
    installs: async () => void (await act(installActivities(teller, 'add'))),
    uninstalls: async () => void (await act(installActivities(teller, 'remove'))),
    async sendsFile(name) {
      const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name, content: {} };
      await act([{ ...messageActivity(teller, home, ''), attachments: [file] }]);
    },
    async sends(fields) {
      actedAt = connector.changes();
      return deliver(options.botUrl(), { ...messageActivity(teller, home, ''), ...fields });
    },
  };
}

/** What a client does with the answer to Action.Execute: a card takes the place of the old one, words are shown to the person. */
function take(connector: PretendConnector, cast: Cast, card: Post, body: unknown): void {
  if (!isPiece(body)) throw new Error(`An invoke was answered with ${JSON.stringify(body)}`);
  const { type, value } = body;
  if (type === 'application/vnd.microsoft.card.adaptive') {
    const attachments = [{ contentType: type, content: value }];
    connector.replace(card.conversationId, card.id, { type: 'message', attachments });
    return;
  }
  const text = isPiece(value) ? stringOf(value, 'message') : value;
  if (typeof text !== 'string') throw new Error(`An invoke was answered with ${JSON.stringify(body)}`);
  connector.add(card.conversationId, noteTo(cast), { type: 'message', text });
}

/** In the partner's team whoever comes from elsewhere is a guest. */
function memberOf(cast: Cast, place: PersonOptions['place']): Piece {
  const isGuest = place === 'channel' && cast.company.tenantId !== fabrikam.tenantId;
  return {
    id: cast.teamsId,
    name: cast.name,
    aadObjectId: cast.objectId,
    email: cast.email,
    userPrincipalName: cast.email,
    tenantId: cast.company.tenantId,
    userRole: isGuest ? 'guest' : 'user',
  };
}

function noteTo(cast: Cast): string {
  return `bot, to ${cast.name} alone`;
}

function titlesOf(posts: readonly Post[]): string {
  const titles = posts.slice(-5).flatMap((one) => cardsOf(one).flatMap((card) => buttonsOf(card).map((b) => b.title)));
  return [...new Set(titles)].join(', ') || 'none';
}

function lastWords(posts: readonly Post[]): string {
  return posts.slice(-3).map(textOfPost).join('\n---\n');
}

function tellerOf({ cast, place, connector, now }: PersonOptions): Teller {
  let count = 0;
  const prefix = cast.objectId.slice(0, 13);
  return {
    cast,
    place,
    serviceUrl: connector.serviceUrl,
    now,
    nextId: () => `${prefix}-4000-9000-${String((count += 1)).padStart(12, '0')}`,
  };
}

async function deliver(url: string, activity: Piece): Promise<BotAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Words, or nothing: kept as they are.
  }
  return { status: response.status, body };
}
