import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTenantOfDomain } from '../../tenant/tenant-of-domain.ts';

const TENANT = '0B6C1A52-4E6D-4F0E-9A3C-1D2F5E8B7A01';
const HOUR = 3_600_000;

describe('the tenant of a domain', () => {
  let server: Server;
  let authority: string;
  let asked: string[];
  let answers: Record<string, { status: number; body: string } | 'hang'>;
  let now = 0;

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const answer = answers[request.url?.split('/')[1] ?? ''] ?? { status: 400, body: '{"error":"invalid_tenant"}' };
      if (answer === 'hang') return;
      response.writeHead(answer.status, answer.status === 302 ? { location: '/contoso.com/' } : {});
      response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  beforeEach(() => {
    now = 0;
    asked = [];
    answers = {
      'contoso.com': {
        status: 200,
        body: JSON.stringify({ issuer: `https://login.microsoftonline.com/${TENANT}/v2.0` }),
      },
    };
  });

  const lookup = (deadlineMs = 2000) => createTenantOfDomain({ clock: { now: () => now }, authority, deadlineMs });

  it('is read from the issuer of its discovery document', async () => {
    assert.equal(await lookup()('Contoso.COM '), TENANT.toLowerCase());
    assert.deepEqual(asked, ['/contoso.com/v2.0/.well-known/openid-configuration']);
  });

  it('is asked once an hour at most, also when there is none', async () => {
    const find = lookup();
    for (const domain of ['contoso.com', 'nobody.example', 'contoso.com', 'nobody.example']) await find(domain);
    assert.equal(asked.length, 2);
    now = HOUR;
    await find('contoso.com');
    assert.equal(asked.length, 3);
  });

  const failures: readonly [string, { status: number; body: string } | 'hang'][] = [
    ['nothing is answered', 'hang'],
    ['the server fails', { status: 503, body: '' }],
    ['a page comes', { status: 200, body: '<html>' }],
    ['the document names no issuer', { status: 200, body: '{}' }],
    ['the issuer has no tenant', { status: 200, body: '{"issuer":"https://login.microsoftonline.com/common/v2.0"}' }],
    ['it is led elsewhere', { status: 302, body: '' }],
  ];
  for (const [what, answer] of failures) {
    it(`is unknown when ${what}, and asked again next time`, async () => {
      answers['fabrikam.com'] = answer;
      const find = lookup(100);
      assert.equal(await find('fabrikam.com'), undefined);
      await find('fabrikam.com');
      assert.equal(asked.filter((path) => path.startsWith('/fabrikam')).length, 2);
    });
  }

  it('is unknown when there is no network', async () => {
    const nowhere = createTenantOfDomain({ clock: { now: () => 0 }, authority: 'http://127.0.0.1:9' });
    assert.equal(await nowhere('contoso.com'), undefined);
  });

  const injected = [
    '../common',
    'contoso.com/../common',
    'contoso.com/v2.0/x?',
    'contoso.com#',
    'contoso.com?x=1',
    'contoso.com@evil.example',
    'contoso.com:443',
    String.raw`contoso.com\..`,
    'contoso.com%2f..',
    'con toso.com',
    'contoso.com\r\nhost: evil',
    '-contoso.com',
    'contoso',
    'common',
    '.com',
    'contoso..com',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(130)}com`,
    '127.0.0.1',
    '',
  ];
  it('is not asked for what is no domain, so that nobody chooses the path', async () => {
    const find = lookup();
    for (const domain of injected) assert.equal(await find(domain), undefined, domain);
    assert.deepEqual(asked, []);
  });
});
