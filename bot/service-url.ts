/**
 * Which connector addresses are trusted: the bot's bearer token goes to whatever address an activity names, so it is
 * checked when it is heard, and again when it is used.
 */

/** Exact hosts; never `*.trafficmanager.net`, in which anybody can register a name. */
const TEAMS_HOSTS: ReadonlySet<string> = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
]);

/** Where the government cloud (GCC) answers when the public host says that it is the wrong one. */
export const GCC_SERVICE_URL = 'https://smba.infra.gcc.teams.microsoft.com/teams/';

export type TrustsServiceUrl = (serviceUrl: string) => boolean;

/** True for https on one of Teams' own hosts, without port, user, query or fragment. */
export function isTeamsServiceUrl(serviceUrl: string): boolean {
  const host = /^https:\/\/([a-z.]+)(?:\/[\w./~-]*)?$/.exec(serviceUrl)?.[1];
  return host !== undefined && TEAMS_HOSTS.has(host);
}

/** True for http on this machine: the only address that local mode answers to. */
export function isLoopbackServiceUrl(serviceUrl: string): boolean {
  const host = /^http:\/\/([\w.]+|\[::1\])(?::\d{1,5})?(?:\/[\w./~-]*)?$/.exec(serviceUrl)?.[1];
  return host !== undefined && isLoopbackHost(host);
}

/** For a host name as URLs write it: `localhost`, `127.0.0.1`, `[::1]`. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** For the address of a socket's other end. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address ?? '');
}
