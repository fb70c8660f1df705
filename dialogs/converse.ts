/**
 * The router of all that is said and pressed. The dialogs are built once and hold nothing; what a conversation has open
 * is in the turn's own document, one per conversation and person, saved with the turn.
 */
import type { TurnContext } from 'botbuilder';
import { DialogSet, type DialogContext } from './waterfall.ts';
import type { Office } from '../loop/book-ports.ts';
import type { CustomerLinks } from '../loop/page-ports.ts';
import type { ConsentLinks } from '../loop/reading-ports.ts';
import type { Turn } from '../loop/turn.ts';
import { CallOffDialog } from './call-off.ts';
import { ClaimDialog } from './claim.ts';
import { forgetEmptyStack, stackIn } from './dialog-stack.ts';
import { ContactDialog } from './contact.ts';
import { CorrectDialog } from './correct.ts';
import { ForgetDialog } from './forget.ts';
import { hearPress } from './hear-press.ts';
import { hearText } from './hear-text.ts';
import { farewell, welcome } from './installs.ts';
import { InviteDialog } from './invite.ts';
import { JoinDialog, type TenantOfDomain } from './join.ts';
import { NewChangeoverDialog } from './new-changeover.ts';
import { hearTask } from './new-changeover-pages.ts';
import { OldEndedDialog } from './old-ended-dialog.ts';
import type { LicenceDoor } from './licence-door.ts';
import { OUTSIDE_LETTERS, OutsideLetterDialog } from './outside-letter.ts';
import { PAPERS, PaperDialog } from './paper.ts';
import { PauseDialog } from './pause.ts';
import { PhaseDialog } from './phase-dialog.ts';
import { RecordWordDialog } from './record-word.ts';
import type { Records } from './records.ts';
import type { Said } from './said.ts';
import { SettleClaimDialog } from './settle-claim.ts';
import { reply, say } from './speak.ts';
import { StepCourseDialog } from './step-course.ts';
import { SwitchPlaybookDialog } from './switch-playbook.ts';
import type { Technicians } from './team.ts';
import { hearMembersLeft, hearTeamChange } from './team-events.ts';
import { bindTurn, turnOf } from './turn-of.ts';

export interface ConversePorts {
  /** Absent: a domain's tenant cannot be looked up, and the person's word counts. */
  readonly tenantOfDomain?: TenantOfDomain;
  /** Absent: who leads a team can't be changed. */
  readonly technicians?: Technicians;
  /** Absent: the history can't be read. */
  readonly records?: Records;
  /** Absent: there is no book to ask for. */
  readonly office?: Office;
  /** Absent: nobody is asked to let a tenant be read. */
  readonly consentLinks?: ConsentLinks;
  /** Absent: no licences can be moved. */
  readonly licences?: LicenceDoor;
  /** Absent: a customer is reached in Teams alone. */
  readonly customerLinks?: CustomerLinks;
}

/** Hears one thing in one turn; all that it says and changes goes through the turn. */
export type Converse = (context: TurnContext, turn: Turn, said: Said) => Promise<void>;

export function createConverse(ports: ConversePorts = {}): Converse {
  const dialogs = dialogSet(ports);
  return async (context, turn, said) => {
    bindTurn(context, turn, said);
    if (said.kind === 'installed') return welcome(turn);
    if (said.kind === 'uninstalled') return farewell(turn);
    if (said.kind === 'teamChanged') return hearTeamChange(turn, said);
    if (said.kind === 'membersLeft') return hearMembersLeft(turn, said);
    if (said.kind === 'task') return hearTask(turn, said, ports.office);
    if (turn.source.conversation.kind === 'groupChat') return reply(turn, said, 'say.groupChat');
    const open = await openDialogs(dialogs, context, turn);
    const { technicians, records, office, consentLinks, licences, customerLinks } = ports;
    const hearing = {
      turn,
      dialogs: open,
      ...(technicians && { technicians }),
      ...(records && { records }),
      ...(office && { office }),
      ...(consentLinks && { consentLinks }),
      ...(licences && { licences }),
      ...(customerLinks && { customerLinks }),
    };
    if (said.kind === 'press') await hearPress({ ...hearing, said });
    else await hearText({ ...hearing, said });
    forgetEmptyStack(turn.dialogState.doc);
  };
}

function dialogSet({ tenantOfDomain, office }: ConversePorts): DialogSet {
  const set = new DialogSet({
    get: async (context: TurnContext) => ({ dialogStack: stackIn(turnOf(context).dialogState.doc) }),
    set: async () => undefined,
    delete: async () => undefined,
  });
  for (const verb of Object.keys(PAPERS) as (keyof typeof PAPERS)[]) set.add(new PaperDialog(verb, turnOf));
  for (const verb of Object.keys(OUTSIDE_LETTERS) as (keyof typeof OUTSIDE_LETTERS)[])
    set.add(new OutsideLetterDialog(verb, turnOf));
  return set
    .add(new StepCourseDialog('skip', turnOf))
    .add(new StepCourseDialog('reopen', turnOf))
    .add(new ForgetDialog('forgetMe', turnOf))
    .add(new ForgetDialog('deleteData', turnOf))
    .add(new PauseDialog(turnOf))
    .add(new SwitchPlaybookDialog(turnOf))
    .add(new PhaseDialog(turnOf))
    .add(new JoinDialog(turnOf, tenantOfDomain ?? (async () => undefined)))
    .add(new InviteDialog(turnOf))
    .add(new OldEndedDialog(turnOf))
    .add(new NewChangeoverDialog(turnOf, office))
    .add(new ContactDialog(turnOf))
    .add(new CorrectDialog(turnOf))
    .add(new ClaimDialog(turnOf))
    .add(new SettleClaimDialog(turnOf))
    .add(new RecordWordDialog(turnOf))
    .add(new CallOffDialog(turnOf));
}

/** A dialog that an older program began and this one does not know is left, and said so. */
async function openDialogs(dialogs: DialogSet, context: TurnContext, turn: Turn): Promise<DialogContext> {
  const open = await dialogs.createContext(context);
  const isKnown = open.stack.every((instance) => dialogs.find(instance.id) !== undefined);
  if (isKnown) return open;
  open.stack.length = 0;
  say(turn, 'say.lostPlace');
  return open;
}
