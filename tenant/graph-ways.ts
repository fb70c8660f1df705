/** Two ways to a person whom the bot does not reach: the app installed for them, and an e-mail. Both over Graph. */
import { z } from 'zod';
import type { Person } from '../changeover/changeover.ts';
import type { Clock } from '../loop/ports.ts';
import type { Letter, SecondWays, WayOutcome } from '../loop/reach-ports.ts';
import { GRAPH_URL, type Graph, type GraphFailure } from './graph.ts';
import { mimeOf } from './mime.ts';

export interface GraphWayPorts {
  readonly graph: Graph;
  readonly clock: Clock;
  /** The Teams app's own id, by which it stands in each tenant's catalogue. Absent: nothing is installed. */
  readonly installs?: { readonly externalId: string };
  /** The mailbox that letters come from, and the tenant that it is in. Absent: none are written. */
  readonly mails?: { readonly sender: string; readonly tenantId: string };
}

const Apps = z.object({ value: z.array(z.object({ id: z.string().min(1) })) });
const Mailbox = z.object({ mail: z.string().nullish() });
/** One address and nothing else: it goes into a header. */
const ADDRESS = /^[^\s<>"(),:;@[\]\\]{1,64}@[a-z0-9.-]{1,190}$/i;
const REMEMBER_MS = 60 * 60_000;
const MOST_REMEMBERED = 1_000;

export function graphWays({ graph, clock, installs, mails }: GraphWayPorts): SecondWays {
  const catalogue = installs && catalogueIds(graph, clock, installs.externalId);
  return {
    ...(catalogue && { install: (person) => install(graph, catalogue, person) }),
    ...(mails && {
      mail: (person, letter) => mail(graph, mails, person, letter),
      mailTo: (address, letter) => mailTo(graph, mails, address, letter),
    }),
  };
}

type CatalogueIds = (tenantId: string) => Promise<string | WayOutcome>;

/** In a tenant's own catalogue the app has another id than in its package. */
function catalogueIds(graph: Graph, clock: Clock, externalId: string): CatalogueIds {
  const known = new Map<string, { readonly id: string; readonly until: number }>();
  const filter = encodeURIComponent(`externalId eq '${externalId}'`);
  return async (tenantId) => {
    const kept = known.get(tenantId);
    if (kept !== undefined && kept.until > clock.now()) return kept.id;
    const found = await graph.get(tenantId, `/appCatalogs/teamsApps?$filter=${filter}&$select=id`);
    if (!found.ok) return outcomeOf(found);
    const apps = Apps.safeParse(found.body);
    const id = apps.data?.value[0]?.id;
    if (id === undefined) return { kind: 'impossible', why: 'the app is not in the catalogue' };
    known.delete(tenantId);
    if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(tenantId, { id, until: clock.now() + REMEMBER_MS });
    return id;
  };
}

async function install(graph: Graph, catalogue: CatalogueIds, { tenantId, objectId }: Person): Promise<WayOutcome> {
  const id = await catalogue(tenantId);
  if (typeof id !== 'string') return id;
  const body = { 'teamsApp@odata.bind': `${GRAPH_URL}/v1.0/appCatalogs/teamsApps/${encodeURIComponent(id)}` };
  const done = await graph.post(tenantId, `/users/${encodeURIComponent(objectId)}/teamwork/installedApps`, body);
  if (done.ok) return { kind: 'done' };
  return done.kind === 'conflict' ? { kind: 'alreadyThere' } : outcomeOf(done);
}

/** The address comes from the person's own directory, by the id that Teams vouched for: nobody can type it. */
async function mail(
  graph: Graph,
  mails: NonNullable<GraphWayPorts['mails']>,
  person: Person,
  letter: Letter,
): Promise<WayOutcome> {
  const found = await graph.get(person.tenantId, `/users/${encodeURIComponent(person.objectId)}?$select=mail`);
  if (!found.ok) return outcomeOf(found);
  return mailTo(graph, mails, Mailbox.safeParse(found.body).data?.mail ?? '', letter);
}

async function mailTo(
  graph: Graph,
  { sender, tenantId }: NonNullable<GraphWayPorts['mails']>,
  address: string,
  letter: Letter,
): Promise<WayOutcome> {
  if (!ADDRESS.test(address)) return { kind: 'impossible', why: 'no mailbox' };
  const mime = Buffer.from(mimeOf(letter, address), 'utf8').toString('base64');
  const sent = await graph.post(tenantId, `/users/${encodeURIComponent(sender)}/sendMail`, mime);
  return sent.ok ? { kind: 'done' } : outcomeOf(sent);
}

function outcomeOf({ kind, why, retryAfterMs }: GraphFailure): WayOutcome {
  if (kind === 'notPermitted') return { kind, why };
  if (kind === 'throttled' || kind === 'unavailable') {
    return { kind: 'later', why, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  return { kind: 'impossible', why };
}
