/** What is drawn, and for whom. */
import type { BookGroup } from '../changeover/book.ts';
import type { LineId, Money, Person, Role, Side, UnreachableWhy, Zone } from '../changeover/changeover.ts';

import type { TeamRoles } from '../changeover/team.ts';

/** What is said: a text, or an Adaptive Card with the plain words that stand for it in a notification. */
export type Content = { readonly text: string } | { readonly card: object; readonly summary: string };

/** Who reads: decides words, zone and whose money is shown. */
export interface Reader {
  readonly side: Side;
  readonly role: Role;
  readonly locale: string;
  readonly zone: Zone;
  /** Who alone looks at it, as the answer to a press. */
  readonly person?: Person;
  /** Of the partner's: what the team's technicians say to hold at Microsoft, where it is known. */
  readonly teamRoles?: readonly TeamRoles[];
}

/** Why a letter was not sent; `later` may have been: the answer is missing. */
export type MailTrouble = 'later' | 'notPermitted' | 'impossible';

/** What a one-off message says; drawn at delivery from the newest state. */
export type OneOff =
  | {
      readonly kind: 'reminder';
      readonly key: string;
      readonly reminder: string;
      readonly form: 'act' | 'inform';
      readonly line?: LineId;
      /** Nothing else comes before it is too late: said on the card. */
      readonly isLastChance?: boolean;
      /** Something is going on that somebody has to look at: nothing holds it back. */
      readonly isUrgent?: boolean;
      /** For the partner's lead; in the channel it says so, when the lead has no chat with the assistant. */
      readonly isForLead?: boolean;
      readonly params: Readonly<Record<string, string | number>>;
    }
  /** `text` is a key of the catalogue. */
  | { readonly kind: 'notice'; readonly text: string; readonly params: Readonly<Record<string, string | number>> }
  /** Somebody of the other side can't be reached; without a person the partner's channel. */
  | { readonly kind: 'unreachable'; readonly person?: Person; readonly why: UnreachableWhy }
  /** To the partner: the e-mail to its customer was not sent, and why. `page` is the hash of the link that was in it. */
  | { readonly kind: 'invite'; readonly page?: string; readonly why: MailTrouble }
  | BookMessage
  /** To the partner's channel: changeovers of a file that was sent one to one wait for a second yes. */
  | { readonly kind: 'waiting'; readonly importId: string; readonly count: number; readonly locale: string }
  /** To the partner's channel: what waits for the customer of a quiet start. */
  | { readonly kind: 'draft'; readonly occasion: string; readonly inner: OneOff }
  /** A technician's own words in the place of a draft. */
  | { readonly kind: 'own'; readonly textId: string }
  /** To a team, about no changeover; `text` is a key of the catalogue. */
  | {
      readonly kind: 'team';
      readonly text: string;
      readonly locale: string;
      readonly params: Readonly<Record<string, string | number>>;
    };

/** A team's book as it was when the weekly message was decided: sums, and ids and domains of the worst, no names. */
export interface BookMessage {
  readonly kind: 'book';
  readonly locale: string;
  readonly total: number;
  readonly groups: Readonly<Record<BookGroup, number>>;
  readonly perDay: readonly Money[];
  readonly worst: readonly { readonly domain: string; readonly group: BookGroup }[];
}
