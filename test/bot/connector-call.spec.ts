import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createCaller, type Caller } from '../../bot/connector-call.ts';

describe('one exchange with a connector', () => {
  let server: Server;
  let caller: Caller;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    sockets.length = 0;
    // This one never closes a connection by itself.
    server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      request.resume().on('end', () => response.end('{}'));
    });
    server.on('connection', (socket) => void sockets.push(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    caller.close();
    server.close();
  });

  const call = () => {
    const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return caller.call({ method: 'POST', serviceUrl, path: 'v3/x', body: {}, timeoutMs: 5_000 });
  };

  it('uses a connection again that has just been used', async () => {
    caller = createCaller();
    await call();
    await call();
    assert.equal(sockets.length, 1);
  });

  it('closes an idle connection before the other end does, and opens another one', async () => {
    caller = createCaller(20);
    await call();
    await once(sockets[0]!, 'close');
    assert.equal((await call()).kind, 'answered');
    assert.equal(sockets.length, 2);
  });

  it('waits longer for an answer than it keeps an idle connection', async () => {
    caller = createCaller(20);
    server.removeAllListeners('request');
    const answered = Promise.withResolvers<void>();
    server.on('request', (_request, response) => {
      response.socket!.on('close', () => answered.reject(new Error('closed')));
      void answered.promise.then(() => response.end('{}'));
    });
    const reply = call();
    // Another connection lives and dies meanwhile.
    const other = createCaller(20);
    const idle = createServer((_request, response) => void response.end());
    idle.listen(0, '127.0.0.1');
    await once(idle, 'listening');
    const closed = once(idle, 'connection').then(async ([socket]) => once(socket as Socket, 'close'));
    const serviceUrl = `http://127.0.0.1:${(idle.address() as AddressInfo).port}`;
    await other.call({ method: 'GET', serviceUrl, path: '', timeoutMs: 5_000 });
    await closed;
    idle.close();
    answered.resolve();
    assert.equal((await reply).kind, 'answered');
  });
});
