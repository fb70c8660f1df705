/** What an answer says beside its word. */
import type { Instant, PlainDate, TextRef } from './changeover.ts';

/** One thing of a list: its tick (`ticked`) or outcome, with a note; `labelRef` names one that a person typed. */
export interface Listed {
  readonly id: string;
  readonly labelRef?: TextRef;
  readonly outcome?: string;
  readonly noteRef?: TextRef;
}

/** What an answer says beside its word. Plain values, kept in the journal; conditions and cards read them. */
export type AnswerValue =
  | { readonly kind: 'choice'; readonly option: string }
  | { readonly kind: 'list'; readonly items: readonly Listed[] }
  | { readonly kind: 'counts'; readonly counts: Readonly<Record<string, number>> }
  /** The domain as it was read from what was typed, and the tenant that answers for it, where that was looked up. */
  | { readonly kind: 'domain'; readonly domain: string; readonly tenantId?: string }
  | { readonly kind: 'day'; readonly on: PlainDate }
  | { readonly kind: 'moment'; readonly at: Instant }
  | { readonly kind: 'window'; readonly from: Instant; readonly to: Instant }
  /** Set by `decide`: what was acknowledged, as of which day. */
  | { readonly kind: 'statement'; readonly fact: string; readonly asOf: PlainDate };
