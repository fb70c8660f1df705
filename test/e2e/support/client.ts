/** A person at a Teams window in a real browser: what there is to see and to do, by what stands on the screen. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { partnerTeam } from '../../../sandbox/people.ts';
import type { RunningWindow } from '../../../sandbox/playground.ts';
import { fillCard, pressOn } from './card-form.ts';
import type { Fields } from './card-form.ts';
import { logExchanges } from './exchange-log.ts';
import { question } from './question.ts';
import type { ExchangeLog } from './exchange-log.ts';

const PICTURES = fileURLToPath(new URL('../../../build/e2e', import.meta.url));
const PATIENCE_MS = 30_000;
const GROUP = 'Group chat';
const CHANNEL = `${partnerTeam.name} - ${partnerTeam.channel.name}`;

export interface Client {
  readonly page: Page;
  readonly log: ExchangeLog;
  /** Loads the window, which installs the app; the technician goes to the channel, which installs it there. */
  open(): Promise<void>;
  /** In a channel it mentions the bot and starts a new post. */
  says(text: string): Promise<void>;
  /** Goes to the group chat and mentions the bot there; `backToBot` returns to the personal chat. */
  saysInGroup(text: string): Promise<void>;
  backToBot(): Promise<void>;
  /** Mentions the bot in the newest thread of the channel. */
  replies(text: string): Promise<void>;
  /** The newest card with these words; in a channel of the newest thread. */
  card(words: string | RegExp): Locator;
  /** Fills the card's inputs and presses its button. */
  answers(card: string | RegExp, title: string, fields?: Fields): Promise<void>;
  /** Presses Done where it unfolds a field, fills it and saves; again when the card was redrawn, and so folded, meanwhile. */
  unfolds(card: string | RegExp, fields: Fields): Promise<void>;
  /** Presses "Show how" beside one of the steps on a status card, which asks for it in full. */
  asksHow(card: string | RegExp, step: string): Promise<void>;
  /** Waits until the words stand in a message or card. */
  sees(words: string | RegExp): Promise<void>;
  /** How many messages and cards have these words now. */
  count(words: string | RegExp): Promise<number>;
  /** Waits until a card with the words has no such button any more. */
  seesNoButton(card: string | RegExp, title: string): Promise<void>;
  /** To `build/e2e`; with words the newest card that has them is moved into view first. */
  screenshot(name: string, words?: string | RegExp): Promise<void>;
}

/** A context of its own for each person; `dispose` ends it. */
export async function openClient(browser: Browser, window: RunningWindow): Promise<Client> {
  // Large enough for the list of chats and the log panel to stand beside the conversation.
  const context = await browser.newContext({ viewport: { width: 1500, height: 1000 }, timezoneId: window.cast.zone });
  context.setDefaultTimeout(PATIENCE_MS);
  // The page asks a content network for fonts only; nothing leaves this machine.
  await context.route(
    ({ hostname }) => hostname !== 'localhost' && hostname !== '127.0.0.1',
    async (route) => route.abort(),
  );
  const page = await context.newPage();
  const isChannel = window.place === 'channel';
  const threads = page.locator('[role=group].fui-Card');
  /** The newest thread stands first, below the box for a new post; in it the newest message stands last. */
  const place = isChannel ? threads.nth(1) : page.locator('body');
  const cards = (words: string | RegExp) => place.locator('.ac-adaptiveCard').filter({ hasText: words });
  const messages = (words: string | RegExp) =>
    isChannel ? threads.filter({ hasText: words }) : page.locator('.fai-OutputCard').filter({ hasText: words });

  return {
    page,
    log: logExchanges(page),
    async open() {
      await page.goto(window.url);
      await page.getByRole('treeitem').first().waitFor();
      if (isChannel) await page.getByRole('treeitem', { name: CHANNEL }).click();
    },
    async says(text) {
      if (!isChannel) return type(page, page.locator('[data-lexical-editor="true"]').last(), text, 'Enter');
      await mention(page, threads.first(), text);
      await threads.first().getByRole('button', { name: 'Post' }).click();
    },
    async saysInGroup(text) {
      await page.getByRole('treeitem', { name: GROUP }).click();
      await mention(page, page.locator('body'), text);
      await page.keyboard.press('Enter');
    },
    async backToBot() {
      await page.getByRole('treeitem', { name: 'Personal Chat' }).click();
    },
    async replies(text) {
      const thread = threads.nth(1);
      await mention(page, thread, text);
      await page.keyboard.press('Enter');
    },
    card: (words) => cards(words).last(),
    async answers(words, title, fields = {}) {
      const card = cards(words).last();
      await card.waitFor();
      await fillCard(page, card, fields);
      await pressOn(page, card, title);
    },
    async unfolds(words, fields) {
      const label = Object.keys(fields)[0]!;
      const field = () => cards(words).last().getByLabel(label).first();
      // What the other side does redraws the card, and a redrawn card is folded again.
      for (let tries = 0; tries < 5; tries++) {
        if (!(await field().isVisible())) await pressOn(page, cards(words).last(), 'Done');
        try {
          await field().waitFor({ timeout: 2_000 });
          await fillCard(page, cards(words).last(), fields);
          return await pressOn(page, cards(words).last(), 'Save as done');
        } catch (error) {
          if (tries === 4) throw error;
        }
      }
    },
    async asksHow(words, step) {
      const block = cards(words).last().locator('.ac-container').filter({ hasText: step }).last();
      // What the other side does redraws the card, and another step's button may stand where this one stood.
      for (let tries = 0; tries < 5; tries++) {
        await pressOn(page, block, 'Show how');
        const hasCome = cards(question(step)).last().waitFor({ timeout: 4_000 });
        if (await hasCome.then(() => true).catch(() => false)) return;
      }
      throw new Error(`Nobody was asked for "${step}"`);
    },
    sees: async (words) => messages(words).last().waitFor(),
    count: async (words) => messages(words).count(),
    seesNoButton: async (words, title) =>
      cards(words).last().getByRole('button', { name: title, exact: true }).waitFor({ state: 'detached' }),
    async screenshot(name, words) {
      if (words !== undefined) await cards(words).last().scrollIntoViewIfNeeded();
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    },
  };
}

async function type(page: Page, editor: Locator, text: string, key: string): Promise<void> {
  await editor.click();
  await page.keyboard.type(text);
  await page.keyboard.press(key);
}

async function mention(page: Page, place: Locator, text: string): Promise<void> {
  await place.locator('[data-lexical-editor="true"]').click();
  await page.keyboard.type('@Change');
  await page.getByRole('menuitem', { name: /Changeover/ }).click();
  await page.keyboard.type(` ${text}`);
}
