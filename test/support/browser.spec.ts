import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';

describe('the browser of the tests', function () {
  this.timeout(60_000);
  let browser: Browser;

  before(async () => {
    browser = await launchBrowser();
  });
  after(async () => browser?.close());

  it('draws ticks, arrows, euro signs, emoji and letters, none of them blank', async () => {
    const page = await browser.newPage({ viewport: { width: 80, height: 80 } });
    const seen = new Map([[await drawn(page, ' '), 'a space']]);
    // A character that no font has: it shows how a missing one is drawn.
    seen.set(await drawn(page, '\u{10FFFD}'), 'a missing character');
    for (const sign of ['✓', '→', '€', '😀', 'Ä', '●', '○', '⚠']) {
      const picture = await drawn(page, sign);
      assert.equal(seen.get(picture), undefined, `${sign} is drawn like ${seen.get(picture)}`);
      seen.set(picture, sign);
    }
    await page.close();
  });

  it('draws a hollow circle hollow', async () => {
    const page = await browser.newPage();
    await page.setContent(`<span style="font:60px 'Segoe UI'">○</span>`);
    const box = await page.locator('span').boundingBox();
    assert.ok(box);
    const clip = { x: box.x + box.width / 2 - 2, y: box.y + box.height / 2, width: 4, height: 4 };
    const middle = await page.screenshot({ clip });
    await page.setContent('');
    assert.deepEqual(middle, await page.screenshot({ clip }));
    await page.close();
  });

  it('draws every monospace letter equally wide', async () => {
    const page = await browser.newPage();
    await page.setContent(
      '<span id=a style="font-family:monospace">iiii</span><br><span id=b style="font-family:monospace">WWWW</span>',
    );
    const narrow = await page.locator('#a').boundingBox();
    const wide = await page.locator('#b').boundingBox();
    assert.ok(narrow && wide && narrow.width > 0);
    assert.equal(narrow.width, wide.width);
    await page.close();
  });
});

async function drawn(page: Page, text: string): Promise<string> {
  await page.setContent(`<body style="margin:0;font:40px 'Segoe UI', sans-serif">${text}</body>`);
  return (await page.screenshot()).toString('base64');
}
