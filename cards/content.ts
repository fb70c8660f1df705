/** What is drawn, and for whom. */
import type { LineId, Role, Side, Zone } from '../changeover/changeover.ts';

/** What is said: a text, or an Adaptive Card with the plain words that stand for it in a notification. */
export type Content = { readonly text: string } | { readonly card: object; readonly summary: string };

/** Who reads: decides words, zone and whose money is shown. */
export interface Reader {
  readonly side: Side;
  readonly role: Role;
  readonly locale: string;
  readonly zone: Zone;
}

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
      readonly params: Readonly<Record<string, string | number>>;
    }
  /** `text` is a key of the catalogue. */
  | { readonly kind: 'notice'; readonly text: string; readonly params: Readonly<Record<string, string | number>> };
