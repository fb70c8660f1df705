/** The licence move as people ask for it and press: its card, and the commands behind its buttons. */
import type { Changeover } from '../changeover/changeover.ts';
import type { LicenceCommand } from '../changeover/licence-move.ts';
import type { ConsentPurpose } from '../changeover/tenant-link.ts';
import type { Content } from '../cards/content.ts';
import { licenceCard } from '../cards/licence-card.ts';
import { licenceFilesCard } from '../cards/licence-files-card.ts';
import { MOST_WITHOUT } from '../cards/licence-count-section.ts';
import { readPress } from '../cards/verbs.ts';
import { movesToPutBack } from '../changeover/licence-back.ts';
import { standingCount } from '../changeover/licence-count.ts';
import { pairsChosen } from '../changeover/licence-pairs.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import type { Turn } from '../loop/turn.ts';
import { bearerIn } from './bearer.ts';
import { isTeam, meant, type Hearing } from './hearing.ts';
import type { LicenceDoor } from './licence-door.ts';
import { pressCommandId } from './press-id.ts';
import { reply, replyRefusal } from './speak.ts';

export type LicenceVerb =
  | 'readLicences'
  | 'moveLicences'
  | 'pauseLicences'
  | 'resumeLicences'
  | 'stopLicences'
  | 'undoLicences';

const COMMANDS = {
  moveLicences: 'confirmLicenceMove',
  pauseLicences: 'pauseLicenceMove',
  resumeLicences: 'resumeLicenceMove',
  stopLicences: 'stopLicenceMove',
  undoLicences: 'undoLicenceMove',
} as const satisfies Record<Exclude<LicenceVerb, 'readLicences'>, LicenceCommand['type']>;

type Asked =
  | { readonly body: LicenceCommand; readonly refusal?: never }
  | { readonly body?: never; readonly refusal: Refusal };

/** The card as things stand. */
export async function sayLicences(hearing: Hearing): Promise<void> {
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const { licences: door, turn, said } = hearing;
  const isOfUse = door?.canMove === true || standingCount(changeover) !== undefined;
  if (door === undefined || !isOfUse) return reply(turn, said, 'licences.notSetUp');
  show(hearing, await licencesOf(turn, changeover, door));
}

/** A link is a right for whoever holds it: it is handed to the person who pressed, never to a channel. */
export async function sayLicenceFiles(hearing: Hearing): Promise<void> {
  const { turn, said, licences: door } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const progress = turn.loaded.moves?.[changeover.id];
  if (door?.links === undefined || progress?.move !== changeover.licences?.id || !progress) {
    return reply(turn, said, 'licences.files.none');
  }
  const reader = turn.readerOf(changeover);
  if (reader.role === 'customerViewer') return reply(turn, said, 'refusal.viewerMayNot');
  const isSeenByOthers = isTeam(turn) && !(said.kind === 'press' && said.surface === 'execute');
  if (isSeenByOthers) return reply(turn, said, 'licences.files.inPrivate');
  const of = { changeover: changeover.id, move: progress.move, key: progress.fileKey };
  const links = await door.links(of, bearerIn(turn, changeover), turn.now);
  show(hearing, licenceFilesCard(changeover.id, links, reader.locale));
}

/** Issues the button's command; the card comes back as it stands then. */
export async function pressLicences(hearing: Hearing, verb: LicenceVerb): Promise<void> {
  const { turn, said, licences } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  if (!licences?.canMove) return reply(turn, said, 'licences.notSetUp');
  const data = said.kind === 'press' ? readPress(verb, said.data) : {};
  const { body: wanted, refusal } = commandOf(turn, changeover, verb, data);
  if (wanted === undefined) return replyRefusal(turn, said, refusal);
  const isUndo = wanted.type === 'undoLicenceMove';
  const body = isUndo ? { ...wanted, touched: await licences.touchedLater(wanted.move) } : wanted;
  const issued = turn.issue(changeover.id, body, commandId(turn, changeover, verb, body));
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  show(hearing, await licencesOf(turn, issued.changeover, licences));
  turn.showStatus(changeover.id, 'inPlace');
}

/** A press repeated under another activity is the same command; looking anew is a new one each time. */
function commandId(turn: Turn, changeover: Changeover, verb: LicenceVerb, body: LicenceCommand): string | undefined {
  if (body.type === 'readLicences') return undefined;
  const moves = [changeover.licences, ...(changeover.licencesBefore ?? [])];
  const seen = moves.some((move) => move?.id === body.move) ? changeover.version : 0;
  return pressCommandId({ changeover: changeover.id, verb, answer: body.move, seen }, turn.source.person);
}

function commandOf(
  turn: Turn,
  changeover: Changeover,
  verb: LicenceVerb,
  data: Readonly<Record<string, unknown>> | undefined,
): Asked {
  const move = data?.['move'];
  if (verb !== 'readLicences') {
    return typeof move === 'string' ? { body: { type: COMMANDS[verb], move } } : { refusal: refuse('movedOn') };
  }
  const read = { type: verb, move: turn.random.id() } as const;
  if (move === undefined) return { body: { ...read, pairs: [] } };
  const { id, question } = changeover.licences ?? {};
  if (id !== move || question === undefined) return { refusal: refuse('movedOn') };
  const answers = (question.olds ?? []).map((_old, i) => data?.[`to${i}`]);
  const pairs = pairsChosen(question, answers);
  return pairs.length === 0 ? { refusal: refuse('licencesNoneChosen') } : { body: { ...read, pairs } };
}

async function licencesOf(turn: Turn, changeover: Changeover, door: LicenceDoor): Promise<Content> {
  const { licences: move, customer } = changeover;
  const count = standingCount(changeover);
  const users = count && count.without > 0 ? await door.usersWithout(changeover.id, MOST_WITHOUT) : [];
  const reader = turn.readerOf(changeover);
  const progress = turn.loaded.moves?.[changeover.id];
  const counts = progress?.move === move?.id ? progress : undefined;
  const lacks = reader.side === 'customer' ? lackingConsent(changeover) : undefined;
  return licenceCard({
    locale: reader.locale,
    zone: reader.zone,
    changeover: changeover.id,
    domain: customer.domain,
    isCustomer: reader.side === 'customer',
    ...(move && { move }),
    earlier: changeover.licencesBefore ?? [],
    back: reader.side === 'customer' ? movesToPutBack(changeover) : [],
    canMove: door.canMove,
    ...(count && { counted: { count, users } }),
    ...(counts && { counts }),
    hasFiles: counts !== undefined && door.links !== undefined && reader.role !== 'customerViewer',
    ...(lacks && { lacks }),
    ...(changeover.link?.read && { looksItself: true }),
  });
}

/** What an administrator has to allow next: reading first, and writing once a move is wanted, or again. */
function lackingConsent({ link, licences }: Changeover): ConsentPurpose | undefined {
  const isRefused = licences?.why === 'notPermitted';
  if (!link?.read || (isRefused && licences.state === 'unread')) return 'read';
  const isWanted = licences?.state === 'planned' || licences?.state === 'paused';
  return isWanted && (!link.write || isRefused) ? 'write' : undefined;
}

function show({ turn, said }: Hearing, content: Content): void {
  if (said.kind === 'press' && said.surface === 'execute') turn.answer({ kind: 'card', content });
  else turn.say(content);
}
