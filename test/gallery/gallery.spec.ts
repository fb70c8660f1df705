import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

import { launchBrowser } from '../support/browser.ts';
import { THEMES } from './host-config.ts';
import { galleryPage, WIDTHS } from './page.ts';
import { galleryStates } from './states.ts';

const RENDERER = pathToFileURL(
  fileURLToPath(new URL('../../node_modules/adaptivecards/dist/adaptivecards.min.js', import.meta.url)),
).href;

describe('the gallery', function () {
  this.timeout(60_000);
  const states = galleryStates();
  let browser: Browser;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gallery-'));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('names each state once', () => {
    const ids = states.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      it(`the renderer draws every card without a fault, none wider than its bubble: ${theme}, ${width}`, async () => {
        const file = join(folder, `${theme}-${width}.html`);
        await writeFile(file, galleryPage(states, theme, width, RENDERER));
        const page = await browser.newPage({ viewport: { width: 1320, height: 900 } });
        const errors: string[] = [];
        page.on('pageerror', (error) => errors.push(error.message));
        await page.goto(pathToFileURL(file).href);
        await page.waitForFunction('window.DRAWN === true');
        assert.deepEqual([...errors, ...(await page.evaluate<string[]>('window.FAULTS'))], []);
        assert.equal(await page.locator('.bubble').count(), states.length);
        await page.close();
      });
    }
  }
});
