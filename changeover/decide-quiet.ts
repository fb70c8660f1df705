/** A quiet start: what would go to the customer waits as drafts until the lead switches the customer live. */
import { accept, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';

/** By a lead of the partner's team. Nothing that waits is sent by it. */
export function decideGoLive({ changeover, standing }: AskedByMember): Decision {
  if (standing.side !== 'partner') return refused('notYourSide');
  if (standing.role !== 'partnerLead') return refused('leadOnly');
  return changeover.isQuiet ? accept({ type: 'wentLive' }) : refused('alreadyDone');
}

/** Said once of each draft: a second word about it, whatever it says, comes too late. */
export function decideSettleDraft(body: BodyOf<'settleDraft'>, { changeover, standing }: AskedByMember): Decision {
  if (standing.side !== 'partner') return refused('notYourSide');
  return settle(body, changeover.drafts ?? {});
}

/** A draft that is no longer true; asked by nobody. */
export function decideDropDraft(
  body: BodyOf<'settleDraft'>,
  { changeover }: Pick<AskedByMember, 'changeover'>,
): Decision {
  return body.verdict === 'untrue' ? settle(body, changeover.drafts ?? {}) : refused('notAMember');
}

function settle(body: BodyOf<'settleDraft'>, known: Readonly<Record<string, unknown>>): Decision {
  if (known[body.occasion] !== undefined) return refused('alreadyDone');
  const { type: _type, ...settled } = body;
  return accept({ type: 'draftSettled', ...settled });
}
