/** The one door for the environment: parsed once, at the start. `.env.example` names every setting. */
import { z } from 'zod';
import { CONFIG_ERRORS, ConfigError, type ConfigProblem } from './config-errors.ts';
import { GRAPH_ONLY, GRAPH_SETTINGS, graphOf, graphProblems, type GraphConfig } from './graph-config.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Who the bot is in Entra; absent in local mode. */
export interface BotIdentity {
  readonly appId: string;
  readonly tenantId: string;
  readonly credential:
    | { readonly kind: 'password'; readonly password: string }
    | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
    | { readonly kind: 'managedIdentity' };
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** A folder with playbooks of the partner's own, as YAML files. */
  readonly playbooksDir?: string;
  readonly databaseUrl?: string;
  readonly databaseEngine?: (typeof ENGINES)[number];
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Local mode only: whether two Teams windows are started. */
  readonly client: 'playground' | 'off';
  /** Requests per second that one address may send to the messages door; a burst may be twice that. */
  readonly rateLimit: number;
  /** Whether Teams' limits are kept: not by local mode's pretend connector, to which a month may be sent in a second. */
  readonly keepsLimits?: boolean;
  /** Who reads `/metrics` from another machine has to name it; absent: only this machine may read them. */
  readonly metricsToken?: string;
  /** Where browsers reach this installation, such as `https://changeover.example.com`; absent: it gives no files out. */
  readonly publicUrl?: string;
  readonly bot?: BotIdentity;
  /** Ways to people whom Teams does not reach; absent: none. */
  readonly graph?: GraphConfig;
}

/** A configuration with an identity: what the production entry demands. */
export type BotConfig = Config & { readonly bot: BotIdentity };

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const port = 'a whole number from 0 to 65535';
const rate = 'a whole number from 1 to 100000';
const guid = z.string().regex(GUID, 'a GUID such as 00000000-0000-4000-8000-000000000000');
const ENGINES = ['postgres', 'cockroachdb', 'yugabytedb', 'citus'] as const;
const APP_TYPES = ['SingleTenant', 'UserAssignedMSI', 'MultiTenant'] as const;

const Settings = z.object({
  PORT: z.coerce.number(port).int(port).min(0, port).max(65_535, port).default(3978),
  HOST: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  PLAYBOOKS_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'a postgres:// address')
    .optional(),
  DATABASE_ENGINE: oneOf(ENGINES).optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const).default('info'),
  CLIENT: oneOf(['playground', 'off'] as const).default('playground'),
  RATE_LIMIT: z.coerce.number(rate).int(rate).min(1, rate).max(100_000, rate).default(200),
  LIMITS: oneOf(['on', 'off'] as const).optional(),
  PUBLIC_URL: z
    .string()
    .regex(/^https:\/\/[^\s/]+$/, 'an https:// address without a path')
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  NODE_ENV: z.string().optional(),
  ...GRAPH_SETTINGS,
  MicrosoftAppId: guid.optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: guid.optional(),
  MicrosoftAppType: oneOf(APP_TYPES).optional(),
  CertificateThumbprint: z
    .string()
    .regex(/^[0-9a-f]{40}$/i, 'a SHA-1 thumbprint of 40 hex digits')
    .optional(),
  CertificatePrivateKey: z.string().optional(),
});

type Settings = z.infer<typeof Settings>;

/** Settings that only a real bot has: with one of them an empty app id is a mistake, not local mode. */
const REAL_BOT_ONLY = [
  'MicrosoftAppPassword',
  'MicrosoftAppTenantId',
  'MicrosoftAppType',
  'CertificateThumbprint',
  'CertificatePrivateKey',
  ...GRAPH_ONLY,
] as const;

/** True when the environment names a bot: then nothing of local mode exists. */
export function hasAppId(env: Environment): boolean {
  return Boolean(env['MicrosoftAppId']?.trim());
}

/**
 * The configuration, whole and checked.
 * @throws ConfigError naming every problem and its remedy in one line.
 */
export function readConfig(env: Environment): Config {
  const settings = parseSettings(env);
  const problems = settings.MicrosoftAppId === undefined ? localProblems(settings) : botProblems(settings);
  if (problems.length > 0) throw new ConfigError(problems);
  const bot = identityOf(settings);
  const graph = bot && graphOf(settings, bot);
  return {
    port: settings.PORT,
    // A container's network reaches a real bot; local mode answers on this machine only.
    host: settings.HOST ?? (bot ? '0.0.0.0' : '127.0.0.1'),
    dataDir: settings.DATA_DIR,
    ...(settings.PLAYBOOKS_DIR !== undefined && { playbooksDir: settings.PLAYBOOKS_DIR }),
    logLevel: settings.LOG_LEVEL,
    client: settings.CLIENT,
    rateLimit: settings.RATE_LIMIT,
    // A real bot always keeps them.
    ...((bot !== undefined || settings.LIMITS === 'on') && { keepsLimits: true }),
    ...(settings.METRICS_TOKEN !== undefined && { metricsToken: settings.METRICS_TOKEN }),
    ...(settings.PUBLIC_URL !== undefined && { publicUrl: settings.PUBLIC_URL }),
    ...(settings.DATABASE_URL !== undefined && { databaseUrl: settings.DATABASE_URL }),
    ...(bot && { bot }),
    ...(graph && { graph }),
  };
}

/** As `readConfig`, for the production entry. @throws ConfigError also when there is no app id. */
export function readBotConfig(env: Environment): BotConfig {
  const config = readConfig(env);
  if (config.bot === undefined) throw new ConfigError([CONFIG_ERRORS.appIdMissing('this entry runs a real bot')]);
  return { ...config, bot: config.bot };
}

/** Reads settings by a schema of theirs: the manifest has some of its own. @throws ConfigError */
export function parseEnvironment<Schema extends z.ZodType>(schema: Schema, env: Environment): z.infer<Schema> {
  // An empty variable is an unset one: that is how most hosts clear a setting.
  const given = new Map(Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])));
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  // The value itself is never shown: it may be a secret in the wrong place.
  const problems = parsed.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return given.has(name) ? CONFIG_ERRORS.unreadable(name, message) : CONFIG_ERRORS.missing(name, message);
  });
  throw new ConfigError(problems);
}

function parseSettings(env: Environment): Settings {
  return parseEnvironment(Settings, env);
}

function localProblems(settings: Settings): readonly ConfigProblem[] {
  const sign =
    settings.NODE_ENV === 'production' ? 'NODE_ENV' : REAL_BOT_ONLY.find((name) => settings[name] !== undefined);
  if (sign !== undefined) {
    return [CONFIG_ERRORS.appIdMissing(sign === 'NODE_ENV' ? 'NODE_ENV is production' : `${sign} is set`)];
  }
  const { HOST } = settings;
  return HOST !== undefined && !LOOPBACK_HOSTS.includes(HOST) ? [CONFIG_ERRORS.hostNotLoopback(HOST)] : [];
}

function botProblems(settings: Settings): readonly ConfigProblem[] {
  const { MicrosoftAppType, MicrosoftAppPassword, CertificateThumbprint, CertificatePrivateKey } = settings;
  const problems: ConfigProblem[] = [...graphProblems(settings)];
  const hasCertificate = CertificateThumbprint !== undefined || CertificatePrivateKey !== undefined;
  const hasSecret = MicrosoftAppPassword !== undefined || hasCertificate;
  if (MicrosoftAppType === 'MultiTenant') problems.push(CONFIG_ERRORS.multiTenant());
  if (settings.MicrosoftAppTenantId === undefined) problems.push(CONFIG_ERRORS.tenantMissing());
  if (MicrosoftAppType === 'UserAssignedMSI') {
    if (hasSecret) problems.push(CONFIG_ERRORS.secretNotForIdentity());
    return problems;
  }
  if (!hasSecret) problems.push(CONFIG_ERRORS.secretMissing());
  if (hasCertificate && CertificateThumbprint === undefined) {
    problems.push(CONFIG_ERRORS.certificateHalf('CertificateThumbprint'));
  }
  if (hasCertificate && CertificatePrivateKey === undefined) {
    problems.push(CONFIG_ERRORS.certificateHalf('CertificatePrivateKey'));
  }
  return problems;
}

function identityOf(settings: Settings): BotIdentity | undefined {
  const { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId } = settings;
  if (appId === undefined || tenantId === undefined) return undefined;
  return { appId, tenantId, credential: credentialOf(settings) };
}

function credentialOf(settings: Settings): BotIdentity['credential'] {
  const { MicrosoftAppPassword: password, CertificateThumbprint: thumbprint, CertificatePrivateKey } = settings;
  if (thumbprint !== undefined && CertificatePrivateKey !== undefined) {
    // Hosts that keep a variable on one line write the PEM's line ends as \n.
    return { kind: 'certificate', thumbprint, privateKey: CertificatePrivateKey.replaceAll(String.raw`\n`, '\n') };
  }
  return password === undefined ? { kind: 'managedIdentity' } : { kind: 'password', password };
}

function oneOf<const Values extends readonly [string, ...string[]]>(
  values: Values,
): z.ZodEnum<z.core.util.ToEnum<Values[number]>> {
  return z.enum(values, `one of ${values.join(', ')}`);
}
