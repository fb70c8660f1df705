/** What happened, asked by a member: a card at a time, and the way to the files. */
import type { Changeover } from '../changeover/changeover.ts';
import { historyCard, historyFileCard } from '../cards/history-card.ts';
import type { Content } from '../cards/content.ts';
import { bearerIn } from './bearer.ts';
import { isTeam, meant, type Hearing } from './hearing.ts';
import { reply } from './speak.ts';

export async function sayHistory(hearing: Hearing): Promise<void> {
  const { turn, said, records } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const read = await records?.history(changeover.id);
  if (read === undefined) return reply(turn, said, 'history.away');
  const reader = turn.readerOf(changeover);
  const playbook = turn.playbookOf(changeover);
  const page = said.kind === 'press' && typeof said.data['page'] === 'number' ? said.data['page'] : 1;
  show(hearing, historyCard({ changeover, playbook, reader, ...read }, page, mayTakeAway(hearing, changeover)));
}

/** A link is a right for whoever holds it: it is handed to the person who pressed, never to a channel. */
export async function sayHistoryFile(hearing: Hearing): Promise<void> {
  const { turn, said, records } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  if (records?.links === undefined) return reply(turn, said, 'history.file.none');
  if (!mayTakeAway(hearing, changeover)) return reply(turn, said, 'refusal.viewerMayNot');
  const isSeenByOthers = isTeam(turn) && !(said.kind === 'press' && said.surface === 'execute');
  if (isSeenByOthers) return reply(turn, said, 'history.file.inPrivate');
  const links = await records.links(changeover.id, bearerIn(turn, changeover), turn.now);
  show(hearing, historyFileCard(changeover.id, links, turn.readerOf(changeover).locale));
}

function mayTakeAway({ turn, records }: Hearing, changeover: Changeover): boolean {
  return records?.links !== undefined && turn.readerOf(changeover).role !== 'customerViewer';
}

/** In the place of the card that was pressed, for the person who pressed it; below, for whoever typed. */
function show({ turn, said }: Hearing, content: Content): void {
  if (said.kind === 'press' && said.surface === 'execute') turn.answer({ kind: 'card', content });
  else turn.say(content);
}
