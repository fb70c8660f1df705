/** `npm run gallery`: draws every card in every state, theme and width under build/gallery, and takes pictures of them. */
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';

import { launchBrowser } from '../support/browser.ts';
import { pageStates } from './customer-pages.ts';
import { type Theme, THEMES } from './host-config.ts';
import { galleryPage, type Width, WIDTHS } from './page.ts';
import { galleryStates, type GalleryState } from './states.ts';

const root = join(import.meta.dirname, '..', '..');
const out = join(root, 'build', 'gallery');
/** Cards on one picture: few enough to be looked at. */
const ON_A_SHEET: Readonly<Record<Width, number>> = { desktop: 4, phone: 8 };

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await copyFile(
  join(root, 'node_modules', 'adaptivecards', 'dist', 'adaptivecards.min.js'),
  join(out, 'adaptivecards.min.js'),
);

const states = galleryStates();
const faults: string[] = [];
const pages: string[] = [];
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1320, height: 900 } });
  page.on('pageerror', (error) => faults.push(error.message));
  for (const theme of THEMES) {
    for (const width of WIDTHS) await draw(page, theme, width);
  }
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [1200, 390]) await drawPages(scheme, width);
  }
} finally {
  await browser.close();
}
await writeFile(join(out, 'index.html'), index());
console.log(`${states.length} states, ${pages.length} pictures: ${join(out, 'index.html')}`);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;

/** The page with all states, and its pictures group by group. */
async function draw(page: Page, theme: Theme, width: Width): Promise<void> {
  await writeFile(join(out, `${theme}-${width}.html`), galleryPage(states, theme, width, 'adaptivecards.min.js'));
  for (const [group, members] of Map.groupBy(states, (state) => state.group)) {
    for (let first = 0, sheet = 1; first < members.length; first += ON_A_SHEET[width], sheet += 1) {
      await picture(
        page,
        members.slice(first, first + ON_A_SHEET[width]),
        theme,
        width,
        `${theme}-${width}-${group}-${sheet}`,
      );
    }
  }
}

async function picture(
  page: Page,
  shown: readonly GalleryState[],
  theme: Theme,
  width: Width,
  name: string,
): Promise<void> {
  const file = join(out, 'sheet.html');
  await writeFile(file, galleryPage(shown, theme, width, 'adaptivecards.min.js'));
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction('window.DRAWN === true');
  const found = await page.evaluate<string[]>('window.FAULTS');
  faults.push(...found.map((fault) => `${theme}, ${width}: ${fault}`));
  await page.locator('main').screenshot({ path: join(out, `${name}.png`) });
  await rm(file);
  pages.push(name);
}

/** The web page of a customer that is not in Teams, each state by itself. */
async function drawPages(colorScheme: 'light' | 'dark', width: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  for (const { id, html } of pageStates()) {
    const name = `${id}-${colorScheme}-${width}`;
    await page.setContent(html);
    await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
    pages.push(name);
  }
  await page.close();
}

function index(): string {
  const links = THEMES.flatMap((theme) =>
    WIDTHS.map((width) => `<li><a href="${theme}-${width}.html">${theme}, ${width}</a>`),
  );
  const pictures = pages.map((name) => `<li><a href="${name}.png">${name}</a>`);
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title><h1>Every card in every state</h1><ul>${links.join('')}</ul><h2>Pictures</h2><ul>${pictures.join('')}</ul>`;
}
