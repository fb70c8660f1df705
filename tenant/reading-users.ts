/** The users that hold licences of some products, page by page. */
import type { SeenUser } from '../changeover/tenant-sight.ts';
import type { Graph, GraphResult } from './graph.ts';
import { LOW_PRIORITY } from './reading-batch.ts';
import { rowsIn, usersIn } from './reading-shapes.ts';

/** Microsoft's most in one page. */
const PAGE = 999;
/** About 50,000 users; with more, users are not counted one by one. */
const MOST_PAGES = 50;
/** Pages that a throttled answer is waited for, in all. */
const MOST_WAITS = 3;
const MOST_PATIENCE = 20_000;

/** A condition on licences needs this, on each page: the answer may be some minutes old. */
const ADVANCED = { ...LOW_PRIORITY, ConsistencyLevel: 'eventual' };
const GUID = /^[0-9a-f-]{36}$/;

export interface UsersPorts {
  readonly graph: Pick<Graph, 'get'>;
  /** Where Graph answers: a next page elsewhere is not gone to, because the token would go with it. */
  readonly baseUrl: string;
  /** Real milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Undefined when they cannot be had, or not all of them: half a list would pass for a whole one. */
export async function readUsers(
  ports: UsersPorts,
  tenantId: string,
  skuIds: readonly string[],
): Promise<readonly SeenUser[] | undefined> {
  const wanted = skuIds.filter((id) => GUID.test(id));
  if (wanted.length === 0) return [];
  const users: SeenUser[] = [];
  let path: string | undefined = firstPath(wanted);
  let waits = 0;
  for (let page = 0; path !== undefined; page++) {
    const answer: GraphResult = await ports.graph.get(tenantId, path, ADVANCED);
    if (!answer.ok) {
      const isPatient =
        answer.kind === 'throttled' && (answer.retryAfterMs ?? 0) <= MOST_PATIENCE && waits++ < MOST_WAITS;
      if (!isPatient) return undefined;
      await ports.wait(answer.retryAfterMs ?? 1_000);
      continue;
    }
    const found = rowsIn(answer.body);
    if (!found || page >= MOST_PAGES) return undefined;
    users.push(...usersIn(found.rows));
    if (found.next === undefined) return users;
    path = pathOf(found.next, ports.baseUrl);
  }
  return undefined;
}

function firstPath(skuIds: readonly string[]): string {
  const filter = skuIds.map((id) => `assignedLicenses/any(x:x/skuId eq ${id})`).join(' or ');
  const query = `$select=id,assignedLicenses&$filter=${encodeURIComponent(filter)}&$count=true&$top=${PAGE}`;
  return `/users?${query}`;
}

/** The link as it came, below the version; undefined for one that leads elsewhere. */
function pathOf(link: string, baseUrl: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { origin, pathname, search } = new URL(link);
  const isOurs = origin === new URL(baseUrl).origin && pathname.startsWith('/v1.0/');
  return isOurs ? `${pathname.slice('/v1.0'.length)}${search}` : undefined;
}
