/** The customer's tenant in a conversation: what was found there, the link that lets it be read, a look now, and the end of it. */
import type { Changeover } from '../changeover/changeover.ts';
import { refuse } from '../changeover/refusals.ts';
import type { ConsentPurpose } from '../changeover/tenant-link.ts';
import { connectCard } from '../cards/connect-card.ts';
import { tenantCard } from '../cards/tenant-card.ts';
import type { Turn } from '../loop/turn.ts';
import { makeConsentState } from './consent-state.ts';
import { meant, type Hearing } from './hearing.ts';
import { reply, replyRefusal } from './speak.ts';

export type TenantVerb = 'tenant' | 'connect' | 'look' | 'disconnect';

export function hearTenant(hearing: Hearing, verb: TenantVerb): void {
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  switch (verb) {
    case 'tenant':
      return sayTenant(hearing, changeover);
    case 'connect':
      return connect(hearing, changeover);
    case 'look':
      return lookNow(hearing, changeover);
    case 'disconnect':
      return disconnect(hearing, changeover);
  }
}

function sayTenant({ turn, consentLinks }: Hearing, changeover: Changeover): void {
  const text: Turn['text'] = (ref) => turn.text(ref);
  const canConnect = consentLinks !== undefined;
  turn.say(tenantCard(changeover, turn.playbookOf(changeover), turn.readerOf(changeover), turn.now, text, canConnect));
}

/** Milliseconds: an administrator may have to be fetched. */
const LINK_LIVES_MS = 24 * 3_600_000;

/** A link of one's own, for one day, once. Where the card names a purpose (writing), for that. */
function connect({ turn, said, consentLinks }: Hearing, changeover: Changeover): void {
  const { tenantId } = changeover.customer;
  const purpose: ConsentPurpose = said.kind === 'press' && said.data['purpose'] === 'write' ? 'write' : 'read';
  const { state, hash } = makeConsentState(changeover.id, purpose, turn.random);
  const url = tenantId === undefined ? undefined : consentLinks?.link(purpose, tenantId, state);
  if (url === undefined) return replyRefusal(turn, said, refuse('consentNotOffered'));
  const expiresAt = turn.now + LINK_LIVES_MS;
  const issued = turn.issue(changeover.id, { type: 'askConsent', purpose, hash, expiresAt });
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  turn.say(connectCard({ changeover, reader: turn.readerOf(changeover), purpose, url, expiresAt }));
}

function lookNow({ turn, said }: Hearing, changeover: Changeover): void {
  if (!changeover.link?.read) return reply(turn, said, 'tenant.notConnected');
  turn.lookSoon(changeover.id);
  reply(turn, said, 'tenant.looking');
}

function disconnect({ turn, said }: Hearing, changeover: Changeover): void {
  const issued = turn.issue(changeover.id, { type: 'disconnectTenant' });
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  reply(turn, said, 'tenant.disconnected');
  turn.showStatus(changeover.id, 'inPlace');
}
