/** One admitted activity: heard, checked for guests, run as a turn, answered; what it held back is said afterwards. */
import type { TurnContext } from 'botbuilder';
import { words } from '../cards/text.ts';
import type { Converse } from '../dialogs/converse.ts';
import { typedDomainOf } from '../dialogs/typed-domain.ts';
import type { Loop } from '../loop/create-loop.ts';
import type { Desk } from '../loop/desk.ts';
import type { Content, LoadKeys } from '../loop/ports.ts';
import type { MailSoon } from '../loop/turn.ts';
import { TooBusy, type TurnResult } from '../loop/unit-of-work.ts';
import type { TenantOfDomain } from '../tenant/tenant-of-domain.ts';
import { admit, admitToTeams } from './admission.ts';
import type { Aftermath } from './aftermath.ts';
import type { Activity } from './doors/activity.ts';
import { hearAsked } from './doors/search.ts';
import { hear, type Heard } from './doors/teams.ts';
import {
  bodyFor,
  errorBody,
  invokeBody,
  messageBody,
  type ErrorBody,
  type InvokeBody,
  type TaskBody,
} from './invoke-answer.ts';
import type { BotLog } from './log.ts';
import type { Search } from './search.ts';
import type { Roster } from './roster.ts';
import type { TurnsUnderWay } from './turns-under-way.ts';

export interface ActivityPorts {
  readonly loop: Pick<Loop, 'turn' | 'finish'>;
  readonly converse: Converse;
  readonly roster: Roster;
  /** Absent: of a typed domain only its name is compared. */
  readonly tenantOfDomain?: TenantOfDomain;
  /** What is asked from any chat, and changes nothing. */
  readonly search: Search;
  readonly aftermath: Aftermath;
  readonly underWay: TurnsUnderWay;
  /** The status card for the person who pressed, from the newest state of the turn. */
  readonly drawStatus: (desk: Desk, changeoverId: string) => Content | undefined;
  /** The changeover's tenant is to be looked at now: a step or a person waits for it. */
  readonly lookNow: (changeoverId: string) => Promise<void>;
  /** Sends what a turn that is saved wants sent by e-mail. */
  readonly mailNow: (mail: MailSoon) => Promise<void>;
  /** Something was saved: others may have something to hear. */
  readonly onSaved: () => void;
}

type HeardTurn = Extract<Heard, { kind: 'turn' }>;

/** @param turn the correlation id: in every log line of the turn, and told to the user when something fails. */
export async function answerActivity(
  ports: ActivityPorts,
  context: TurnContext,
  activity: Activity,
  turn: string,
  log: BotLog,
): Promise<void> {
  const asked = hearAsked(activity);
  if (asked !== undefined) return answerInvoke(context, await ports.search(asked));
  const heard = hear(activity, turn);
  if (heard.kind === 'ignored') {
    log.debug({ why: heard.why }, 'an activity was ignored');
    if (activity.type === 'invoke') await answerInvoke(context, undefined);
    return;
  }
  const admitted = await admit(ports.roster, heard);
  if (!admitted.ok) {
    const { code: stranger } = admitted;
    log.info({ conversation: heard.source.conversation.id, code: stranger }, 'somebody of a channel was refused');
    const text = words(heard.source.locale ?? 'en').t(`refusal.${stranger}`);
    return tell(context, activity.type, errorBody(400, stranger, text));
  }
  const end = ports.underWay.begin(heard.source.conversation.id);
  try {
    await runTurn(ports, context, activity, admitted.heard, log, end);
  } catch (error) {
    end();
    throw error;
  }
}

/** @param end to be called once all that the turn said is sent. */
async function runTurn(
  ports: ActivityPorts,
  context: TurnContext,
  activity: Activity,
  heard: HeardTurn,
  log: BotLog,
  end: () => void,
): Promise<void> {
  const { source, said } = heard;
  const keys = await keysOf(ports, heard);
  const result = await ports.loop.turn(source, keys, async (desk) => {
    await admitToTeams(ports.roster, desk);
    await ports.converse(context, desk, said);
  });
  if (activity.type === 'invoke') await answerInvoke(context, bodyOf(ports, result));
  log.info(
    { conversation: source.conversation.id, kind: said.kind, isSaved: result.isSaved, isRepeat: result.isRepeat },
    'a turn was run',
  );
  ports.aftermath.follow(source.conversationId, async () => {
    try {
      await ports.loop.finish(result, heard.pressedCard);
    } finally {
      end();
    }
    if (result.isSaved) for (const mail of result.desk.mails) await ports.mailNow(mail);
    for (const id of result.desk.looks) await ports.lookNow(id);
    if (result.isSaved || result.desk.looks.size > 0) ports.onSaved();
  });
}

/** Tells the user about a fault in a short kind sentence with the correlation id, and the log everything. */
export async function answerFault(context: TurnContext, error: unknown, turn: string, log: BotLog): Promise<void> {
  const { type, locale } = context.activity;
  const w = words(locale ?? 'en');
  if (error instanceof TooBusy) {
    log.warn({ err: error }, 'a turn lost every race');
    return tell(context, type, errorBody(400, 'tooBusy', w.t('refusal.tooBusy')));
  }
  log.error({ err: error }, 'a turn failed');
  return tell(context, type, errorBody(500, 'internal', w.t('error.turn', { id: turn.slice(0, 8) })));
}

/** Whose tenant a typed domain is in, is asked before the turn is loaded: the read finds who else is of that tenant. */
async function keysOf({ tenantOfDomain }: ActivityPorts, { keys, said }: HeardTurn): Promise<LoadKeys> {
  const typedDomain = await typedDomainOf(said, tenantOfDomain);
  return { ...keys, ...(typedDomain && { typedDomain }) };
}

function bodyOf(ports: ActivityPorts, { desk, invokeAnswer }: TurnResult): InvokeBody | TaskBody {
  const drawn = invokeAnswer && invokeBody(invokeAnswer, (id) => ports.drawStatus(desk, id));
  // A repeat, or an answer that was said in the chat: the client still waits for a word.
  return drawn ?? messageBody(words(desk.defaultReader.locale).t('press.heard'));
}

/** On the card for a press that waits for its answer, in the chat for a message, not at all for what nobody said. */
async function tell(context: TurnContext, type: string, body: ErrorBody): Promise<void> {
  if (type === 'invoke') return answerInvoke(context, body);
  if (type === 'message') await context.sendActivity({ type: 'message', text: body.value.message });
}

async function answerInvoke(context: TurnContext, answer: object | undefined): Promise<void> {
  const body = bodyFor(context.activity.name, answer);
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, ...(body && { body }) } });
}
