/** A technician brings a customer on that is not in Teams: an e-mail ready to send with the link to its page; the link renewed, withdrawn. */
import type { Changeover } from '../changeover/changeover.ts';
import { isPageOpen, PAGE_DAYS } from '../changeover/customer-page.ts';
import { DAY } from '../changeover/working-time.ts';
import { inviteCard, standingPageCard, type MailWay } from '../cards/customer-page-card.ts';
import { inviteTo, type Invite } from '../cards/invite-letter.ts';
import type { PageLinks } from '../loop/page-ports.ts';
import type { Turn } from '../loop/turn.ts';
import { keepAddress } from './customer-address.ts';
import { meant, type Hearing } from './hearing.ts';
import { pressCommandId } from './press-id.ts';
import { reply, replyRefusal } from './speak.ts';

export const PAGE_VERBS = ['customerPage', 'pageAct'] as const;
export type PageVerb = (typeof PAGE_VERBS)[number];

const NONCE_BYTES = 16;

/** @param rest what followed the typed words: an address to send to. */
export async function hearCustomerPage(hearing: Hearing, verb: PageVerb, rest: string): Promise<void> {
  const { turn, said } = hearing;
  if (!keepAddress(hearing, rest)) return;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  if (turn.readerOf(changeover).side !== 'partner') return reply(turn, said, 'say.partnerOnly');
  const act = said.kind === 'press' && verb === 'pageAct' ? said.data['act'] : undefined;
  if (act === 'withdraw') return withdraw(hearing, changeover);
  if (act === 'send') return send(hearing, changeover);
  if (act !== 'renew' && isPageOpen(changeover, turn.now)) return showAgain(hearing, changeover);
  const { pages } = hearing.customerLinks ?? {};
  if (pages) return invite(hearing, changeover, pages);
  // Nobody's browser reaches us: the install steps alone.
  show(hearing, changeover, inviteOf(hearing, changeover));
}

function withdraw(hearing: Hearing, changeover: Changeover): void {
  const { turn, said } = hearing;
  const issued = turn.issue(changeover.id, { type: 'withdrawPage' }, commandIdOf(hearing, changeover, 'withdraw'));
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  reply(turn, said, 'customerPage.withdrawn');
  turn.showStatus(changeover.id, 'inPlace');
}

/** A new link, which ends the one before; where the address is known the e-mail goes at once. */
function invite(hearing: Hearing, changeover: Changeover, pages: PageLinks): void {
  const { turn, said } = hearing;
  const nonce = Buffer.from(turn.random.bytes(NONCE_BYTES)).toString('base64url');
  const link = { hash: pages.hashOf(changeover.id, nonce), nonce, expiresAt: turn.now + PAGE_DAYS * DAY };
  const issued = turn.issue(changeover.id, { type: 'issuePage', ...link }, commandIdOf(hearing, changeover, 'page'));
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  if (issued.isRepeat) return reply(turn, said, 'customerPage.repeat');
  const made = turn.changeover(changeover.id) ?? changeover;
  const letter = inviteOf(hearing, made);
  const goes = letter.sendTo !== undefined && made.isQuiet !== true && mail(hearing, made, letter) === 'sending';
  show(hearing, turn.changeover(changeover.id) ?? made, letter, goes ? 'sending' : undefined);
  turn.showStatus(changeover.id, 'inPlace');
}

/** The link that is open, in its e-mail; one that can't be made again is only told of. */
function showAgain(hearing: Hearing, changeover: Changeover): void {
  const { turn } = hearing;
  const { page } = changeover;
  const letter = inviteOf(hearing, changeover);
  if (letter.page) return show(hearing, changeover, letter);
  turn.say(standingPageCard(viewOf(turn, changeover), page?.expiresAt ?? turn.now));
  answerBelow(hearing);
}

/** A press under the e-mail: to the address that is noted now, with the link that the card shows. */
function send(hearing: Hearing, changeover: Changeover): void {
  const { turn, said } = hearing;
  const letter = inviteOf(hearing, changeover);
  const shown = said.kind === 'press' ? said.data['page'] : undefined;
  if (letter.page?.hash !== shown) return reply(turn, said, 'customerPage.over');
  if (letter.sendTo === undefined) return reply(turn, said, 'customerPage.mail.none');
  const outcome = mail(hearing, changeover, letter);
  if (typeof outcome === 'object') return replyRefusal(turn, said, outcome);
  reply(turn, said, outcome === 'repeat' ? 'customerPage.sentAlready' : 'customerPage.mail.sending', {
    to: letter.sendTo,
  });
  turn.showStatus(changeover.id, 'inPlace');
}

/** Once the turn is saved. Two technicians who press the same card send one e-mail. */
function mail(hearing: Hearing, changeover: Changeover, { letter, page, sendTo = '' }: Invite) {
  const { turn } = hearing;
  const about = { changeover: changeover.id, address: sendTo, letter, ...(page && { page: page.hash }) };
  const body = { type: 'sendPage' as const, ...(page && { hash: page.hash }) };
  const link = page?.hash.slice(0, 16) ?? '-';
  const issued = turn.issue(changeover.id, body, `pageSend/${changeover.id}/${link}/${seenOf(hearing, changeover)}`);
  if (!issued.ok) return issued.refusal;
  if (issued.isRepeat) return 'repeat';
  turn.mailSoon(about);
  return 'sending';
}

function show(hearing: Hearing, changeover: Changeover, letter: Invite, kind?: MailWay['kind'] & 'sending'): void {
  const { turn } = hearing;
  const otherwise = letter.sendTo === undefined ? 'none' : changeover.isQuiet ? 'quiet' : 'ready';
  turn.say(inviteCard(viewOf(turn, changeover), letter, { kind: kind ?? otherwise }));
  answerBelow(hearing);
}

function inviteOf({ turn, customerLinks }: Hearing, changeover: Changeover): Invite {
  const link = isPageOpen(changeover, turn.now) ? customerLinks?.pages?.linkOf(changeover) : undefined;
  return inviteTo(changeover, textOf(turn), { link, canMail: customerLinks?.canMail === true });
}

/** The press's own id keeps a repeated one from making a second link, which would end the first. */
function commandIdOf(hearing: Hearing, changeover: Changeover, verb: string): string | undefined {
  const { turn, said } = hearing;
  if (said.kind !== 'press') return undefined;
  return pressCommandId({ changeover: changeover.id, verb, seen: seenOf(hearing, changeover) }, turn.source.person);
}

function seenOf({ said }: Hearing, { version }: Changeover): number {
  return said.kind === 'press' && typeof said.data['seen'] === 'number' ? said.data['seen'] : version;
}

function viewOf(turn: Turn, changeover: Changeover) {
  return { changeover, reader: turn.readerOf(changeover), text: textOf(turn) };
}

function textOf(turn: Turn): Turn['text'] {
  return (ref) => turn.text(ref);
}

function answerBelow({ turn, said }: Hearing): void {
  if (said.kind === 'press' && said.surface === 'execute') reply(turn, said, 'say.below');
}
