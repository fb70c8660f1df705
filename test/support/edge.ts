/** The edge alone, over real HTTP: web server, doorman, adapter, door; the turn itself is the test's. */
import { createAdapter } from '../../bot/adapter.ts';
import { createTurnsUnderWay } from '../../bot/turns-under-way.ts';
import { createAftermath, type Aftermath } from '../../bot/aftermath.ts';
import { answerActivity, answerFault } from '../../bot/answer-activity.ts';
import { createConnector } from '../../bot/connector.ts';
import type { CustomerPageDoor } from '../../bot/customer-page-door.ts';
import type { DoorMode } from '../../bot/doorman.ts';
import { createHttp, type Http } from '../../bot/http.ts';
import { createRoster } from '../../bot/roster.ts';
import { isLoopbackServiceUrl } from '../../bot/service-url.ts';
import { systemClock, systemRandom } from '../../bot/system.ts';
import type { Said } from '../../dialogs/said.ts';
import type { Loop } from '../../loop/create-loop.ts';
import type { Desk } from '../../loop/desk.ts';
import type { Content, LoadKeys } from '../../loop/ports.ts';
import type { InvokeAnswer, TurnSource } from '../../loop/turn.ts';
import type { Json } from './activities.ts';
import { startFakeConnector, type FakeConnector } from './fake-connector.ts';
import { quietLog, type Line } from './quiet-log.ts';

export interface EdgeTurn {
  readonly said: Said;
  readonly source: TurnSource;
  readonly keys: LoadKeys;
  answer(answer: InvokeAnswer): void;
}

export interface Edge {
  readonly url: string;
  readonly http: Http;
  readonly connector: FakeConnector;
  readonly aftermath: Aftermath;
  readonly lines: readonly Line[];
  /** What was heard, oldest first. */
  readonly turns: readonly EdgeTurn[];
  post(
    activity: Json,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; body: unknown; headers: Headers }>;
  close(): Promise<void>;
}

export interface EdgeOptions {
  readonly mode?: DoorMode;
  readonly rateLimit?: number;
  readonly metricsToken?: string;
  readonly work?: (turn: EdgeTurn) => Promise<void>;
  readonly finish?: () => Promise<void>;
  readonly drawStatus?: () => Content;
  /** Absent: it is still starting. */
  readonly customerPage?: CustomerPageDoor;
}

export async function startEdge(options: EdgeOptions = {}): Promise<Edge> {
  const {
    mode = { kind: 'local' },
    rateLimit = 1000,
    work = async () => {},
    finish = async () => {},
    metricsToken,
  } = options;
  const { log, lines } = quietLog();
  const fake = await startFakeConnector();
  const connector = createConnector({ trusts: isLoopbackServiceUrl, log });
  const aftermath = createAftermath(log);
  const turns: EdgeTurn[] = [];
  const loop: Pick<Loop, 'turn' | 'finish'> = {
    async turn(source, keys, run) {
      let invokeAnswer: InvokeAnswer | undefined;
      const answer = (one: InvokeAnswer): void => void (invokeAnswer = one);
      const desk = {
        source,
        keys,
        answer,
        teams: { here: [] },
        defaultReader: { locale: 'en', zone: 'UTC' },
      } as unknown as Desk;
      await run(desk);
      return { now: 0, held: [], isSaved: true, isRepeat: false, desk, ...(invokeAnswer && { invokeAnswer }) };
    },
    finish,
  };
  const ports = {
    loop,
    aftermath,
    underWay: createTurnsUnderWay(),
    roster: createRoster(connector, systemClock),
    search: async () => ({ composeExtension: {} }),
    drawStatus: options.drawStatus ?? (() => undefined),
    mailNow: async () => undefined,
    lookNow: async () => undefined,
    onSaved: () => {},
    converse: async (_context: unknown, desk: unknown, said: Said) => {
      const turn = { ...(desk as Omit<EdgeTurn, 'said'>), said };
      turns.push(turn);
      await work(turn);
    },
  };
  const adapter = createAdapter({
    connector,
    onTurnError: (context, error, turn) => answerFault(context, error, turn, log.child({ turn })),
  });
  const http = createHttp({
    config: { port: 0, host: '127.0.0.1', rateLimit, ...(metricsToken !== undefined && { metricsToken }) },
    mode,
    log,
    random: systemRandom,
    isReady: async () => true,
    metricsPage: async () => 'changeover_messages_sent_total 0\n',
    openHistory: () => undefined,
    customerPage: () => options.customerPage,
    download: async (token) =>
      token === 'good' ? { name: 'board.csv', type: 'text/csv; charset=utf-8', body: 'a,b' } : undefined,
    licenceFile: async () => undefined,
    process: (arrived) =>
      adapter.process(arrived, (context) =>
        answerActivity(ports, context, arrived.activity, arrived.turn, log.child({ turn: arrived.turn })),
      ),
  });
  const url = await http.listen();
  return {
    url,
    http,
    connector: fake,
    aftermath,
    lines,
    turns,
    post: (activity, headers = {}) => post(url, { serviceUrl: fake.serviceUrl, ...activity }, headers),
    async close() {
      await http.stop(1000);
      connector.close();
      await fake.close();
    },
  };
}

async function post(url: string, body: Json, headers: Readonly<Record<string, string>>): ReturnType<Edge['post']> {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}
