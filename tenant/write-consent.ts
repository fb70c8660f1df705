/** Whether a tenant lets the application write licences, as Entra itself says it: the roles in the application's own token. */
import type { WriteConsent } from '../loop/licence-ports.ts';
import type { GraphTokens } from './graph-tokens.ts';

const WRITING = 'LicenseAssignment.ReadWrite.All';

/** A token lives for an hour or so: what was granted since it was made shows in the next one. */
export function writeConsentOver(tokens: GraphTokens): WriteConsent {
  return {
    async stateOf(tenantId) {
      const got = await tokens.token(tenantId);
      if (!got.ok) return got.kind === 'notPermitted' ? 'missing' : 'unknown';
      const roles = rolesIn(got.token);
      if (roles === undefined) return 'unknown';
      return roles.includes(WRITING) ? 'given' : 'missing';
    },
  };
}

/** Read, not verified: it came from Entra a moment ago and goes to Graph, which verifies it. */
function rolesIn(token: string): readonly unknown[] | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null) return undefined;
    const roles = 'roles' in claims ? claims.roles : [];
    return Array.isArray(roles) ? roles : undefined;
  } catch {
    // Not a token that can be read: the first write shows how it is.
    return undefined;
  }
}
