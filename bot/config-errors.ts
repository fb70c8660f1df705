/** What an operator can get wrong in the environment: each error says what is the matter and how to mend it, in one line. */

export interface ConfigProblem {
  readonly what: string;
  readonly remedy: string;
}

export const CONFIG_ERRORS = {
  appIdMissing: (because: string): ConfigProblem => ({
    what: `MicrosoftAppId is empty although ${because}`,
    remedy: 'set it to the application (client) id of the Azure Bot, or unset the other one for local mode',
  }),
  secretMissing: (): ConfigProblem => ({
    what: 'MicrosoftAppId is set but no credential is',
    remedy:
      'set MicrosoftAppPassword, or CertificateThumbprint and CertificatePrivateKey, or MicrosoftAppType=UserAssignedMSI',
  }),
  secretNotForIdentity: (): ConfigProblem => ({
    what: 'MicrosoftAppType is UserAssignedMSI, which has no secret, but one is set',
    remedy: 'unset MicrosoftAppPassword, CertificateThumbprint and CertificatePrivateKey',
  }),
  certificateHalf: (missing: string): ConfigProblem => ({
    what: `${missing} is missing`,
    remedy: 'a certificate needs both CertificateThumbprint and CertificatePrivateKey',
  }),
  tenantMissing: (): ConfigProblem => ({
    what: 'MicrosoftAppTenantId is empty',
    remedy: 'set it to the id of the tenant in which the bot is registered',
  }),
  multiTenant: (): ConfigProblem => ({
    what: 'MicrosoftAppType is MultiTenant, which Azure no longer offers',
    remedy:
      'use SingleTenant or UserAssignedMSI; a multi-tenant Entra application still serves the tenants of customers',
  }),
  graphAppMissing: (sign: string): ConfigProblem => ({
    what: `${sign} is set but GRAPH_APP_ID is not`,
    remedy:
      'set it to the application (client) id of the registration that tenants grant permissions to, or unset the other one',
  }),
  graphSecretMissing: (): ConfigProblem => ({
    what: 'GRAPH_APP_ID is set but no credential is',
    remedy: 'set GRAPH_APP_SECRET or GRAPH_APP_CERTIFICATE',
  }),
  graphSecretTwice: (): ConfigProblem => ({
    what: 'GRAPH_APP_SECRET and GRAPH_APP_CERTIFICATE are both set',
    remedy: 'keep one of them',
  }),
  tenantAppMissing: (sign: string): ConfigProblem => ({
    what: `${sign} is set but TENANT_APP_ID is not`,
    remedy: 'set it to the application (client) id of the registration that customers let read, or unset the other one',
  }),
  tenantCredential: (count: number): ConfigProblem => ({
    what: `TENANT_APP_ID is set with ${count === 0 ? 'no credential' : 'more than one credential'}`,
    remedy: 'set one of TENANT_APP_SECRET, TENANT_APP_CERTIFICATE and TENANT_APP_IDENTITY',
  }),
  tenantWriteAppMissing: (): ConfigProblem => ({
    what: 'a credential for writing licences is set but TENANT_WRITE_APP_ID is not',
    remedy: 'set it to the application (client) id of the registration that customers let write licences',
  }),
  tenantWriteAppSame: (): ConfigProblem => ({
    what: 'TENANT_WRITE_APP_ID is the same as TENANT_APP_ID',
    remedy: 'register a second application for writing: consent to read must not bring the right to write',
  }),
  tenantWriteCredential: (count: number): ConfigProblem => ({
    what: `TENANT_WRITE_APP_ID is set with ${count === 0 ? 'no credential' : 'more than one credential'}`,
    remedy: 'set one of TENANT_WRITE_APP_SECRET and TENANT_WRITE_APP_CERTIFICATE',
  }),
  publicUrlMissing: (): ConfigProblem => ({
    what: 'TENANT_APP_ID is set but PUBLIC_URL is not',
    remedy: 'set it to the https address at which this bot is reached: consent comes back there',
  }),
  hostNotLoopback: (host: string): ConfigProblem => ({
    what: `HOST is ${host}, but local mode has no sign-in and answers on this machine only`,
    remedy: 'unset HOST, or set MicrosoftAppId for a real bot',
  }),
  missing: (name: string, expected: string): ConfigProblem => ({
    what: `${name} is not set`,
    remedy: `set it to ${expected}`,
  }),
  unreadable: (name: string, expected: string): ConfigProblem => ({
    what: `${name} is not ${expected}`,
    remedy: '.env.example shows how it is written',
  }),
} as const;

/** Stops the start with one line; never shown to a user of the bot. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ what, remedy }) => `${what}: ${remedy}.`).join(' '));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
