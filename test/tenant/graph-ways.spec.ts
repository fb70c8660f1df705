import assert from 'node:assert/strict';
import { alex, contoso, fabrikam, personOf } from '../../sandbox/people.ts';
import { startPretendGraph, type PretendGraph } from '../../sandbox/graph.ts';
import { PRETEND_SENDER } from '../../sandbox/graph-routes.ts';
import { pretendWays } from '../../sandbox/pretend-ways.ts';
import type { SecondWays, WayOutcome } from '../../loop/reach-ports.ts';

const ALEX = personOf(alex);
const LETTER = { subject: 'Grüße: a reminder', text: 'Hello,\n\n• due — today\n', html: '<p>Hello,</p>' };
const DEADLINE_MS = 400;

describe('the ways over Graph', () => {
  let graph: PretendGraph;
  let ways: Required<SecondWays>;
  beforeEach(async () => {
    graph = await startPretendGraph(() => 0);
    ways = pretendWays(graph, { now: () => 0 }, DEADLINE_MS) as Required<SecondWays>;
  });
  afterEach(() => graph.close());

  const paths = (): readonly string[] => graph.exchanges.map(({ method, path }) => `${method} ${path}`);

  it('install the app by its id in the tenant’s own catalogue, looked up once', async () => {
    assert.deepEqual(await ways.install(ALEX), { kind: 'done' });
    assert.equal(graph.installed.has(alex.objectId), true);
    await ways.install(ALEX);
    assert.deepEqual(
      paths().map((path) => path.split('?')[0]),
      [
        'GET /appCatalogs/teamsApps',
        `POST /users/${alex.objectId}/teamwork/installedApps`,
        `POST /users/${alex.objectId}/teamwork/installedApps`,
      ],
    );
    assert.deepEqual(new Set(graph.exchanges.map(({ tenantId }) => tenantId)), new Set([contoso.tenantId]));
  });

  it('take an app that is there already for a success', async () => {
    await ways.install(ALEX);
    assert.deepEqual(await ways.install(ALEX), { kind: 'alreadyThere' });
  });

  it('know an app that is not in the catalogue, and a person who is nobody’s', async () => {
    const nobody = { tenantId: contoso.tenantId, objectId: '00000000-0000-4000-8000-000000000000' };
    assert.deepEqual(await ways.install(nobody), { kind: 'impossible', why: '404 NotFound' });
    assert.equal((await ways.mail(nobody, LETTER)).kind, 'impossible');
    graph.withdrawApp(fabrikam.tenantId);
    const technician = { tenantId: fabrikam.tenantId, objectId: nobody.objectId };
    assert.deepEqual(await ways.install(technician), { kind: 'impossible', why: 'the app is not in the catalogue' });
  });

  it('send a letter to the mailbox that the directory names, from the home tenant, as text and as HTML', async () => {
    assert.deepEqual(await ways.mail(ALEX, LETTER), { kind: 'done' });
    assert.deepEqual(graph.mails, [{ at: 0, from: PRETEND_SENDER, to: alex.email, ...LETTER }]);
    assert.deepEqual(
      graph.exchanges.map(({ tenantId }) => tenantId),
      [contoso.tenantId, fabrikam.tenantId],
    );
  });

  it('write to nobody without a mailbox', async () => {
    graph.lose(alex.objectId, 'mailbox');
    assert.deepEqual(await ways.mail(ALEX, LETTER), { kind: 'impossible', why: 'no mailbox' });
    assert.equal(graph.mails.length, 0);
  });

  it('say which tenant permits what, whether Graph names a code or not', async () => {
    graph.permit(contoso.tenantId, ['AppCatalog.Read.All', 'User.ReadBasic.All']);
    assert.deepEqual(await ways.install(ALEX), { kind: 'notPermitted', why: '403 Authorization_RequestDenied' });
    graph.fail({ kind: 403, path: 'sendMail' });
    assert.deepEqual(await ways.mail(ALEX, LETTER), { kind: 'notPermitted', why: '403' });
  });

  const later: readonly [string, Parameters<PretendGraph['fail']>[0], WayOutcome][] = [
    [
      'a token that is refused',
      { kind: 401, code: 'InvalidAuthenticationToken' },
      { kind: 'later', why: '401 InvalidAuthenticationToken' },
    ],
    ['throttling, with its own time', { kind: 429, retryAfter: 7 }, { kind: 'later', why: '429', retryAfterMs: 7_000 }],
    ['throttling without one', { kind: 429 }, { kind: 'later', why: '429' }],
    [
      'an outage',
      { kind: 503, code: 'serviceNotAvailable', retryAfter: 2 },
      { kind: 'later', why: '503 serviceNotAvailable', retryAfterMs: 2_000 },
    ],
  ];
  for (const [name, fault, outcome] of later) {
    it(`come back later after ${name}, and ask once`, async () => {
      graph.fail(fault);
      assert.deepEqual(await ways.mail(ALEX, LETTER), outcome);
      assert.equal(graph.exchanges.length, 1);
    });
  }

  it('give up on a Graph that hangs, and on an answer that is cut off', async () => {
    graph.fail({ kind: 'hang' });
    assert.equal((await ways.mail(ALEX, LETTER)).kind, 'later');
    graph.fail({ kind: 'cut' });
    assert.equal((await ways.mail(ALEX, LETTER)).kind, 'later');
    assert.equal(graph.mails.length, 0);
  });

  it('put nothing of a letter into its headers', async () => {
    await ways.mail(ALEX, { ...LETTER, subject: 'x\r\nBcc: victim@example.com' });
    assert.equal(graph.mails[0]?.to, alex.email);
    assert.equal(graph.mails[0]?.subject, 'x\r\nBcc: victim@example.com');
  });
});
