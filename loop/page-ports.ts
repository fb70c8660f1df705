/** The links of customers that are not in Teams, as dialogs, reminders and delivery need them. */
import type { Changeover, ChangeoverId } from '../changeover/changeover.ts';

/** What leads to a customer that is not in Teams; each part absent where it is not configured. */
export interface CustomerLinks {
  readonly pages?: PageLinks;
  /** Whether letters can be sent from here. */
  readonly canMail: boolean;
}

/** Made of the database's key, so that no link is kept: the same nonce gives the same one. */
export interface PageLinks {
  /** SHA-256 (hex) of the secret that goes with a nonce. */
  hashOf(changeoverId: ChangeoverId, nonce: string): string;
  /** The address of the page that is open; undefined for one whose link is not ours to show (any more). */
  linkOf(changeover: Changeover): string | undefined;
}
