/** What the loop needs of the store to show a history, to let it be fetched by a link, and to forget. */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { OutsideSide } from '../changeover/outside.ts';
import type { History } from './history.ts';

/** A person, or without an object id a whole tenant. */
export interface Forgettable {
  readonly tenantId: string;
  readonly objectId?: string;
}

export interface Forgetting {
  readonly id: string;
  readonly who: Forgettable;
  readonly askedAt: Instant;
  /** Changeovers in which something is still known of it. */
  readonly changeoverIds: readonly ChangeoverId[];
}

export interface HistoryStore {
  /** The whole journal of a changeover as it was written, oldest first, with the texts that stand beside it. */
  history(id: ChangeoverId): Promise<History | undefined>;
  /** A random key of this database's own, for signing links that end. */
  linkKey(): Promise<string>;
  /** Asks for somebody to be forgotten everywhere; asked twice it is one. */
  askToForget(who: Forgettable, at: Instant): Promise<void>;
  /** The oldest forgetting that is not done, with at most `limit` of its changeovers. */
  forgetting(limit: number): Promise<Forgetting | undefined>;
  /** Everywhere that somebody outside is noted under this address, whatever its case; with the changeover's version. */
  contactsUnder(
    email: string,
  ): Promise<readonly { readonly changeoverId: ChangeoverId; readonly of: OutsideSide; readonly version: number }[]>;
  /** No changeover is left: conversations, open questions and messages go, and the forgetting is done. */
  forgotten(forgetting: Forgetting, at: Instant): Promise<void>;
}
