/**
 * The other end of the wire for the connector client: answers by script, also in ways that no connector should, and keeps
 * the bare requests. What Teams' connector does when all is well is the pretend connector's.
 */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Request {
  readonly method: string;
  /** As it came, still encoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Empty for a request without one. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes out as it is, anything else as JSON. */
  readonly body?: unknown;
  /** `hang`: never answered. `reset`: the connection breaks. `halfBody`: it breaks in the middle of the answer. */
  readonly fault?: 'hang' | 'reset' | 'halfBody';
}

export interface FakeConnector {
  readonly serviceUrl: string;
  readonly requests: readonly Request[];
  /** Connections that were ever opened. */
  connections(): number;
  /** The next requests are answered so, in order; afterwards each gets 201 with an id of its own. */
  script(...answers: readonly Scripted[]): void;
  close(): Promise<void>;
}

export async function startFakeConnector(): Promise<FakeConnector> {
  const requests: Request[] = [];
  const queue: Scripted[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { method = '', url = '', headers } = incoming;
      const body: Request['body'] = text === '' ? {} : JSON.parse(text);
      requests.push({ method, url, headers, body });
      answer(response, queue.shift() ?? { status: 201, body: { id: `sent-${requests.length}` } });
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    serviceUrl: `http://127.0.0.1:${port}/connector/`,
    requests,
    connections: () => sockets.size,
    script: (...answers) => void queue.push(...answers),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(response: ServerResponse, { status = 200, headers = {}, body, fault }: Scripted): void {
  if (fault === 'hang') return;
  if (fault === 'reset') return void response.destroy();
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  if (fault === 'halfBody') {
    response.writeHead(status, { 'content-type': type, 'content-length': String(text.length + 100) });
    response.write(text, () => response.destroy());
    return;
  }
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(text);
}
