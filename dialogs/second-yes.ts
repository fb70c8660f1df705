/** A new changeover whose overlap is above the team's limit is opened by the yes of a second person. */
import { aboveLimit } from '../changeover/opening-limit.ts';
import { isSamePerson } from '../changeover/membership.ts';
import type { Person } from '../changeover/changeover.ts';
import type { Refusal } from '../changeover/refusals.ts';
import type { Content } from '../cards/content.ts';
import { openingCard, settledOpeningCard } from '../cards/opening-card.ts';
import { refusalText } from '../cards/refusal-text.ts';
import { plain } from '../cards/text.ts';
import type { Opening, OpeningStore } from '../loop/opening-ports.ts';
import type { Turn } from '../loop/turn.ts';
import type { Hearing } from './hearing.ts';
import { draftIn, type NewDraft } from './new-changeover-draft.ts';
import { frameOf, type ReadingFrame } from './new-changeover-course.ts';
import { readLines, settled } from './new-changeover-forms.ts';
import { openChangeover } from './new-changeover-open.ts';
import { previewLines } from './new-changeover-views.ts';
import { reply, replyText, wordsOf } from './speak.ts';

export type Openings = OpeningStore;

/** `opened` with what is to be said of it, `asked` with the card that asks a second person. */
export interface Ended {
  readonly ended: 'opened' | 'asked';
  readonly said: readonly Content[];
}

/** Opens it, or keeps it and asks a second person, where the overlap is above what the team's lead set. */
export async function openOrAsk(
  turn: Turn,
  draft: NewDraft,
  frame: ReadingFrame,
  openings: Openings | undefined,
): Promise<Ended | { readonly refusal: Refusal }> {
  const { openingLimit: limit } = turn.loaded;
  const lines = frame.asks.lines === 'oldAndNew' ? previewLines(readLines(draft, frame), frame) : [];
  const above = aboveLimit(
    limit,
    lines.map(({ mine }) => mine.cost),
  );
  if (above === undefined || limit === undefined) {
    const outcome = openChangeover(turn, draft, frame);
    return outcome.ok ? { ended: 'opened', said: outcome.said } : outcome;
  }
  if (openings === undefined) throw new Error('A limit stands, and nothing can wait for a second yes.');
  const { person, personName, conversation, teamId = '' } = turn.source;
  const { reader } = frame;
  const home = { partnerTenantId: person.tenantId, teamId };
  const { customerName, partnerName } = draft.parties;
  const asked = { customer: customerName ?? partnerName ?? '', limit, ...above };
  const kept = { ...home, id: draft.run, channelId: conversation.id, askedBy: person, reader, draft, asked };
  await openings.keepOpening(kept, turn.now);
  const who = personName === undefined ? {} : { who: personName };
  const card = openingCard(frame.locale, { opening: draft.run, ...asked, ...who });
  return { ended: 'asked', said: [card] };
}

/** What a second person said of it. Nothing of the press is believed but which one it is about. */
export async function hearOpening(hearing: Hearing, verb: 'openingYes' | 'openingNo'): Promise<void> {
  const { turn, said, office } = hearing;
  const { conversation, teamId, person } = turn.source;
  if (conversation.kind !== 'channel' || teamId === undefined || office === undefined) {
    return reply(turn, said, 'new.channelOnly');
  }
  const id = said.kind === 'press' ? said.data['changeover'] : undefined;
  if (typeof id !== 'string') return reply(turn, said, 'say.oldButton');
  if (turn.changeover(id) !== undefined) return settle(hearing, wordsOf(turn).t('opening.openAlready'));
  const team = { partnerTenantId: person.tenantId, teamId };
  const opening = await office.openingOf(team, id, turn.now);
  if (opening === undefined) return settle(hearing, wordsOf(turn).t('opening.over'));
  if (opening.channelId !== conversation.id) return reply(turn, said, 'refusal.wrongPlace');
  const who = turn.source.personName ?? wordsOf(turn).t('opening.somebody');
  if (verb === 'openingNo') {
    await office.dropOpening(team, id);
    return settle(hearing, wordsOf(turn).t('opening.said.no', { who: plain(who, 60) }));
  }
  if (isSamePerson(opening.askedBy, person)) return reply(turn, said, 'opening.same');
  agree(hearing, opening, who);
}

function agree(hearing: Hearing, opening: Opening, who: string): void {
  const { turn, said } = hearing;
  const draft = draftIn(opening.draft);
  const frame = draft && frameOf(turn, draft, opening.reader);
  // A day may have gone by since it was typed: then it would not be what was looked at.
  if (draft === undefined || frame === undefined || settled(draft, frame) !== draft) {
    return reply(turn, said, 'opening.stale');
  }
  const outcome = openChangeover(turn, draft, frame, askedByOf(opening));
  if (!outcome.ok) return replyText(turn, said, refusalText(outcome.refusal, turn.defaultReader));
  for (const content of outcome.said) turn.say(content);
  const { threadChangeoverId } = turn.loaded;
  turn.showStatus(opening.id, threadChangeoverId === undefined ? 'anew' : 'ownThread');
  settle(hearing, wordsOf(turn).t('opening.said.yes', { who: plain(who, 60) }));
}

function askedByOf({ askedBy: { tenantId, objectId } }: Opening): Person {
  return { tenantId, objectId };
}

/** The card asks nothing any more, whoever looks at it. */
function settle({ turn, said }: Hearing, text: string): void {
  if (said.kind !== 'press' || said.surface !== 'execute') return replyText(turn, said, text);
  turn.answer({ kind: 'card', content: settledOpeningCard(text) });
}
