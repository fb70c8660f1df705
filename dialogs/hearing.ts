import type { DialogContext } from './waterfall.ts';
import type { Changeover } from '../changeover/changeover.ts';
import type { Office } from '../loop/book-ports.ts';
import type { CustomerLinks } from '../loop/page-ports.ts';
import type { ConsentLinks } from '../loop/reading-ports.ts';
import type { Turn } from '../loop/turn.ts';
import { PHASE_DIALOG, phaseOptionsOf, type PhaseOptions } from './phase-dialog.ts';
import type { LicenceDoor } from './licence-door.ts';
import type { Said } from './said.ts';
import type { Records } from './records.ts';
import { reply } from './speak.ts';
import type { Technicians } from './team.ts';

/** One thing that was said, with what it takes to answer it. */
export interface Hearing {
  readonly turn: Turn;
  readonly said: Said;
  readonly dialogs: DialogContext;
  /** Absent: no team's roster can be asked. */
  readonly technicians?: Technicians;
  /** Absent: nothing of the past can be asked. */
  readonly records?: Records;
  /** What a team's conversation can ask for beside its changeovers. */
  readonly office?: Office;
  /** Absent: nobody is asked to let a tenant be read. */
  readonly consentLinks?: ConsentLinks;
  /** Absent: no licences can be moved. */
  readonly licences?: LicenceDoor;
  /** Absent: a customer is reached in Teams alone. */
  readonly customerLinks?: CustomerLinks;
}

/** True in a channel: there the partner's technicians speak. */
export function isTeam(turn: Turn): boolean {
  return turn.source.conversation.kind === 'channel';
}

export function isAsking({ dialogs }: Hearing): boolean {
  return dialogs.activeDialog !== undefined;
}

/** The changeover whose phase is being asked about, if that is what is open. */
export function phaseOf({ dialogs }: Hearing): PhaseOptions | undefined {
  return phaseOptionsOf(dialogs.activeDialog);
}

/** After an interruption the open question is asked again, in one line. */
export async function askAgain({ dialogs }: Hearing): Promise<void> {
  if (dialogs.activeDialog !== undefined) await dialogs.repromptDialog();
}

/** Begins a dialog: on top of an open phase, which goes on afterwards; any other question is left for it. */
export async function begin(hearing: Hearing, dialogId: string, options: object): Promise<void> {
  if (phaseOf(hearing) === undefined || dialogId === PHASE_DIALOG) await hearing.dialogs.cancelAllDialogs();
  await hearing.dialogs.beginDialog(dialogId, options);
}

/**
 * The changeover that is meant: the one that a press names, else the current one. Says why when there is none; one that
 * the person is no member of is answered as if there were none, whatever the card claims.
 */
export function meant({ turn, said }: Hearing): Changeover | undefined {
  const named = said.kind === 'press' ? said.data['changeover'] : undefined;
  const changeover = typeof named === 'string' ? turn.changeover(named) : turn.current();
  const none = isTeam(turn) ? 'say.newFirst' : 'say.joinFirst';
  // Said whether there is such a changeover or not: a card from elsewhere tells nothing here.
  const unknown = isTeam(turn) ? 'refusal.wrongPlace' : 'refusal.unknownChangeover';
  if (changeover === undefined) reply(turn, said, named === undefined ? none : unknown);
  return changeover;
}
