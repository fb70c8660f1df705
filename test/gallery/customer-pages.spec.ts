import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { pageStates } from './customer-pages.ts';

const WIDTHS = [1200, 390, 320] as const;
const SCHEMES = ['light', 'dark'] as const;

describe('the customer’s page in a browser', function () {
  this.timeout(60_000);
  const states = pageStates();
  let browser: Browser;

  before(async () => void (browser = await launchBrowser()));
  after(() => browser?.close());

  /** What is wrong with each state, as `<state>: <what>`. */
  async function faultsAt(page: Page): Promise<readonly string[]> {
    const all: string[] = [];
    for (const { id, html } of states) {
      await page.setContent(html);
      await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
      all.push(...(await page.evaluate<string[]>(FAULTS)).map((fault) => `${id}: ${fault}`));
    }
    return all;
  }

  it('names each state once', () => assert.equal(new Set(states.map(({ id }) => id)).size, states.length));

  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) {
      it(`fits, can be read, and each field has its label: ${scheme}, ${width} px`, async () => {
        const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
        assert.deepEqual(await faultsAt(page), []);
        await page.close();
      });
    }
  }

  it('would be found at fault: a pale text, a field without a label, a wide box', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.setContent(
      '<html lang="en"><title>x</title><main><h1>x</h1><p style="color:#ccc">pale</p><input id="a" name="a"><div style="width:900px">wide</div></main>',
    );
    const found = await page.evaluate<string[]>(FAULTS);
    assert.deepEqual(new Set(found.map((one) => one.split(':')[0])), new Set(['wide', 'field', 'contrast']));
    await page.close();
  });

  it('is worked through by keyboard, in the order in which it is read, and shows where one is', async () => {
    const page = await browser.newPage();
    await page.setContent(states.find(({ id }) => id === 'page-first')!.html);
    const met: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      await page.keyboard.press('Tab');
      met.push(await page.evaluate<string>(WHERE));
    }
    assert.deepEqual(met, [
      'Open admin.microsoft.com 3px',
      'note 3px',
      'Done 3px',
      'Not yet 3px',
      'I need help 3px',
      'Find who may cancel 3px',
    ]);
    await page.close();
  });

  it('presses nothing when Enter is pressed inside a field', async () => {
    const page = await browser.newPage();
    const sent: string[] = [];
    await page.route('**/*', async (route) => {
      if (route.request().method() === 'POST') sent.push(route.request().postData() ?? '');
      await route.fulfill({ contentType: 'text/html', body: states[0]!.html });
    });
    await page.goto('http://bot.example/page');
    await page.locator('input[name=note]').first().press('Enter');
    assert.deepEqual(sent, []);
    await page.getByRole('button', { name: 'Done' }).first().click();
    assert.equal(sent.length, 1);
    assert.match(sent[0]!, /(?:^|&)answer=done(?:&|$)/u);
    await page.close();
  });

  it('opens at what is wrong, says it, and keeps what was typed', async () => {
    const page = await browser.newPage();
    await page.setContent(states.find(({ id }) => id === 'page-fault')!.html);
    const alert = page.getByRole('alert');
    assert.equal(await alert.evaluate((one) => one === one.ownerDocument.activeElement), true);
    const note = page.getByLabel('Note, if you like').first();
    assert.match(await note.inputValue(), /stands on our bill of March/u);
    assert.equal(await note.getAttribute('aria-invalid'), 'true');
    assert.equal(await note.getAttribute('aria-describedby'), await alert.getAttribute('id'));
    assert.match(await page.title(), /^Please look again: /u);
    await page.close();
  });

  it('is printed with all of its steps and without what can be pressed', async () => {
    const page = await browser.newPage();
    await page.setContent(states[0]!.html);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('button').count(), 0);
    assert.equal(await page.getByText('Ask that person to sign in once').isVisible(), true);
    await page.close();
  });
});

/** Where the focus is, and how wide its ring. */
const WHERE = `(() => {
  const one = document.activeElement;
  return (one.name && one.localName === 'input' ? one.name : one.textContent) + ' ' + getComputedStyle(one).outlineWidth;
})()`;

/** Run in the page: WCAG 2.2 AA as far as a program can see it. */
const FAULTS = `(() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push('wide: ' + root.scrollWidth);
  if (!root.lang || !document.title) faults.push('no language or title');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one first heading');
  if (document.querySelector('[tabindex]:not([tabindex="-1"])')) faults.push('an order of its own');
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  if (new Set(ids).size !== ids.length) faults.push('an id twice');
  for (const one of document.querySelectorAll('[aria-describedby]')) {
    if (!document.getElementById(one.getAttribute('aria-describedby'))) faults.push('described by nothing');
  }
  for (const one of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (![...one.labels].some((label) => label.textContent.trim())) faults.push('field: ' + one.name + ' without a label');
  }
  for (const one of document.querySelectorAll('button:not([hidden]), .choice')) {
    if (one.getBoundingClientRect().height < 24) faults.push('small: ' + one.textContent);
  }
  const part = (value) => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const [r, g, b, a = 1] = rgb(getComputedStyle(at).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const ratio = (one, color) => {
    const [a, b] = [light(rgb(color)), light(ground(one))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || !one.getClientRects().length) continue;
    const has = ratio(one, getComputedStyle(one).color);
    if (has < 4.5) faults.push('contrast: ' + has.toFixed(1) + ' of ' + node.data.trim().slice(0, 30));
  }
  for (const one of document.querySelectorAll('[placeholder]')) {
    if (ratio(one, getComputedStyle(one, '::placeholder').color) < 4.5) faults.push('contrast of a hint');
    if (ratio(one.parentElement, getComputedStyle(one).borderTopColor) < 3) faults.push('contrast of a border');
  }
  return faults;
})()`;
