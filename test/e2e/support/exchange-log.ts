/** What passes between the bot and a Teams window, as the window's own log tells it over its WebSocket. */
import type { Page } from 'playwright-core';
import { z } from 'zod';

const Frame = z.looseObject({
  log: z.looseObject({
    id: z.string(),
    activityName: z.string().optional(),
    response: z.looseObject({ statusCode: z.number().optional(), body: z.unknown() }).optional(),
  }),
});

export interface LoggedExchange {
  readonly id: string;
  readonly name: string;
  readonly status: number;
  readonly body: string;
}

export interface ExchangeLog {
  readonly exchanges: readonly LoggedExchange[];
  /** Those answered with 400 or more, on either side, but for those that the test expects. */
  failures(): readonly string[];
  /** One failure of this kind is part of the story. */
  expect(status: number, words: RegExp): void;
}

/** To be called before the page is opened. */
export function logExchanges(page: Page): ExchangeLog {
  const exchanges: LoggedExchange[] = [];
  const expected: { status: number; words: RegExp }[] = [];
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/_ws/log/stream')) return;
    socket.on('framereceived', ({ payload }) => {
      const exchange = exchangeIn(String(payload));
      // A window that is loaded again is told all of it once more.
      if (exchange && !exchanges.some(({ id }) => id === exchange.id)) exchanges.push(exchange);
    });
  });
  return {
    exchanges,
    expect: (status, words) => void expected.push({ status, words }),
    failures() {
      const excused = [...expected];
      return exchanges.flatMap(({ name, status, body }) => {
        if (status < 400) return [];
        const index = excused.findIndex((one) => one.status === status && one.words.test(body));
        if (index >= 0) excused.splice(index, 1);
        return index >= 0 ? [] : [`${name}: ${status} ${body}`];
      });
    },
  };
}

function exchangeIn(payload: string): LoggedExchange | undefined {
  let frame: unknown;
  try {
    frame = JSON.parse(payload);
  } catch {
    return undefined;
  }
  const parsed = Frame.safeParse(frame);
  const { id = '', activityName = '', response } = parsed.data?.log ?? {};
  if (response?.statusCode === undefined) return undefined;
  return { id, name: activityName, status: response.statusCode, body: JSON.stringify(response.body ?? null) };
}
