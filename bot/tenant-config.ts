/** Settings for reading customers' tenants: off unless set; half a setting is refused with its remedy. */
import { z } from 'zod';
import type { GraphApp } from '../tenant/graph-tokens.ts';
import { CONFIG_ERRORS, type ConfigProblem } from './config-errors.ts';

export interface TenantConfig {
  /** The application that customers let read: a registration of its own, with read permissions alone. */
  readonly app: GraphApp;
  /** The one that they let write licences, where that is wanted. */
  readonly writeClientId?: string;
  /** Where Microsoft's page of consent comes back to. */
  readonly redirectUri: string;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const guid = z.string().regex(GUID, 'a GUID such as 00000000-0000-4000-8000-000000000000');
/** Below the public address. */
export const CONSENT_PATH = '/api/consent';

export const TENANT_SETTINGS = {
  TENANT_APP_ID: guid.optional(),
  TENANT_APP_SECRET: z.string().optional(),
  TENANT_APP_CERTIFICATE: z
    .string()
    .regex(
      /BEGIN CERTIFICATE[\s\S]*PRIVATE KEY|PRIVATE KEY[\s\S]*BEGIN CERTIFICATE/,
      'a PEM with certificate and private key',
    )
    .optional(),
  TENANT_APP_IDENTITY: z.enum(['managed', 'workload'], 'one of managed, workload').optional(),
  TENANT_APP_IDENTITY_ID: guid.optional(),
  TENANT_WRITE_APP_ID: guid.optional(),
};

export type TenantSettings = z.infer<z.ZodObject<typeof TENANT_SETTINGS>> & {
  readonly PUBLIC_URL?: string | undefined;
};

/** Settings that mean nothing without a real bot. */
export const TENANT_ONLY = [
  'TENANT_APP_ID',
  'TENANT_APP_SECRET',
  'TENANT_APP_CERTIFICATE',
  'TENANT_APP_IDENTITY',
  'TENANT_APP_IDENTITY_ID',
  'TENANT_WRITE_APP_ID',
] as const;

export function tenantProblems(settings: TenantSettings): readonly ConfigProblem[] {
  const { TENANT_APP_ID, TENANT_APP_SECRET, TENANT_APP_CERTIFICATE, TENANT_APP_IDENTITY } = settings;
  if (TENANT_APP_ID === undefined) {
    const sign = TENANT_ONLY.find((name) => settings[name] !== undefined);
    return sign === undefined ? [] : [CONFIG_ERRORS.tenantAppMissing(sign)];
  }
  const ways = [TENANT_APP_SECRET, TENANT_APP_CERTIFICATE, TENANT_APP_IDENTITY].filter((one) => one !== undefined);
  return [
    ...(ways.length === 1 ? [] : [CONFIG_ERRORS.tenantCredential(ways.length)]),
    ...(settings.PUBLIC_URL === undefined ? [CONFIG_ERRORS.publicUrlMissing()] : []),
  ];
}

export function tenantOf(settings: TenantSettings): TenantConfig | undefined {
  const { TENANT_APP_ID: clientId, TENANT_WRITE_APP_ID: writeClientId, PUBLIC_URL } = settings;
  if (clientId === undefined || PUBLIC_URL === undefined) return undefined;
  return {
    app: { clientId, credential: credentialOf(settings) },
    redirectUri: new URL(CONSENT_PATH, PUBLIC_URL).href,
    ...(writeClientId !== undefined && { writeClientId }),
  };
}

function credentialOf(settings: TenantSettings): GraphApp['credential'] {
  const { TENANT_APP_SECRET: secret, TENANT_APP_CERTIFICATE: pem, TENANT_APP_IDENTITY_ID: identityId } = settings;
  if (secret !== undefined) return { kind: 'secret', secret };
  // Hosts that keep a variable on one line write the PEM's line ends as \n.
  if (pem !== undefined) return { kind: 'certificate', certificate: pem.replaceAll(String.raw`\n`, '\n') };
  if (settings.TENANT_APP_IDENTITY === 'workload') return { kind: 'workloadIdentity' };
  return { kind: 'managedIdentity', ...(identityId !== undefined && { identityId }) };
}
