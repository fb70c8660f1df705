/** Drives real dialogs through the fake world: a typed text or a submitted form, one turn each, state kept as JSON. */
import { ActivityTypes, BotAdapter, TurnContext, type Activity } from 'botbuilder';
import { DialogContext, DialogSet, DialogTurnStatus, type Dialog } from 'botbuilder-dialogs';
import type { Said } from '../../dialogs/said.ts';
import { bindTurn, turnOf, type TurnOf } from '../../dialogs/turn-of.ts';
import type { FakeWorld, Heard, Someone, TurnOptions } from './fake-turn.ts';

export interface Driver {
  begin(who: Someone, dialogId: string, options?: object): Promise<Heard>;
  /** A typed text reaches the active dialog; `isActive` of the answer says whether one was there. */
  type(who: Someone, text: string, options?: TurnOptions): Promise<Heard & { readonly isActive: boolean }>;
  submit(
    who: Someone,
    value: Record<string, unknown>,
    options?: TurnOptions,
  ): Promise<Heard & { readonly isActive: boolean }>;
  /** The id of the active dialog of that person. */
  active(who: Someone): string | undefined;
}

/** @param makeDialogs builds the dialogs anew for every turn, as after a restart. */
export function dialogDriver(world: FakeWorld, makeDialogs: (turnOf: TurnOf) => readonly Dialog[]): Driver {
  const drive = async (
    who: Someone,
    activity: Partial<Activity>,
    step: (context: DialogContext) => Promise<boolean>,
    options: TurnOptions = {},
  ): Promise<Heard & { readonly isActive: boolean }> => {
    let isActive = false;
    const heard = await world.run(
      who,
      async (turn) => {
        const dialogs = new DialogSet();
        for (const dialog of makeDialogs(turnOf)) dialogs.add(dialog);
        const context = new TurnContext(new SilentAdapter(), { type: ActivityTypes.Message, ...activity });
        bindTurn(context, turn, saidIn(activity));
        isActive = await step(new DialogContext(dialogs, context, turn.dialogState.doc as never));
      },
      options,
    );
    return { ...heard, isActive };
  };
  const proceed = async (context: DialogContext): Promise<boolean> => {
    const { status } = await context.continueDialog();
    return status !== DialogTurnStatus.empty;
  };
  return {
    begin: (who, dialogId, options) =>
      drive(who, { text: '' }, async (context) => {
        await context.cancelAllDialogs();
        await context.beginDialog(dialogId, options);
        return true;
      }),
    type: (who, text, options) => drive(who, { text }, proceed, options),
    submit: (who, value, options) => drive(who, { value }, proceed, { door: 'dialog', ...options }),
    active(who) {
      const doc = JSON.parse(world.dialogJson(who) ?? '{}') as { dialogStack?: { id: string }[] };
      return doc.dialogStack?.[0]?.id;
    },
  };
}

function saidIn(activity: Partial<Activity>): Said {
  const value: unknown = activity.value;
  if (typeof value !== 'object' || value === null || !('verb' in value)) {
    return { kind: 'text', text: activity.text ?? '', attachments: 0 };
  }
  return { kind: 'press', verb: String(value.verb), data: { ...value }, surface: 'submit' };
}

/** Dialogs speak through the turn only: whatever goes through the adapter is a fault. */
export class SilentAdapter extends BotAdapter {
  override async sendActivities(): Promise<never> {
    throw new Error('A dialog sent an activity by itself.');
  }
  override async updateActivity(): Promise<never> {
    throw new Error('A dialog updated an activity by itself.');
  }
  override async deleteActivity(): Promise<never> {
    throw new Error('A dialog deleted an activity by itself.');
  }
  override async continueConversation(): Promise<never> {
    throw new Error('A dialog continued a conversation by itself.');
  }
}
