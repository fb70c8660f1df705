import type { ConsentLinks } from '../loop/reading-ports.ts';

export interface ConsentApps {
  /** Client ids of the registrations that are granted; each asks for what stands in it. */
  readonly read: string;
  readonly write?: string;
  /** Where Microsoft's page sends the administrator back to; registered with the applications. */
  readonly redirectUri: string;
  /** Where the page is; Microsoft's public sign-in address when absent. */
  readonly authority?: string;
}

const AUTHORITY = 'https://login.microsoftonline.com';
/** All that stands in the registration: application permissions cannot be named one by one. */
const SCOPE = 'https://graph.microsoft.com/.default';

/** Microsoft's page on which an administrator lets an application do what is registered for it, in one tenant. */
export function createConsentLinks({ authority = AUTHORITY, redirectUri, ...apps }: ConsentApps): ConsentLinks {
  return {
    link(purpose, tenantId, state) {
      const clientId = apps[purpose];
      if (clientId === undefined) return undefined;
      const url = new URL(`${authority}/${encodeURIComponent(tenantId)}/v2.0/adminconsent`);
      for (const [name, value] of Object.entries({
        client_id: clientId,
        scope: SCOPE,
        redirect_uri: redirectUri,
        state,
      })) {
        url.searchParams.set(name, value);
      }
      return url.href;
    },
  };
}
