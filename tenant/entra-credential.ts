/** What gives an application's tokens in a tenant, by the way in which it proves itself. */
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import type { GraphApp } from './graph-tokens.ts';

/** What a managed identity's own token is for, when an application takes it instead of a secret. */
const EXCHANGE_SCOPE = 'api://AzureADTokenExchange/.default';

/** The credential of an application in one tenant; nothing is tried again here, because the callers do. */
export function createEntraCredential({ clientId, credential }: GraphApp, tenantId: string): TokenCredential {
  const options = { retryOptions: { maxRetries: 0 } };
  switch (credential.kind) {
    case 'secret':
      return new ClientSecretCredential(tenantId, clientId, credential.secret, options);
    case 'certificate':
      return new ClientCertificateCredential(tenantId, clientId, { certificate: credential.certificate }, options);
    case 'managedIdentity':
      return new ClientAssertionCredential(tenantId, clientId, hostAssertion(credential.identityId), options);
    case 'workloadIdentity': {
      const { tokenFile } = credential;
      const file = tokenFile === undefined ? {} : { tokenFilePath: tokenFile };
      return new WorkloadIdentityCredential({ tenantId, clientId, ...file, ...options });
    }
  }
}

/** A managed identity lives in one tenant; the application, which customers know, takes its token for a secret. */
function hostAssertion(identityId: string | undefined): () => Promise<string> {
  const host =
    identityId === undefined
      ? new ManagedIdentityCredential()
      : new ManagedIdentityCredential({ clientId: identityId });
  return async () => (await host.getToken(EXCHANGE_SCOPE)).token;
}
