/** The sandbox's page and its JSON, for this machine alone. */
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { plugins } from 'restify';
import type { Request, Response, Server } from 'restify';
import { ControlError } from './controls.ts';
import type { Controls } from './controls.ts';

const FILES = [
  ['/sandbox', 'page.html', 'text/html; charset=utf-8'],
  ['/sandbox/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/sandbox/lists.css', 'lists.css', 'text/css; charset=utf-8'],
  ['/sandbox/knobs.css', 'knobs.css', 'text/css; charset=utf-8'],
  ['/sandbox/page.js', 'page.js', 'text/javascript; charset=utf-8'],
] as const;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'";
const OWN_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const MOST_BODY_BYTES = 10_000;

/** Adds `GET /sandbox`, `GET /sandbox/state`, `POST /sandbox/clock`, `/tenant`; 503 while there are no controls yet. */
export function addSandboxPage(server: Server, controls: () => Controls | undefined): void {
  for (const [path, file, type] of FILES) {
    server.get(path, async (req, res) => {
      if (!isWelcome(req, res)) return;
      const text = await readFile(new URL(file, import.meta.url));
      res.setHeader('Content-Security-Policy', POLICY);
      res.sendRaw(200, text, { 'content-type': type });
    });
  }
  server.get('/sandbox/state', async (req, res) => {
    if (isWelcome(req, res)) await answer(res, controls(), async (ready) => ready.state());
  });
  const posts = [
    ['/sandbox/clock', async (ready: Controls, body: unknown) => ready.moveClock(body)],
    ['/sandbox/tenant', async (ready: Controls, body: unknown) => ready.turnTenant(body)],
  ] as const;
  for (const [path, work] of posts) {
    server.post(path, plugins.bodyReader({ maxBodySize: MOST_BODY_BYTES }), async (req, res) => {
      if (isWelcome(req, res)) await answer(res, controls(), async (ready) => work(ready, jsonIn(req)));
    });
  }
}

async function answer(res: Response, controls: Controls | undefined, work: (ready: Controls) => Promise<object>) {
  if (!controls) {
    res.send(503, { error: 'The sandbox is still starting.' });
    return;
  }
  try {
    res.send(200, await work(controls));
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    res.send(400, { error: error.message });
  }
}

function jsonIn(req: Request): unknown {
  // A form of another site cannot send this type without asking first.
  if (!req.is('application/json')) throw new ControlError('Send JSON with content-type application/json.');
  try {
    return JSON.parse(String(req.body));
  } catch {
    throw new ControlError('That is not JSON.');
  }
}

/** Whether this machine asks; whoever else gets a 403 that says what to do. */
export function isWelcome(req: Request, res: Response): boolean {
  const why = whyNotWelcome(req.headers, req.socket.remoteAddress);
  if (why !== undefined) res.send(403, { error: why });
  return why === undefined;
}

/**
 * Nobody but this machine's own page and scripts: a name that resolves to this machine (DNS rebinding) has another
 * Host, and a page of another site another Origin.
 */
export function whyNotWelcome(headers: IncomingHttpHeaders, peer: string | undefined): string | undefined {
  if (!/^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(peer ?? '')) return 'The sandbox answers to its own machine only.';
  if (!isOwnHost(`http://${headers.host}`)) return 'Open the sandbox as http://127.0.0.1 or http://localhost.';
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`) return 'Another site may not use the sandbox.';
  return headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate'
    ? 'Another site may not use the sandbox.'
    : undefined;
}

function isOwnHost(url: string): boolean {
  return URL.canParse(url) && OWN_HOSTS.includes(new URL(url).hostname);
}
