/**
 * CloudAdapter behind the doorman: it verifies who sent an activity; whatever the SDK sends goes through our connector.
 * It is asked for the outcome instead of being given the response, in which it would write an exception's words.
 */
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type Activity as SdkActivity,
  type TurnContext,
} from 'botbuilder';
import type { Activity } from './doors/activity.ts';
import type { Connector } from './connector.ts';
import { sdkConnectorFactory, type ConnectorFactory } from './sdk-connector.ts';

export type Logic = (context: TurnContext) => Promise<void>;

export type Processed =
  | { readonly ok: true; readonly status: number; readonly body?: unknown }
  /** The token did not hold. */
  | { readonly ok: false; readonly error: unknown };

export interface AdapterPorts {
  readonly connector: Connector;
  /** Absent in local mode: then nobody has to prove anything, and the doorman lets this machine in only. */
  readonly credentials?: ConfigurationServiceClientCredentialFactory;
  /** Where the channel's signing keys are described; the public cloud's when absent. */
  readonly keysUrl?: string;
  /** Gets what `logic` throws, with the turn's correlation id; what it throws in turn is thrown by `process`. */
  readonly onTurnError: (context: TurnContext, error: unknown, turn: string) => Promise<void>;
}

export interface Adapter {
  /**
   * Verifies the activity's token and runs `logic`.
   * @throws what is nobody's fault at the door: the keys could not be fetched, the user could not be told of a fault.
   */
  process(arrived: Arrived, logic: Logic): Promise<Processed>;
}

/** An activity at the door, not verified yet. */
export interface Arrived {
  readonly authorization: string;
  readonly activity: Activity;
  /** The correlation id of its turn. */
  readonly turn: string;
}

const TURN = Symbol('turn');
const KEYS_URL = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
/** The public cloud's, each named: the SDK leaves out the rest of its defaults as soon as one is given. */
const CLOUD = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: 'https://api.botframework.com',
  CallerId: 'urn:botframework:azure',
} as const;

export function createAdapter({ connector, credentials, keysUrl = KEYS_URL, onTurnError }: AdapterPorts): Adapter {
  const verifying = credentials ?? new ConfigurationServiceClientCredentialFactory({});
  const adapter = new DoorAdapter(new ThinAuthentication(keysUrl, verifying, sdkConnectorFactory(connector)));
  adapter.onTurnError = (context, error) => onTurnError(context, error, String(context.turnState.get(TURN)));
  return {
    async process({ authorization, activity, turn }, logic) {
      try {
        const response = await adapter.run(authorization, activity, async (context) => {
          context.turnState.set(TURN, turn);
          await logic(context);
        });
        return { ok: true, status: response?.status ?? 200, ...(response && { body: response.body }) };
      } catch (error) {
        if (isBadToken(error)) return { ok: false, error };
        throw error;
      }
    },
  };
}

class DoorAdapter extends CloudAdapter {
  /** What `process` of the base class does, without writing to a response or to the console. */
  run(authorization: string, activity: Activity, logic: Logic): ReturnType<CloudAdapter['processActivity']> {
    // The door checked the fields that we use; the SDK's type promises many more than Teams sends.
    return this.processActivity(authorization, activity as unknown as SdkActivity, logic);
  }
}

class ThinAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #factory: ConnectorFactory;
  #userTokens: ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']> | undefined;

  constructor(keysUrl: string, credentials: ConfigurationServiceClientCredentialFactory, factory: ConnectorFactory) {
    // Among the channel's keys no token of an Entra tenant finds its own: the emulator's path leads nowhere.
    const keys = { ToBotFromChannelOpenIdMetadataUrl: keysUrl, ToBotFromEmulatorOpenIdMetadataUrl: keysUrl };
    super({ ...CLOUD, ...keys, ValidateAuthority: true }, credentials);
    this.#factory = factory;
  }

  override async authenticateRequest(
    ...of: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ): ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']> {
    return { ...(await super.authenticateRequest(...of)), connectorFactory: this.#factory };
  }

  override createConnectorFactory(): ConnectorFactory {
    return this.#factory;
  }

  /** Made once: the SDK would build its whole pipeline for every turn, and we never ask for a user's token. */
  override createUserTokenClient(
    ...of: Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>
  ): ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']> {
    this.#userTokens ??= super.createUserTokenClient(...of);
    return this.#userTokens;
  }
}

const BAD_TOKEN_NAMES: ReadonlySet<string> = new Set(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError']);

/** What a token's own faults throw, known by status or name: the classes are in packages that come with botbuilder. */
function isBadToken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return BAD_TOKEN_NAMES.has(error.name) || ('statusCode' in error && error.statusCode === 401);
}
