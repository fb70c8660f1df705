/** Joining: the partner's code, a check of the tenant, yes or no. The code itself is never kept, only its hash. */
import {
  Dialog,
  DialogReason,
  WaterfallDialog,
  type DialogTurnResult,
  type WaterfallStepContext,
} from './waterfall.ts';
import type { TurnContext } from 'botbuilder';
import type { Changeover } from '../changeover/changeover.ts';
import { codeOf } from '../changeover/decide-join.ts';
import { isSamePerson } from '../changeover/membership.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import { introCard } from '../cards/intro-section.ts';
import { joinCard } from '../cards/join-card.ts';
import { customerName, partnerName } from '../cards/names.ts';
import type { Turn } from '../loop/turn.ts';
import { codeIn, type FoundCode } from './join-code.ts';
import type { Said } from './said.ts';
import { say, sayRefusal } from './speak.ts';
import { stay } from './stay.ts';
import { saidOf, type TurnOf } from './turn-of.ts';
import { yesOrNo } from './yes-no.ts';

export const JOIN_DIALOG = 'join';

/** The tenant id that a domain belongs to, from a public source; undefined when it is not known or there is no answer. */
export type TenantOfDomain = (domain: string) => Promise<string | undefined>;

interface JoinOptions {
  /** SHA-256 of the code that is being asked about. */
  hash?: string;
}

type Step = WaterfallStepContext<JoinOptions>;

export class JoinDialog extends WaterfallDialog<JoinOptions> {
  readonly #turnOf: TurnOf;
  readonly #tenantOfDomain: TenantOfDomain;

  constructor(turnOf: TurnOf, tenantOfDomain: TenantOfDomain) {
    super(JOIN_DIALOG);
    this.#turnOf = turnOf;
    this.#tenantOfDomain = tenantOfDomain;
    this.addStep((step) => this.#ask(step));
    this.addStep((step) => this.#take(step));
  }

  override async continueDialog(dc: Parameters<Dialog['continueDialog']>[0]): Promise<DialogTurnResult> {
    return this.resumeDialog(dc, DialogReason.continueCalled);
  }

  override async repromptDialog(context: TurnContext): Promise<void> {
    say(this.#turnOf(context), 'join.again');
  }

  /** Begun by a text or press that carries a code; a press of Yes or No on an older card is taken at once. */
  async #ask(step: Step): Promise<DialogTurnResult> {
    const turn = this.#turnOf(step.context);
    const said = saidOf(step.context);
    const code = codeIn(codeTextOf(said) ?? '');
    if (code === undefined) {
      say(turn, 'join.notACode');
      return step.endDialog();
    }
    const decision = yesOrNo(said, turn.defaultReader.locale);
    if (decision !== undefined) return this.#decide(step, turn, decision, code);
    const found = await this.#checked(turn, code);
    if (found === 'member' || !('changeover' in found)) return this.#end(step, turn, found);
    step.options.hash = code.hash;
    turn.say(questionOf(turn, found, code));
    return Dialog.EndOfTurn;
  }

  async #take(step: Step): Promise<DialogTurnResult> {
    const turn = this.#turnOf(step.context);
    const said = saidOf(step.context);
    const text = codeTextOf(said);
    const code = text === undefined ? undefined : codeIn(text);
    const isAnother = code !== undefined && code.hash !== step.options.hash;
    if (isAnother) return step.replaceDialog(JOIN_DIALOG, {});
    const decision = yesOrNo(said, turn.defaultReader.locale);
    if (decision !== undefined) return this.#decide(step, turn, decision, code);
    if (code !== undefined) return step.replaceDialog(JOIN_DIALOG, {});
    say(turn, 'join.again');
    return stay(step);
  }

  async #decide(
    step: Step,
    turn: Turn,
    decision: 'yes' | 'no',
    code: FoundCode | undefined,
  ): Promise<DialogTurnResult> {
    if (decision === 'no') {
      say(turn, 'join.no');
      return step.endDialog();
    }
    // A typed yes carries no code: where the door did not load by the hash that was kept, the card has it.
    if (code === undefined && turn.joinable() === undefined && step.options.hash !== undefined) {
      say(turn, 'join.pressYes');
      return stay(step);
    }
    const found = await this.#checked(turn, code);
    if (found === 'member' || !('changeover' in found)) return this.#end(step, turn, found);
    const refusal = join(turn, found.changeover, code?.hash ?? step.options.hash ?? '');
    if (refusal !== undefined) sayRefusal(turn, refusal);
    return step.endDialog();
  }

  async #end(step: Step, turn: Turn, found: Refusal | 'member'): Promise<DialogTurnResult> {
    if (found === 'member') {
      const mine = turn.joinable();
      say(turn, 'join.already');
      if (mine !== undefined) turn.showStatus(mine.id, 'anew');
    } else {
      sayRefusal(turn, found);
    }
    return step.endDialog();
  }

  async #checked(turn: Turn, code: FoundCode | undefined): Promise<Found | Refusal | 'member'> {
    const until = turn.tries.closedUntil();
    if (until !== undefined) return refuse('joinTooManyTries', { minutes: Math.ceil((until - turn.now) / 60_000) });
    const changeover = turn.joinable();
    if (changeover === undefined) {
      turn.tries.note('wrong');
      return refuse('joinCodeWrong');
    }
    turn.tries.note('right');
    if (changeover.members.some((member) => isSamePerson(member.person, turn.source.person))) return 'member';
    return foundOrRefused(turn, changeover, code, this.#tenantOfDomain);
  }
}

interface Found {
  readonly changeover: Changeover;
  readonly isChecked: boolean;
}

/** The checks that need no command; `decide` makes those of the code again. */
async function foundOrRefused(
  turn: Turn,
  changeover: Changeover,
  found: FoundCode | undefined,
  lookUp: TenantOfDomain,
): Promise<Found | Refusal> {
  const { tenantId } = turn.source.person;
  const { domain } = changeover.customer;
  const code = found && codeOf(changeover, found.hash);
  if (code?.usedAt !== undefined) return refuse('joinCodeUsed');
  if (code !== undefined && code.expiresAt <= turn.now) return refuse('joinCodeExpired');
  if (tenantId === changeover.partner.tenantId) return refuse('joinOwnTenant', { domain });
  if (turn.source.conversation.kind !== 'personal') return refuse('wrongPlace');
  const known = changeover.customer.tenantId;
  const expected = known ?? (await lookUp(domain));
  const isOther = expected !== undefined && expected.toLowerCase() !== tenantId.toLowerCase();
  if (isOther) return refuse('joinOtherTenant', { domain });
  // So few symbols can be guessed: they count only where the tenant itself is the right one, whoever typed them.
  if (found?.isShort === true && expected === undefined) return refuse('joinNeedsWhole');
  return { changeover, isChecked: expected !== undefined };
}

function join(turn: Turn, changeover: Changeover, codeHash: string): Refusal | undefined {
  const { locale, zone, country } = turn.defaultReader;
  const { personName } = turn.source;
  const nameRef = personName === undefined ? undefined : turn.keepText(changeover.id, 'personName', personName);
  const issued = turn.issue(changeover.id, {
    type: 'join',
    codeHash,
    zone,
    locale,
    ...(country !== undefined && { country }),
    ...(nameRef && { nameRef }),
  });
  if (!issued.ok) return issued.refusal;
  turn.tries.note('joined');
  say(turn, 'join.welcome');
  sayIntro(turn, issued.changeover);
  turn.showStatus(changeover.id, 'anew');
  turn.updateConversation({ statusPostedAt: turn.now });
  const params = { domain: changeover.customer.domain };
  turn.notify(
    changeover.id,
    `joined/${changeover.id}/${issued.changeover.version}`,
    { side: 'partner' },
    { kind: 'notice', text: 'notice.joined', params },
  );
  return undefined;
}

function questionOf(turn: Turn, { changeover, isChecked }: Found, { symbols: code }: FoundCode) {
  return joinCard({
    locale: turn.defaultReader.locale,
    tenantId: turn.source.person.tenantId,
    partnerName: partnerName(changeover, (ref) => turn.text(ref)),
    partnerDomain: changeover.partner.domain,
    expectedDomain: changeover.customer.domain,
    code,
    isChecked,
  });
}

/** The text in which a code may stand: what was typed, or the field of a card. */
function codeTextOf(said: Said): string | undefined {
  if (said.kind === 'text') return said.text;
  if (said.kind !== 'press') return undefined;
  const { code } = said.data;
  return typeof code === 'string' ? code : undefined;
}

/** What this kind of changeover is, and what is to be known of it first of all. */
function sayIntro(turn: Turn, changeover: Changeover): void {
  const { locale } = turn.defaultReader;
  const playbook = turn.playbookOf(changeover);
  const text: Turn['text'] = (ref) => turn.text(ref);
  const { customer } = changeover;
  const params = {
    customer: customerName(changeover, text),
    partner: partnerName(changeover, text),
    domain: customer.domain,
  };
  const intro = introCard({ locale, playbook, variant: changeover.variant, now: turn.now, params });
  if (intro !== undefined) turn.say(intro);
}
