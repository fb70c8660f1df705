/** The manifest template, filled from the environment. */
import { z } from 'zod';
import { parseEnvironment, type Environment } from '../bot/config.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const guid = (what: string) => z.string(what).regex(GUID, what);
const page = (what: string) => z.string(what).regex(/^https:\/\/[^\s"]+$/, what);
const line = (most: number, what: string) => z.string(what).max(most, what);

const botId = 'the application (client) id of the Azure Bot, a GUID';
const Settings = z.object({
  MicrosoftAppId: guid(botId),
  TEAMS_APP_ID: guid('the id of the Teams app, a GUID').optional(),
  APP_NAME: line(30, 'a name of at most 30 characters').default('Changeover'),
  COMPANY_NAME: line(32, 'the name of whoever publishes the app, of at most 32 characters'),
  WEBSITE_URL: page('the https address of the publisher’s website'),
  PRIVACY_URL: page('the https address of the privacy statement'),
  TERMS_URL: page('the https address of the terms of use'),
});

/** What stands in the template as `{{name}}`. */
export type Blanks = Readonly<Record<string, string>>;

/** @param version of the app, `x.y.z`. @throws ConfigError naming every setting that is missing or wrong. */
export function blanksFrom(env: Environment, version: string): Blanks {
  const settings = parseEnvironment(Settings, env);
  return {
    version,
    botId: settings.MicrosoftAppId.toLowerCase(),
    teamsAppId: (settings.TEAMS_APP_ID ?? settings.MicrosoftAppId).toLowerCase(),
    appName: settings.APP_NAME,
    companyName: settings.COMPANY_NAME,
    websiteUrl: settings.WEBSITE_URL,
    privacyUrl: settings.PRIVACY_URL,
    termsUrl: settings.TERMS_URL,
  };
}

const GraphSettings = z.object({ GRAPH_APP_ID: guid('the application (client) id for Graph, a GUID').optional() });

/**
 * What the package says of the application that goes to Graph: Teams lets it install its own app only.
 * @throws ConfigError for an id that is none.
 */
export function graphPart(env: Environment): { readonly webApplicationInfo?: { readonly id: string } } {
  const { GRAPH_APP_ID: id } = parseEnvironment(GraphSettings, env);
  return id === undefined ? {} : { webApplicationInfo: { id: id.toLowerCase() } };
}

/** Fills each `{{name}}` inside the strings, so that no value can change the manifest's shape. @throws for an unknown name. */
export function fill(template: unknown, blanks: Blanks): unknown {
  if (typeof template === 'string')
    return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => blankOf(blanks, name));
  if (Array.isArray(template)) return template.map((part) => fill(part, blanks));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, part]) => [key, fill(part, blanks)]));
}

function blankOf(blanks: Blanks, name: string): string {
  const value = blanks[name];
  if (value === undefined) throw new Error(`manifest.json has a blank {{${name}}} that nothing fills`);
  return value;
}
