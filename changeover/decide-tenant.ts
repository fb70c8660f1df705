/** The customer lets the assistant read its tenant, and takes that back: links that work once, and what they were answered with. */
import { accept, refused, type Asked, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import type { ConsentOutcome } from './tenant-link.ts';

/** The link is for an admin of the customer: nobody else can grant anything there. */
export function decideAskConsent(body: BodyOf<'askConsent'>, asked: AskedByMember): Decision {
  const { changeover, standing, actor } = asked;
  if (standing.side !== 'customer' || !actor.person) return refused('notYourSide');
  const { purpose, hash, expiresAt } = body;
  const { link, licences } = changeover;
  // Consent that was taken back there still stands here: it may be asked for again.
  const isInOrder = link?.[purpose] !== undefined && link.trouble === undefined && licences?.why !== 'notPermitted';
  return isInOrder ? refused('alreadyDone') : accept({ type: 'consentAsked', purpose, hash, expiresAt });
}

/**
 * What Microsoft's page answered, with the secret of the link that led there. Each link is answered once; refuses one that is
 * not known (any more) with `consentUnknown` and a late one with `consentExpired`. Consent of another tenant is an event
 * too, because it stands there and has to be taken away again, but it connects nothing.
 */
export function decideTakeConsent(body: BodyOf<'takeConsent'>, { changeover, now }: Asked): Decision {
  const { purpose, hash, tenantId } = body;
  const ask = changeover.link?.asks?.[purpose];
  if (!ask || ask.hash !== hash) return refused('consentUnknown');
  if (now > ask.expiresAt) return refused('consentExpired');
  const isOwn = tenantId !== undefined && tenantId === changeover.customer.tenantId;
  const outcome: ConsentOutcome = !body.isGranted ? 'refused' : isOwn ? 'granted' : 'wrongTenant';
  return accept({ type: 'consentTaken', purpose, outcome });
}

/** Either side may end the reading; only the customer could begin it. */
export function decideDisconnect({ changeover }: AskedByMember): Decision {
  const { link } = changeover;
  return link?.read || link?.write ? accept({ type: 'tenantDisconnected' }) : refused('alreadyDone');
}

/** Worth an event when it is news: the same trouble again changes nothing, and none counts once nobody reads any more. */
export function decideTrouble(body: BodyOf<'recordTrouble'>, { changeover }: Asked): Decision {
  const { link } = changeover;
  if (!link?.read || link.trouble?.why === body.why) return accept();
  const { why, requestId } = body;
  return accept({ type: 'readingFailed', why, ...(requestId !== undefined && { requestId }) });
}
