/** A technician brings a customer on that is not in Teams: an e-mail ready to send with the link to its page; the link renewed, withdrawn. */
import type { Changeover, ChangeoverId, Instant } from '../changeover/changeover.ts';
import { isPageOpen } from '../changeover/customer-page.ts';
import { DAY } from '../changeover/working-time.ts';
import { inviteCard, standingPageCard } from '../cards/customer-page-card.ts';
import { inviteLetter } from '../cards/invite-letter.ts';
import type { Turn } from '../loop/turn.ts';
import { meant, type Hearing } from './hearing.ts';
import { makePageSecret, PAGE_DAYS } from './page-secret.ts';
import { pressCommandId } from './press-id.ts';
import { reply, replyRefusal } from './speak.ts';

export const PAGE_VERBS = ['customerPage', 'pageAct'] as const;
export type PageVerb = (typeof PAGE_VERBS)[number];

/** What leads to a customer that is not in Teams; each part absent where it is not configured. */
export interface CustomerLinks {
  readonly page?: (link: {
    readonly id: ChangeoverId;
    readonly secret: string;
    readonly expiresAt: Instant;
  }) => Promise<string>;
  /** Whether letters can be sent from here. */
  readonly canMail: boolean;
}

export async function hearCustomerPage(hearing: Hearing, verb: PageVerb): Promise<void> {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  if (turn.readerOf(changeover).side !== 'partner') return reply(turn, said, 'say.partnerOnly');
  const act = said.kind === 'press' && verb === 'pageAct' ? said.data['act'] : undefined;
  if (act === 'withdraw') return withdraw(hearing, changeover);
  const { page } = changeover;
  if (act !== 'renew' && page && isPageOpen(changeover, turn.now)) {
    turn.say(standingPageCard(viewOf(turn, changeover), page.expiresAt));
    return answerBelow(hearing);
  }
  if (hearing.customerLinks?.page) await invite(hearing, changeover, hearing.customerLinks.page);
  else inviteToTeams(hearing, changeover);
}

function withdraw(hearing: Hearing, changeover: Changeover): void {
  const { turn, said } = hearing;
  const issued = turn.issue(changeover.id, { type: 'withdrawPage' }, commandIdOf(hearing, changeover, 'withdraw'));
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  reply(turn, said, 'customerPage.withdrawn');
  turn.showStatus(changeover.id, 'inPlace');
}

/** A new link, which ends the one before. It is in this card and this e-mail alone. */
async function invite(
  hearing: Hearing,
  changeover: Changeover,
  linkOf: NonNullable<CustomerLinks['page']>,
): Promise<void> {
  const { turn, said } = hearing;
  const { secret, hash } = makePageSecret(turn.random);
  const expiresAt = turn.now + PAGE_DAYS * DAY;
  const issued = turn.issue(
    changeover.id,
    { type: 'issuePage', hash, expiresAt },
    commandIdOf(hearing, changeover, 'page'),
  );
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  if (issued.isRepeat) return reply(turn, said, 'customerPage.repeat');
  const link = await linkOf({ id: changeover.id, secret, expiresAt });
  const letter = inviteLetter(changeover, textOf(turn), { link, expiresAt });
  const mail = mailOf(hearing, changeover);
  if (typeof mail === 'object') turn.mailSoon({ changeover: changeover.id, address: mail.to, letter });
  turn.say(inviteCard(viewOf(turn, changeover), letter, { expiresAt, mail }));
  answerBelow(hearing);
  turn.showStatus(changeover.id, 'inPlace');
}

/** Nobody's browser reaches us: the install steps alone, to be sent by hand. */
function inviteToTeams(hearing: Hearing, changeover: Changeover): void {
  const { turn } = hearing;
  const letter = inviteLetter(changeover, textOf(turn), undefined);
  turn.say(inviteCard(viewOf(turn, changeover), letter, { mail: 'none' }));
  answerBelow(hearing);
}

/** While the start is quiet nothing goes to the customer by itself. */
function mailOf({ turn, customerLinks }: Hearing, changeover: Changeover): { readonly to: string } | 'none' | 'quiet' {
  const to = addressIn(turn.text(changeover.customer.contactRef));
  if (to === undefined || customerLinks?.canMail !== true) return 'none';
  return changeover.isQuiet ? 'quiet' : { to };
}

/** The first e-mail address in a contact as it was typed. */
function addressIn(contact: string | undefined): string | undefined {
  return contact === undefined
    ? undefined
    : /[^\s<>"(),:;@[\]\\]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+/iu.exec(contact)?.[0];
}

/** The press's own id keeps a repeated one from making a second link, which would end the first. */
function commandIdOf({ turn, said }: Hearing, changeover: Changeover, verb: string): string | undefined {
  if (said.kind !== 'press') return undefined;
  const seen = typeof said.data['seen'] === 'number' ? said.data['seen'] : changeover.version;
  return pressCommandId({ changeover: changeover.id, verb, seen }, turn.source.person);
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
