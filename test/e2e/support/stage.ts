/**
 * Everything that an end-to-end test needs: the real bot as a process, two Teams windows that outlive it, a browser
 * context for each person. The customer's window is used for the personal chat only, the technician's for the channel.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { SandboxState } from '../../../sandbox/controls.ts';
import type { Cast } from '../../../sandbox/people.ts';
import { startPlayground, windowsOf } from '../../../sandbox/playground.ts';
import type { Window } from '../../../sandbox/playground-folder.ts';
import { launchBrowser } from '../../support/browser.ts';
import { startBot } from './bot-process.ts';
import type { BotProcess } from './bot-process.ts';
import { openClient } from './client.ts';
import type { Client } from './client.ts';
import { freePorts } from './free-ports.ts';

export interface Stage {
  readonly alex: Client;
  readonly megan: Client;
  /** Whoever else was asked for, each in a window of their own. */
  readonly others: readonly Client[];
  /** Lines that went wrong in the exchange with either window, or that the bot logged as a warning or error. */
  troubles(): readonly string[];
  /** Moves the clock as the page does: `{advance: 'P1D'}`, `{to: 'nextReminder'}`. */
  moveClock(wish: object): Promise<{ readonly now: number; readonly visited: readonly number[] }>;
  turnTenant(wish: object): Promise<void>;
  /** The sandbox's own page, to be closed by whoever asked. */
  openSandbox(look: { readonly width: number; readonly colorScheme: 'light' | 'dark' }): Promise<Page>;
  state(): Promise<SandboxState>;
  /** All lines of the bot's log with this message, of this run and those before. */
  logged(message: string): readonly string[];
  /**
   * Ends the customer's window and starts it anew, empty: whatever the bot showed there is gone. Nobody looks at it
   * until `alex.open()`.
   */
  emptyAlexWindow(): Promise<void>;
  /** Ends the bot and starts it anew on the same data; the windows stay. */
  restartBot(how: 'stop' | 'kill'): Promise<void>;
  close(): Promise<void>;
}

/** @param more people beside the two, who use their personal and their group chat. */
export async function openStage(more: readonly Cast[] = []): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'changeover-e2e-'));
  const [port = 0, first = 0, second = 0, ...free] = await freePorts(3 + more.length);
  // The windows are ours, not the bot's, so that they stay up while it is restarted.
  const env = { PORT: String(port), DATA_DIR: join(dataDir, 'data'), CLIENT: 'off', LOG_LEVEL: 'info' };
  const endpoint = `http://127.0.0.1:${port}/api/messages`;
  const report = (line: string) => console.error(line);
  const [forAlex, forMegan] = windowsOf([first, second]);
  const open = async (window: Window) =>
    startPlayground({ endpoint, dataDir, windows: [window], env: process.env, report });
  const [alexWindow, meganWindow, browser, firstBot, ...otherWindows] = await Promise.all([
    open(forAlex),
    open(forMegan),
    launchBrowser(),
    startBot(env),
    ...more.map((cast, i) => open({ cast, place: 'personal', port: free[i] ?? 0 })),
  ]);
  let bot: BotProcess = firstBot;
  const endedLines: string[] = [];
  let windowOfAlex = alexWindow;
  const alex = await openClient(browser, alexWindow.windows[0]!);
  const megan = await openClient(browser, meganWindow.windows[0]!);
  const others: Client[] = [];
  for (const { windows } of otherWindows) others.push(await openClient(browser, windows[0]!));
  const logLines = () => [...endedLines, ...bot.lines];

  return {
    alex,
    megan,
    others,
    troubles: () => [
      ...[alex, megan, ...others].flatMap(({ log }) => log.failures()),
      ...logLines().filter((line) => /^\{"level":"(warn|error|fatal)"/.test(line)),
    ],
    logged: (message) => logLines().filter((line) => line.includes(`"msg":"${message}"`)),
    async emptyAlexWindow() {
      await alex.page.goto('about:blank');
      await windowOfAlex.stop();
      windowOfAlex = await open(forAlex);
    },
    moveClock: async (wish) => post(`${bot.url}/sandbox/clock`, wish),
    turnTenant: async (wish) => void (await post(`${bot.url}/sandbox/tenant`, wish)),
    async openSandbox({ width, colorScheme }) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(`${bot.url}/sandbox`);
      return page;
    },
    state: async () => (await fetch(`${bot.url}/sandbox/state`)).json(),
    async restartBot(how) {
      await bot[how]();
      endedLines.push(...bot.lines);
      bot = await startBot(env);
    },
    async close() {
      await closeAll(browser, [
        async () => bot.stop(),
        async () => windowOfAlex.stop(),
        async () => meganWindow.stop(),
        ...otherWindows.map((window) => async () => window.stop()),
      ]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Half past nine in UTC: working hours of both people. */
export function nextMonday(): number {
  const date = new Date();
  date.setUTCDate(date.getUTCDate() + ((8 - date.getUTCDay()) % 7 || 7));
  return date.setUTCHours(9, 30, 0, 0);
}

async function closeAll(browser: Browser, rest: readonly (() => Promise<unknown>)[]): Promise<void> {
  await browser.close();
  for (const close of rest) await close();
}

async function post<Answer>(url: string, wish: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(wish) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  const answer: Answer = JSON.parse(await response.text());
  return answer;
}
