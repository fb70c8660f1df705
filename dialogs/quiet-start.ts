/** A quiet start: drafts are sent, changed or dropped in the partner's channel, until its lead switches the customer live. */
import { customerName } from '../cards/names.ts';
import { settledDraftCard } from '../cards/draft-card.ts';
import { words } from '../cards/text.ts';
import { cleanText } from '../changeover/free-text.ts';
import type { Changeover } from '../changeover/changeover.ts';
import type { Turn } from '../loop/turn.ts';
import { meant, type Hearing } from './hearing.ts';
import { pressCommandId } from './press-id.ts';
import { reply, replyRefusal, replyText } from './speak.ts';

const LONGEST_OWN = 1_000;
const VERDICTS = { draftSend: 'send', draftEdit: 'edit', draftDrop: 'drop' } as const;
type DraftVerb = keyof typeof VERDICTS;

/** The press's own id keeps a repeated one from being a second word about the draft. */
export function settleDraft(hearing: Hearing, verb: DraftVerb): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  const data = said.kind === 'press' ? said.data : {};
  const { occasion, text } = data;
  if (changeover === undefined) return;
  if (typeof occasion !== 'string' || !occasion.startsWith(`${changeover.id}/`))
    return reply(turn, said, 'say.oldButton');
  const own = verb === 'draftEdit' ? ownText(text) : undefined;
  if (verb === 'draftEdit' && own === undefined) return reply(turn, said, 'draft.empty');
  const commandId = pressCommandId(
    { changeover: changeover.id, verb, seen: 0, form: [occasion, own] },
    turn.source.person,
  );
  const issued = turn.issue(
    changeover.id,
    {
      type: 'settleDraft',
      occasion: occasion.slice(0, 300),
      verdict: VERDICTS[verb],
      ...(own !== undefined && { textRef: turn.keepText(changeover.id, 'said', own) }),
    },
    commandId,
  );
  if (!issued.ok && issued.refusal.code !== 'alreadyDone') return replyRefusal(turn, said, issued.refusal);
  const verdict = issued.ok ? VERDICTS[verb] : 'known';
  sayInPlace(
    hearing,
    words(turn.defaultReader.locale).t(`draft.said.${verdict}`, { customer: nameOf(turn, changeover) }),
  );
}

export function goLive(hearing: Hearing): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const issued = turn.issue(changeover.id, { type: 'goLive' });
  if (!issued.ok && issued.refusal.code !== 'alreadyDone') return replyRefusal(turn, said, issued.refusal);
  reply(turn, said, issued.ok ? 'draft.live' : 'draft.isLive', { customer: nameOf(turn, changeover) });
}

/** `on` or `off`: whether new changeovers of the team begin quietly. */
export async function setQuietStart({ turn, said, office }: Hearing, rest: string): Promise<void> {
  const { conversation, teamId, person } = turn.source;
  if (conversation.kind !== 'channel' || teamId === undefined || office === undefined) {
    return reply(turn, said, 'board.inChannel');
  }
  const to = rest.trim().toLowerCase();
  const team = { partnerTenantId: person.tenantId, teamId };
  const kept = await office.teamBook(team);
  if (to !== 'on' && to !== 'off') return reply(turn, said, kept?.isQuiet ? 'draft.start.isOn' : 'draft.start.isOff');
  if (turn.teams.actorFor(undefined).isLead !== true) return reply(turn, said, 'refusal.leadOnly');
  const { locale, zone } = turn.defaultReader;
  const book = kept ?? { ...team, channelId: conversation.id, zone, locale };
  await office.keepTeamBook({ ...book, isQuiet: to === 'on' });
  return reply(turn, said, to === 'on' ? 'draft.start.on' : 'draft.start.off');
}

function sayInPlace({ turn, said }: Hearing, text: string): void {
  if (said.kind !== 'press' || said.surface !== 'execute') return replyText(turn, said, text);
  turn.answer({ kind: 'card', content: settledDraftCard(turn.defaultReader.locale, text) });
}

function ownText(typed: unknown): string | undefined {
  const { text } = cleanText(typeof typed === 'string' ? typed : '', LONGEST_OWN);
  return text === '' ? undefined : text;
}

function nameOf(turn: Turn, changeover: Changeover): string {
  return customerName(changeover, (ref) => turn.text(ref));
}
