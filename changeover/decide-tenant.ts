/** The customer lets the assistant read its tenant, and takes that back: links that work once, and what they were answered with. */
import { accept, refused, type Asked, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import type { Event } from './events.ts';
import { settledUnread } from './settle-words.ts';
import { stepsOf } from './steps.ts';
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
export function decideDisconnect(asked: AskedByMember): Decision {
  const { link } = asked.changeover;
  if (!link?.read && !link?.write) return refused('alreadyDone');
  return accept({ type: 'tenantDisconnected' }, ...settledUnread(asked, 'disconnected'));
}

/** Worth an event when it is news: the same trouble again changes nothing, and none counts once nobody reads any more. */
export function decideTrouble(body: BodyOf<'recordTrouble'>, asked: Asked): Decision {
  const { link } = asked.changeover;
  if (!link?.read) return accept();
  const { why, requestId } = body;
  const isNews = link.trouble?.why !== why;
  return accept(
    ...(isNews ? [{ type: 'readingFailed', why, ...(requestId !== undefined && { requestId }) } as const] : []),
    ...settledUnread(asked, why),
    ...(why === 'domainMissing' && isNews ? checkedTenants(asked) : []),
  );
}

/**
 * The tenant that the customer's people sign in to does not have the domain: that the right one was meant has to be checked
 * anew, before a key goes there and before anybody gets a licence in it.
 */
function checkedTenants({ changeover, playbook, now }: Asked): readonly Event[] {
  return stepsOf(changeover, playbook, now)
    .filter(({ step, status }) => step.proof.kind === 'domain' && status === 'done')
    .map(({ step, line }) => ({
      type: 'stepReopened',
      step: step.id,
      ...(line && { line: line.id }),
      why: 'disproved',
    }));
}
