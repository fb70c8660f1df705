/** One turn as dialogs and doors see it: what was loaded, what can be asked and issued, what is said once it is saved. */
import type { Reader } from '../cards/content.ts';
import type { Letter } from '../cards/letter.ts';
import type { Changeover, ChangeoverId, Instant, Person, TextRef, Zone } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import type { Event } from '../changeover/events.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { Refusal } from '../changeover/refusals.ts';
import type { TeamDesk } from './team-desk.ts';
import type { TryDesk } from './try-desk.ts';
import type { Content, Conversation, Loaded, OneOff, Random } from './ports.ts';

export type { Reader } from '../cards/content.ts';

export type Issued =
  | {
      readonly ok: true;
      readonly changeover: Changeover;
      readonly events: readonly Event[];
      readonly isRepeat: boolean;
    }
  | { readonly ok: false; readonly refusal: Refusal };

export interface TurnSource {
  readonly door: 'message' | 'card' | 'dialog';
  readonly person: Person;
  /** The person's name as the channel gives it: shown, kept as an erasable text, never in the journal. */
  readonly personName?: string;
  /** The conversation spoken in (a thread's full id in a channel) and where its reference stands. */
  readonly conversationId: string;
  readonly conversation: Conversation;
  readonly teamId?: string;
  readonly teamName?: string;
  /** The team's roster named the person a member who is no guest. */
  readonly isOwn?: boolean;
  /** The person as the channel names it (`29:…`). */
  readonly userId?: string;
  /** The activity's id: with the ordinal of the command in the turn it makes the command id of a message. */
  readonly activityId: string;
  readonly zone?: Zone;
  readonly locale?: string;
  /** As the client says it, ISO 3166. */
  readonly country?: string;
}

/** An e-mail to an address that the partner keeps: its link is kept nowhere, so it can't wait in a queue. */
export interface MailSoon {
  readonly changeover: ChangeoverId;
  readonly address: string;
  readonly letter: Letter;
  /** The hash of the link that is in it. */
  readonly page?: string;
}

/** What an Action.Execute is answered with. */
export type InvokeAnswer =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'card'; readonly content: Content }
  /** The newest status card of the changeover; it counts as shown. */
  | { readonly kind: 'status'; readonly changeoverId: ChangeoverId }
  /** A page of the dialog that is open. */
  | { readonly kind: 'page'; readonly title: string; readonly content: Content }
  | { readonly kind: 'error'; readonly code: string; readonly text: string };

export interface Turn {
  readonly now: Instant;
  readonly source: TurnSource;
  readonly loaded: Loaded;
  readonly random: Random;
  /** Dialog state of this person in this conversation: changed in place, saved with the turn. */
  readonly dialogState: { doc: Record<string, unknown> };

  /** The changeover as it stands in this turn, if the person is a member; else undefined, whatever was asked. */
  changeover(id: ChangeoverId): Changeover | undefined;
  /** Those the person is a member of, newest first; in a channel those of its team. */
  changeovers(): readonly Changeover[];
  /** The one that is meant when none is named: the thread's, else the person's newest open one, else its newest. */
  current(): Changeover | undefined;
  /** For the join dialog only: the changeover that the typed code belongs to. It gives no right to read the rest. */
  joinable(): Changeover | undefined;
  playbookOf(changeover: Changeover): Playbook;
  /** The standing playbook of an id, to open a new changeover with, and its pin. */
  playbook(id: string): { readonly playbook: Playbook; readonly hash: string };
  /** All standing playbooks, in the order in which they are offered. */
  playbooks(): readonly { readonly playbook: Playbook; readonly hash: string }[];
  /** How this person reads this changeover. */
  readerOf(changeover: Changeover): Reader;
  /** Locale and zone of this person before any changeover is known. */
  readonly defaultReader: { readonly locale: string; readonly zone: Zone; readonly country?: string };
  text(ref: TextRef | undefined): string | undefined;
  /** Keeps an erasable text beside the changeover; the event gets the returned reference. */
  keepText(changeoverId: ChangeoverId, kind: string, body: string): TextRef;

  /**
   * Decides and folds a command in memory; it is saved with the turn. `commandId` absent: (conversation, activity, ordinal).
   * `open` takes the id of the new changeover, made with `random.id()`.
   */
  issue(changeoverId: ChangeoverId, body: CommandBody, commandId?: string): Issued;

  /** Sent once the turn is saved, and once only; that it could not be is told to the partner. */
  mailSoon(mail: MailSoon): void;
  /** The customer's tenant is looked at once the turn is saved; what is found comes by itself. */
  lookSoon(changeoverId: ChangeoverId): void;
  /** Said in this conversation once the turn is saved. */
  say(content: Content): void;
  /**
   * The status card: `anew` posts it (the old one shrinks to a line), `inPlace` refreshes the standing one, posting it if
   * there is none, `ownThread` posts it in a channel as the beginning of a thread.
   */
  showStatus(changeoverId: ChangeoverId, how: 'anew' | 'inPlace' | 'ownThread'): void;
  /** A one-off message to others, once per occasion. */
  notify(
    changeoverId: ChangeoverId | undefined,
    occasion: string,
    to: { readonly conversationId: string } | { readonly side: 'customer' | 'partner' },
    message: OneOff,
  ): void;
  /** Changes what is kept of this conversation (greeted, status posted, uninstalled). */
  updateConversation(change: Partial<Pick<Conversation, 'greetedAt' | 'statusPostedAt' | 'state'>>): void;
  /** The partner's teams: the one spoken in, who leads it, and for which teams the person speaks in a one-to-one chat. */
  readonly teams: TeamDesk;
  /** Tries of join codes. */
  readonly tries: TryDesk;
  /** The answer to an Action.Execute; the last one counts. Ignored for a message. */
  answer(answer: InvokeAnswer): void;
}
