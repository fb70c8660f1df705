/**
 * The pretend connector: an HTTP server on loopback that does what the bot needs of Teams' connector, keeps every
 * conversation so that it can be read, and fails on request. One for tests, simulator and benchmarks.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Piece } from './card-reader.ts';
import { answerOf, faultFor } from './connector-faults.ts';
import type { Fault, StandingFault } from './connector-faults.ts';
import { route } from './connector-routes.ts';
import type { Room } from './connector-routes.ts';
import { Transcripts } from './transcripts.ts';
import type { Post } from './transcripts.ts';

/** One request of the bot and how it was answered; status 0: it was not. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
}

export interface PretendConnector {
  readonly serviceUrl: string;
  /** Oldest first; a channel's id brings all of its threads. */
  posts(conversationId: string): readonly Post[];
  readonly exchanges: readonly Exchange[];
  /** The number of the latest change. */
  changes(): number;
  /** A person's own message, or an answer that only this person sees. */
  add(conversationId: string, by: string, activity: Piece): Post;
  /** Puts another activity in the place of one: the card that an invoke was answered with. */
  replace(conversationId: string, activityId: string, activity: Piece): void;
  /** As if a person had deleted it: an update of it is answered 404. */
  remove(conversationId: string, activityId: string): void;
  /** The next requests that it fits go wrong as it says. */
  fail(fault: Fault): void;
  /** What was asked to fail for this path fails no more. */
  mend(path: string): void;
  /** Who is listed as a member of a conversation or team. */
  addMember(conversationId: string, member: Piece): void;
  /** Whoever has this id is listed there no more. */
  removeMember(conversationId: string, userId: string): void;
  /** The id of a thread that a person starts in a channel. */
  newThread(channelId: string): string;
  /** Resolves with what `look` finds, asked again at every change; throws naming `what` when it finds nothing in time. */
  until<Found>(look: () => Found | undefined, what: () => string, withinMs?: number): Promise<Found>;
  close(): Promise<void>;
}

export async function startPretendConnector(): Promise<PretendConnector> {
  const transcripts = new Transcripts();
  const members = new Map<string, readonly Piece[]>();
  const state: State = { transcripts, members, exchanges: [], faults: [] };
  const server = createServer((request, response) => {
    serve(state, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    serviceUrl: `http://127.0.0.1:${port}/connector`,
    exchanges: state.exchanges,
    posts: (conversationId) => transcripts.postsOf(conversationId),
    changes: () => transcripts.changes(),
    add: (conversationId, by, activity) => transcripts.add(conversationId, by, activity),
    replace: (conversationId, id, activity) => void transcripts.edit(conversationId, id, activity),
    remove: (conversationId, id) => transcripts.remove(conversationId, id),
    fail: (fault) => void state.faults.push({ ...fault, left: fault.times ?? 1 }),
    mend(path) {
      for (const fault of state.faults) if (fault.path === path) fault.left = 0;
    },
    addMember: (id, member) => void members.set(id, [...(members.get(id) ?? []), member]),
    removeMember: (id, userId) =>
      void members.set(
        id,
        (members.get(id) ?? []).filter((one) => one['id'] !== userId),
      ),
    newThread: (channelId) => `${channelId};messageid=${transcripts.nextId()}`,
    until: async (look, what, withinMs = 30_000) => transcripts.until(look, what, withinMs),
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface State extends Room {
  readonly exchanges: Exchange[];
  readonly faults: StandingFault[];
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await bodyOf(request);
  const path = decodeURIComponent((request.url ?? '').split('?')[0]!.replace(/^\/connector\//, ''));
  const method = request.method ?? '';
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const fault = faultFor(state.faults, method, path);
  const done =
    fault && fault.kind !== 'replyLost' ? undefined : route(state, { method, path, body, size: text.length });
  const answer = fault ? answerOf(fault) : done!;
  state.exchanges.push({ method, path, body, status: typeof answer === 'string' ? 0 : answer.status });
  state.transcripts.touch();
  // A hung request stays open until the caller gives up or the connector is closed.
  if (answer === 'silence') return;
  if (answer === 'reset') {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
