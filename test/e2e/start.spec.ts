import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startBot } from './support/bot-process.ts';
import type { BotProcess } from './support/bot-process.ts';
import { freePorts } from './support/free-ports.ts';
import { until } from './support/until.ts';

describe('local mode, as npm start begins and ends it', () => {
  let folder: string;
  let ports: [number, number, number];
  let running: BotProcess[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'changeover-start-'));
    const [a = 0, b = 0, c = 0] = await freePorts(3);
    ports = [a, b, c];
    running = [];
  });
  afterEach(async () => {
    for (const one of running) await one.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('prints where to look and ends all of it on SIGTERM', async () => {
    const bot = await start(settings());
    const text = bot.lines.join('\n');
    assert.match(text, new RegExp(`http://127\\.0\\.0\\.1:${ports[0]}/sandbox`));
    assert.match(text, new RegExp(`Alex Wilber +http://localhost:${ports[1]}/`));
    assert.match(text, new RegExp(`Megan Bowen +http://localhost:${ports[2]}/`));
    for (const port of ports) assert.equal(await answers(port), true);
    assert.equal(await bot.stop(), 0);
    for (const port of ports) assert.equal(await answers(port), false);
  });

  it('leaves no window behind when it is killed', async () => {
    const bot = await start(settings());
    await bot.kill();
    await until('both windows have ended', async () => !(await answers(ports[1])) && !(await answers(ports[2])));
  });

  it('stops with one line when a port or the data folder is taken, and harms nothing', async () => {
    const first = await start(settings({ CLIENT: 'off' }));
    const [other = 0] = await freePorts(1);
    await refused(settings({ CLIENT: 'off', DATA_DIR: join(folder, 'other') }), /port \d+ is taken/);
    await refused(settings({ CLIENT: 'off', PORT: String(other) }), /already using/);
    assert.equal((await fetch(`${first.url}/readyz`)).status, 200);
  });

  it('stops with one line when a window’s port is taken, rather than show another', async () => {
    const blocker = createServer();
    await new Promise<void>((done) => blocker.listen(ports[2], '127.0.0.1', done));
    await refused(settings(), /Megan Bowen could not be opened, because port \d+ is busy: set CLIENT_PORTS/);
    assert.equal(await answers(ports[1]), false);
    await new Promise((done) => blocker.close(done));
  });

  it('does not exist when an app id is configured', async () => {
    await refused(settings({ MicrosoftAppId: '11111111-1111-4111-8111-111111111111' }), /MicrosoftAppId is set/);
  });

  it('has a page that moves the clock, in light and dark and on a phone', async function () {
    const bot = await start(settings({ CLIENT: 'off' }));
    const browser = await launchBrowser();
    try {
      for (const [name, width, colorScheme] of LOOKS) await seePage(browser, bot.url, name, width, colorScheme);
    } finally {
      await browser.close();
    }
  });

  function settings(more: Record<string, string> = {}): Record<string, string> {
    const [port, alex, megan] = ports;
    return { PORT: String(port), CLIENT_PORTS: `${alex},${megan}`, DATA_DIR: join(folder, 'data'), ...more };
  }

  async function start(env: Record<string, string>): Promise<BotProcess> {
    const bot = await startBot(env);
    running.push(bot);
    return bot;
  }

  /** It does not start, and says so in one line. */
  async function refused(env: Record<string, string>, words: RegExp): Promise<void> {
    await assert.rejects(start(env), (error: Error) => {
      const lines = error.message.split('\n').filter((line) => line.startsWith('Changeover can’t start'));
      assert.equal(lines.length, 1, error.message);
      assert.match(lines[0] ?? '', words);
      assert.doesNotMatch(error.message, /^ +at /m);
      return true;
    });
  }
});

const LOOKS = [
  ['light', 1200, 'light'],
  ['dark', 1200, 'dark'],
  ['phone', 390, 'light'],
] as const;

async function seePage(browser: Browser, url: string, name: string, width: number, colorScheme: 'light' | 'dark') {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(`${url}/sandbox`);
  await page.getByText('No changeover is open yet').waitFor();
  await page.getByRole('button', { name: '+1 day' }).click();
  await page.getByText('Nothing was due on the way.').waitFor();
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  assert.equal(overflow, 0, 'the page scrolls sideways');
  assert.deepEqual(troubles, []);
  await page.screenshot({ path: `build/e2e/sandbox-${name}.png`, fullPage: true });
  await context.close();
}

async function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
