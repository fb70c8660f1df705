/** In place of Microsoft's page of consent: what an administrator would see, with the ways in which that ends. */
import type { Request, Server } from 'restify';
import { isWelcome } from './page.ts';
import { wingtip } from './people.ts';
import type { ConsentPurpose } from '../changeover/tenant-link.ts';

export interface ConsentPlace {
  /** The administrator of a tenant says yes: from then on it may be read, or written to. */
  readonly allow: (tenantId: string, purpose: ConsentPurpose) => Promise<void>;
}

/** The two registrations, by which the page knows what it is asked for. */
export const PRETEND_APPS = {
  read: '7e57b07a-0000-4000-8000-0000000000c1',
  write: '7e57b07a-0000-4000-8000-0000000000c2',
} as const;
const ASKS = {
  read: 'to read: organisation, domains, licences, users, service health',
  write: 'to assign licences to users, and to take them away',
} as const;
const PATH = '/sandbox/consent/:tenant/v2.0/adminconsent';
const ANSWER = '/sandbox/consent/:tenant/answer';
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'";
const ENDS = [
  ['yes', 'Accept'],
  ['no', 'Cancel'],
  ['elsewhere', 'Accept, signed in to another company'],
] as const;

/** Where local mode sends administrators, below its own address. */
export function pretendAuthority(url: string): string {
  return `${url}/sandbox/consent`;
}

export function addPretendConsent(server: Server, place: () => ConsentPlace | undefined): void {
  server.get(PATH, async (req, res) => {
    if (!isWelcome(req, res)) return;
    const { searchParams } = new URL(req.url ?? '', 'http://sandbox');
    res.setHeader('Content-Security-Policy', POLICY);
    res.sendRaw(200, pageOf(tenantOf(req), searchParams), { 'content-type': 'text/html; charset=utf-8' });
  });
  server.get(ANSWER, async (req, res) => {
    if (!isWelcome(req, res)) return;
    const { searchParams } = new URL(req.url ?? '', 'http://sandbox');
    const back = new URL(searchParams.get('redirect_uri') ?? '', `http://${req.headers.host}`);
    if (back.host !== req.headers.host) {
      res.send(400, { error: 'This link does not lead back to this machine.' });
      return;
    }
    const end = searchParams.get('end');
    if (end === 'yes') await place()?.allow(tenantOf(req), purposeOf(searchParams));
    for (const [name, value] of answerOf(end, tenantOf(req), searchParams.get('state') ?? ''))
      back.searchParams.set(name, value);
    res.setHeader('Location', back.href);
    res.send(302);
  });
}

/** As Microsoft's page answers: a refusal has an error and no tenant. */
function answerOf(end: string | null, tenant: string, state: string): readonly (readonly [string, string])[] {
  if (end === 'no')
    return [
      ['error', 'access_denied'],
      ['error_description', 'AADSTS65004'],
      ['state', state],
    ];
  const granted = end === 'elsewhere' ? wingtip.tenantId : tenant;
  return [
    ['admin_consent', 'True'],
    ['tenant', granted],
    ['state', state],
  ];
}

function pageOf(tenant: string, query: URLSearchParams): string {
  const links = ENDS.map(([end, label]) => {
    const carried = new URLSearchParams({
      end,
      client_id: query.get('client_id') ?? '',
      state: query.get('state') ?? '',
      redirect_uri: query.get('redirect_uri') ?? '',
    });
    return `<p><a class="button" href="/sandbox/consent/${tenant}/answer?${escaped(carried.toString())}">${label}</a></p>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Pretend consent</title>
<link rel="stylesheet" href="/sandbox/page.css"></head><body><main><section class="card wide">
<h1>Permissions requested</h1><p>In place of Microsoft’s own page. <b>Changeover</b> asks ${ASKS[purposeOf(query)]}.</p>
${links.join('\n')}</section></main></body></html>`;
}

function purposeOf(query: URLSearchParams): ConsentPurpose {
  return query.get('client_id') === PRETEND_APPS.write ? 'write' : 'read';
}

function tenantOf(req: Request): string {
  const { tenant }: Readonly<Record<string, unknown>> = req.params;
  return typeof tenant === 'string' && /^[0-9a-f-]{36}$/i.test(tenant) ? tenant.toLowerCase() : 'unknown';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
