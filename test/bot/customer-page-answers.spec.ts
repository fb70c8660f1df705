import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createHash } from 'node:crypto';
import type { CustomerPageDoor } from '../../bot/customer-page-door.ts';
import { pageLanguage } from '../../cards/page-language.ts';
import { PAGE_STYLE } from '../../cards/page-style.ts';
import { startEdge, type Edge } from '../support/edge.ts';
import { formOf, linkSeen, opensPage, sendsForm } from '../support/page-visitor.ts';
import { deedsIn, opens, theChangeover } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

interface Answer {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Nothing of the page is kept, passed on, found, framed or run, whatever the answer is. */
function assertPrivate({ status, html, headers }: Answer): void {
  assert.equal(
    headers.get('content-security-policy'),
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  assert.equal(headers.get('cache-control'), 'no-store', `${status}`);
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.equal(headers.get('x-robots-tag'), 'noindex');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('x-frame-options'), 'DENY');
  assert.equal(headers.get('set-cookie'), null);
  assert.doesNotMatch(html, /<script|<img|<iframe|<link|<object|<meta http-equiv|\son\w+=|\sstyle=|javascript:/iu);
  for (const [link] of html.matchAll(/<a [^>]+>/gu))
    assert.match(link, /href="https:\/\/[^"]+" rel="noopener noreferrer"/u);
}

/** For eyes, with words on what to do, and not for programs. */
function assertPage(answer: Answer): void {
  const { html, headers } = answer;
  assertPrivate(answer);
  assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
  assert.match(html, /^<!doctype html>\n<html lang="en">/u);
  assert.match(html, /<meta name="robots" content="noindex">\n<title>[^<]+<\/title>/u);
  assert.match(html, /<h1>[^<]+<\/h1>/u);
}

describe('each answer of a customer’s page', function () {
  this.timeout(60_000);
  let world: World;

  afterEach(() => world.close());

  const FIRST = 'check-facts';

  async function begun(): Promise<string> {
    world = await aWorld();
    await opens(world);
    await world.megan.presses('E-mail and web page');
    return linkSeen(world);
  }

  it('is a page that keeps and passes on nothing: shown, taken, refused, closed, too long, no form, another method', async () => {
    const path = await begun();
    const form = await formOf(world, path, FIRST);
    const done = { ...form, answer: 'done' };
    const shown = await opensPage(world, path);
    const refused = await sendsForm(world, path, { ...done, note: 'BCDFG-HJKMP-QRTVW-XY234-6789B stands on the bill' });
    const forged = await sendsForm(world, path, { ...done, seal: 'x' });
    const closed = await opensPage(world, `${path}x`);
    const large = await sendsForm(world, path, { ...done, note: 'x'.repeat(40_000) });
    const json = await sendsForm(world, path, JSON.stringify(done), { 'content-type': 'application/json' });
    const plain = await sendsForm(world, path, String(new URLSearchParams(done)), { 'content-type': 'text/plain' });
    const packed = await sendsForm(world, path, done, { 'content-encoding': 'gzip' });
    const put = await fetch(world.running.url + path, { method: 'PUT', body: new URLSearchParams(done) });
    const other = { status: put.status, html: await put.text(), headers: put.headers };
    const all = [shown, refused, forged, closed, large, json, plain, packed, other];
    assert.deepEqual(
      all.map(({ status }) => status),
      [200, 400, 400, 404, 413, 415, 415, 415, 405],
    );
    for (const one of all) assertPage(one);
    assert.equal((await theChangeover(world)).steps[FIRST]?.doneAt, undefined);

    assert.match(refused.html, /<title>Please look again: /u);
    assert.match(refused.html, /value="[^"]*stands on the bill"/u);
    assert.ok(!refused.html.includes('BCDFG'), 'a key is not given back');

    const taken = await sendsForm(world, path, done);
    assert.equal(taken.status, 303);
    assertPrivate(taken);
    const after = await opensPage(world, taken.headers.get('location')!);
    assertPage(after);
    assert.match(after.html, /<p role="status">Thank you, that is noted/u);
  });

  it('changes nothing for a scanner that opens it, asks for its head, or posts to its address', async () => {
    const path = await begun();
    const { page } = await theChangeover(world);
    const deeds = await deedsIn(world);
    for (const asked of [path, `${path}&said=done`, `${path}&key=${FIRST}&answer=done`]) {
      assert.equal((await opensPage(world, asked)).status, 200);
      const posted = await sendsForm(world, asked, asked.split('?')[1]!, {
        'content-type': 'application/x-www-form-urlencoded',
      });
      assert.equal(posted.status, 400);
      await sendsForm(world, asked, '', { 'content-type': 'application/x-www-form-urlencoded' });
      await fetch(world.running.url + asked, { method: 'HEAD' });
      await fetch(world.running.url + asked, { method: 'OPTIONS' });
    }
    assert.equal(await deedsIn(world), deeds);
    assert.deepEqual((await theChangeover(world)).page, page);
    world.megan.doesNotSee(/on its web page:/u);
  });

  it('has nothing in it that is not needed to do the steps', async () => {
    const path = await begun();
    await world.megan.replies('note call Megan on +31 20 555 0100');
    const { html } = await opensPage(world, path);
    assert.doesNotMatch(html.replace(PAGE_STYLE, ''), /€|EUR|12[.,]50|11[.,]80|Megan|0100|@|join [0-9A-Z-]{20}/u);
    const log = JSON.stringify(world.log.lines);
    assert.ok(!log.includes(path.slice(-20)), 'the log has no link in it');
  });
});

describe('a customer’s page that can’t be shown now', () => {
  let edge: Edge;

  afterEach(() => edge.close());

  const broken: CustomerPageDoor = {
    show: async () => Promise.reject(new Error('the store has words of its own')),
    take: async () => Promise.reject(new Error('the store has words of its own')),
  };
  const ask = async (init: RequestInit = {}): Promise<Answer> => {
    const answer = await fetch(`${edge.url}/page?t=x`, init);
    return { status: answer.status, html: await answer.text(), headers: answer.headers };
  };
  const press = { method: 'POST', body: new URLSearchParams({ answer: 'done' }) };

  it('says while it starts that it is back in a moment', async () => {
    edge = await startEdge();
    for (const answer of [await ask(), await ask(press)]) {
      assert.equal(answer.status, 503);
      assert.equal(answer.headers.get('retry-after'), '10');
      assert.match(answer.html, /just starting/u);
      assertPage(answer);
    }
  });

  it('says after a fault what to do, in words of its own', async () => {
    edge = await startEdge({ customerPage: broken });
    for (const answer of [await ask(), await ask(press)]) {
      assert.equal(answer.status, 500);
      assert.doesNotMatch(answer.html, /the store has/u);
      assertPage(answer);
    }
    assert.equal(edge.lines.filter(({ msg }) => msg === 'a customer’s page could not be answered').length, 2);
  });

  it('asks whoever comes too often to wait, before anything is looked at', async () => {
    edge = await startEdge({ customerPage: broken, rateLimit: 20 });
    const answers = await Promise.all(Array.from({ length: 12 }, (_one, i) => ask(i % 2 === 0 ? {} : press)));
    const late = answers.filter(({ status }) => status === 429);
    assert.ok(late.length > 0);
    for (const answer of late) {
      assert.equal(answer.headers.get('retry-after'), '60');
      assert.match(answer.html, /wait a minute/u);
      assertPage(answer);
    }
    assert.ok(edge.lines.filter(({ msg }) => msg === 'a customer’s page could not be answered').length < 12);
  });

  it('turns a body away by its claimed size, without reading it', async () => {
    edge = await startEdge({ customerPage: broken });
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const asked = request(`${edge.url}/page?t=x`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 5_000_000 },
    });
    asked.on('response', (response) => resolve(response.statusCode)).on('error', reject);
    asked.write('answer=done');
    assert.equal(await promise, 413);
    asked.destroy();
  });
});

describe('the language of a page for somebody unknown', () => {
  it('is the best that the browser asks for and the catalogue has, else English', () => {
    const known = ['en', 'nl', 'de'];
    assert.equal(pageLanguage('nl-BE,nl;q=0.9,en;q=0.8', known), 'nl');
    assert.equal(pageLanguage('fr,de;q=0.2,en;q=0.8', known), 'en');
    assert.equal(pageLanguage('fr;q=1, DE-at', known), 'de');
    assert.equal(pageLanguage('de;q=0, fr', known), 'en');
    assert.equal(pageLanguage('', known), 'en');
    assert.equal(pageLanguage('*,,;q=;x', known), 'en');
    assert.equal(pageLanguage(`${'fr,'.repeat(5_000)}de`, known), 'en');
  });
});
