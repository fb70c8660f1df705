/**
 * The door for the message extension: a search from any chat, a row that was picked, and a card that was put into a chat and
 * asks what whoever looks at it may see. Questions alone: nothing that comes through here changes anything, and the chats it
 * comes from are none that the bot could speak in.
 */
import type { Person, Zone } from '../../changeover/changeover.ts';
import type { ConversationKind } from '../../loop/ports.ts';
import type { Activity } from './activity.ts';
import { habitsOf, kindOf, personOf, rootOf } from './teams.ts';

export interface Asked {
  readonly what: 'search' | 'pick' | 'view';
  /** What was typed, for a search. */
  readonly text: string;
  /** Rows that were seen already. */
  readonly skip: number;
  /** A claim of a card, for the others. */
  readonly changeoverId: string;
  readonly person: Person;
  /** As the channel gives it. */
  readonly personName?: string;
  /** The chat that it is asked in. */
  readonly place: { readonly kind: ConversationKind; readonly id: string };
  readonly reader: { readonly locale: string; readonly zone: Zone };
}

const COMMAND = 'search';
const LONGEST = 300;
const MOST_SKIPPED = 10_000;

/** Undefined for everything else, and for somebody whom the channel does not vouch for. */
export function hearAsked(activity: Activity): Asked | undefined {
  const about = activity.type === 'invoke' ? aboutOf(activity) : undefined;
  const person = about && personOf(activity);
  if (about === undefined || person === undefined) return undefined;
  const { locale = 'en', zone = 'UTC' } = habitsOf(activity);
  const name = activity.from.name?.slice(0, 256).trim();
  return {
    ...about,
    person,
    place: { kind: kindOf(activity), id: rootOf(activity.conversation.id) },
    reader: { locale, zone },
    ...(name && { personName: name }),
  };
}

type About = Pick<Asked, 'what' | 'text' | 'skip' | 'changeoverId'>;

const NOTHING = { text: '', skip: 0, changeoverId: '' };

function aboutOf({ name, value }: Activity): About | undefined {
  const given = record(value);
  if (name === 'composeExtension/query') return given['commandId'] === COMMAND ? queryOf(given) : undefined;
  if (name === 'composeExtension/selectItem') return { ...NOTHING, what: 'pick', changeoverId: idIn(given) };
  const action = record(given['action']);
  if (name !== 'adaptiveCard/action' || action['verb'] !== 'shared') return undefined;
  return { ...NOTHING, what: 'view', changeoverId: idIn(record(action['data'])) };
}

/** `initialRun` comes before anything is typed. */
function queryOf({ parameters, queryOptions }: Piece): About {
  const all = Array.isArray(parameters) ? parameters.map(record) : [];
  const typed = all.find((one) => one['name'] === 'query')?.['value'];
  const skip = Number(record(queryOptions)['skip'] ?? 0);
  return {
    ...NOTHING,
    what: 'search',
    text: typeof typed === 'string' ? typed.slice(0, LONGEST) : '',
    skip: Number.isInteger(skip) && skip > 0 ? Math.min(skip, MOST_SKIPPED) : 0,
  };
}

type Piece = Readonly<Record<string, unknown>>;

function record(value: unknown): Piece {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function idIn({ changeover }: Piece): string {
  return typeof changeover === 'string' ? changeover.slice(0, 100) : '';
}
