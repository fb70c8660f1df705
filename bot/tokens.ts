/** The bot's bearer token for the connector, from botbuilder's own credentials: cached there, asked for once at a time. */
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import type { BotIdentity } from './config.ts';

export interface Tokens {
  /** @throws when Entra gives none in time. */
  token(): Promise<string>;
  /** A new one although the cached one has not expired: the connector refused it. */
  freshToken(): Promise<string>;
}

const AUDIENCE = 'https://api.botframework.com';
const LOGIN = 'https://login.microsoftonline.com/';
const DEADLINE_MS = 10_000;

type Credentials = Pick<ConfigurationServiceClientCredentialFactory, 'createCredentials'>;

interface TokenSource {
  getToken(forceRefresh?: boolean): Promise<string>;
}

/** Credentials as botbuilder wants them: for the connector and for checking who an activity is addressed to. */
export function credentialsFactory(bot: BotIdentity): ConfigurationServiceClientCredentialFactory {
  const { appId, tenantId, credential } = bot;
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppType: credential.kind === 'managedIdentity' ? 'UserAssignedMsi' : 'SingleTenant',
    ...(credential.kind === 'password' && { MicrosoftAppPassword: credential.password }),
    ...(credential.kind === 'certificate' && {
      CertificateThumbprint: credential.thumbprint,
      CertificatePrivateKey: credential.privateKey,
    }),
  });
}

export function createTokens(factory: Credentials, appId: string): Tokens {
  const asked = new Map<boolean, Promise<string>>();
  let source: TokenSource | undefined;

  const fetchToken = async (isForced: boolean): Promise<string> => {
    source ??= await openSource(factory, appId);
    return source.getToken(isForced);
  };
  /** Many messages at the hour of renewal ask Entra once. */
  const ask = (isForced: boolean): Promise<string> => {
    const running = asked.get(isForced);
    if (running !== undefined) return running;
    const started = inTime(fetchToken(isForced)).finally(() => asked.delete(isForced));
    asked.set(isForced, started);
    return started;
  };
  return { token: () => ask(false), freshToken: () => ask(true) };
}

async function openSource(factory: Credentials, appId: string): Promise<TokenSource> {
  const credentials: object = await factory.createCredentials(appId, AUDIENCE, LOGIN, true);
  if (isTokenSource(credentials)) return credentials;
  throw new Error('The credentials give no token.');
}

function isTokenSource(credentials: object): credentials is TokenSource {
  return 'getToken' in credentials && typeof credentials.getToken === 'function';
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('Entra gave no token in time.')), DEADLINE_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
