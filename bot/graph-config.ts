/** Settings for Microsoft Graph: off by default, each part by itself; half a setting is refused with its remedy. */
import { z } from 'zod';
import { CONFIG_ERRORS, type ConfigProblem } from './config-errors.ts';

export interface GraphConfig {
  /** The application that tenants grant what they grant: another registration than the bot's. */
  readonly app: {
    readonly clientId: string;
    readonly credential:
      | { readonly kind: 'secret'; readonly secret: string }
      | { readonly kind: 'certificate'; readonly certificate: string };
  };
  /** The app is installed for people who lost it, where a tenant permits that. */
  readonly installs?: { readonly externalId: string };
  /** Licences of customers are moved, where a tenant permits that. */
  readonly movesLicences?: true;
  /** The mailbox that letters come from, in the bot's home tenant. */
  readonly mails?: { readonly sender: string; readonly tenantId: string };
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ADDRESS = /^[^\s<>"(),:;@[\]\\]{1,64}@[a-z0-9.-]{1,190}$/i;

export const GRAPH_SETTINGS = {
  GRAPH_APP_ID: z.string().regex(GUID, 'a GUID such as 00000000-0000-4000-8000-000000000000').optional(),
  GRAPH_APP_SECRET: z.string().optional(),
  GRAPH_APP_CERTIFICATE: z
    .string()
    .regex(
      /BEGIN CERTIFICATE[\s\S]*PRIVATE KEY|PRIVATE KEY[\s\S]*BEGIN CERTIFICATE/,
      'a PEM with certificate and private key',
    )
    .optional(),
  GRAPH_INSTALL: z.enum(['on', 'off'], 'one of on, off').default('off'),
  LICENCE_MOVE: z.enum(['on', 'off'], 'one of on, off').default('off'),
  TEAMS_APP_ID: z.string().regex(GUID, 'the id of the Teams app, a GUID').optional(),
  MAIL_SENDER: z
    .string()
    .refine((text) => ADDRESS.test(text) || GUID.test(text), 'the address or object id of a mailbox')
    .optional(),
};

export type GraphSettings = z.infer<z.ZodObject<typeof GRAPH_SETTINGS>>;

/** Settings that mean nothing without a real bot. */
export const GRAPH_ONLY = ['GRAPH_APP_ID', 'GRAPH_APP_SECRET', 'GRAPH_APP_CERTIFICATE', 'MAIL_SENDER'] as const;

export function graphProblems(settings: GraphSettings): readonly ConfigProblem[] {
  const { GRAPH_APP_ID, GRAPH_APP_SECRET, GRAPH_APP_CERTIFICATE, GRAPH_INSTALL, MAIL_SENDER } = settings;
  const hasSecret = GRAPH_APP_SECRET !== undefined;
  const hasCertificate = GRAPH_APP_CERTIFICATE !== undefined;
  if (GRAPH_APP_ID === undefined) {
    const sign = [
      ...(hasSecret ? ['GRAPH_APP_SECRET'] : []),
      ...(hasCertificate ? ['GRAPH_APP_CERTIFICATE'] : []),
      ...(GRAPH_INSTALL === 'on' ? ['GRAPH_INSTALL'] : []),
      ...(settings.LICENCE_MOVE === 'on' ? ['LICENCE_MOVE'] : []),
      ...(MAIL_SENDER === undefined ? [] : ['MAIL_SENDER']),
    ][0];
    return sign === undefined ? [] : [CONFIG_ERRORS.graphAppMissing(sign)];
  }
  if (hasSecret && hasCertificate) return [CONFIG_ERRORS.graphSecretTwice()];
  return hasSecret || hasCertificate ? [] : [CONFIG_ERRORS.graphSecretMissing()];
}

/** @param bot the real bot's own id and home tenant. */
export function graphOf(
  settings: GraphSettings,
  bot: { readonly appId: string; readonly tenantId: string },
): GraphConfig | undefined {
  const { GRAPH_APP_ID: clientId, GRAPH_APP_SECRET: secret, GRAPH_APP_CERTIFICATE, MAIL_SENDER: sender } = settings;
  if (clientId === undefined) return undefined;
  // Hosts that keep a variable on one line write the PEM's line ends as \n.
  const certificate = GRAPH_APP_CERTIFICATE?.replaceAll(String.raw`\n`, '\n') ?? '';
  const externalId = (settings.TEAMS_APP_ID ?? bot.appId).toLowerCase();
  return {
    app: { clientId, credential: secret ? { kind: 'secret', secret } : { kind: 'certificate', certificate } },
    ...(settings.GRAPH_INSTALL === 'on' && { installs: { externalId } }),
    ...(settings.LICENCE_MOVE === 'on' && { movesLicences: true }),
    ...(sender !== undefined && { mails: { sender, tenantId: bot.tenantId } }),
  };
}
