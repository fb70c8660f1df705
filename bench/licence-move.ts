/**
 * How long a licence move of 10,000 users takes on a simulated clock its reading included, against the pretend tenant over HTTP, with Microsoft's
 * documented limit of 3,000 writes in 150 seconds, beside the best that the limit allows. `node bench/licence-move.ts
 * [users]`; it starts its own PostgreSQL server. Fails when it is slower than 1.15 times that, or when anybody was without
 * a licence at any instant, left out or written to twice.
 */
import { openStore } from '../store/open.ts';
import { GRAPH_LIMITS } from '../sandbox/licence-directory.ts';
import { freshDatabase } from '../test/support/fresh-database.ts';
import { aLicenceStory } from '../test/support/licence-story.ts';
import { startTestServer } from '../test/support/postgres-server.ts';
import { silent } from '../test/support/silent-log.ts';

const users = Number(process.argv[2] ?? 10_000);
/** What a batch of twenty takes, on the simulated clock. */
const CALL_MS = 600;
const MOST_TIMES = 1.15;

const server = await startTestServer();
process.env['TEST_HOME'] = server.home;
process.env['TEST_PG'] = server.url;
try {
  const { store, close } = await openStore({ databaseUrl: await freshDatabase(), dataDir: '' }, silent);
  const story = await aLicenceStory({ store, users, callMs: CALL_MS });
  const [from, realFrom] = [story.now, performance.now()];
  await story.begins();
  const { licences } = await story.until((one) => one.licences?.state === 'done');
  const seconds = (story.now - from) / 1000;
  const best = bestSeconds(users);
  const { withoutLicence, throttled, writes } = story.directory.seen;
  const twice = [...writes.values()].filter((times) => times > 1).length;
  const moved = licences?.result?.moved ?? 0;
  console.log(`users moved            ${moved} of ${users}`);
  console.log(`simulated seconds      ${seconds.toFixed(0)}`);
  console.log(`the limit's best       ${best.toFixed(0)}`);
  console.log(`times the best         ${(seconds / best).toFixed(3)} (at most ${MOST_TIMES})`);
  console.log(`ever without a licence ${withoutLicence}`);
  console.log(`written to twice       ${twice}`);
  console.log(`turned away by limit   ${throttled}`);
  console.log(`real seconds           ${((performance.now() - realFrom) / 1000).toFixed(0)}`);
  const isReached = seconds <= best * MOST_TIMES && withoutLicence + twice === 0 && moved === users;
  if (!isReached) process.exitCode = 1;
  await story.close();
  await close();
} finally {
  await server.stop();
}

/** The first window's writes at once, each next window's as soon as it opens, as if calls took no time. */
function bestSeconds(count: number): number {
  return ((Math.ceil(count / GRAPH_LIMITS.writes) - 1) * GRAPH_LIMITS.windowMs) / 1000;
}
