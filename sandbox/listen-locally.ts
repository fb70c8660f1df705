/** Loaded into a Teams window's process before its own code (`node --import`): it listens on loopback only, for which it has no option. */
import { Server } from 'node:net';

Server.prototype.listen = new Proxy(Reflect.get(Server.prototype, 'listen'), {
  apply: (listen, server, args: unknown[]) => Reflect.apply(listen, server, withHost(args)),
});

/** The call's arguments with 127.0.0.1 where it names no host; one for a socket path or a handle is left alone. */
function withHost(args: unknown[]): unknown[] {
  const [first, second, ...rest] = args;
  if (typeof first === 'number' && typeof second !== 'string') {
    return [first, '127.0.0.1', ...(second === undefined ? [] : [second]), ...rest];
  }
  if (typeof first === 'object' && first !== null && 'port' in first && !('host' in first && first.host)) {
    return [{ ...first, host: '127.0.0.1' }, ...args.slice(1)];
  }
  return args;
}
