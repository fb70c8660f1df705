/** Somebody with a browser and the link to a customer's page: asks for it, reads its forms, sends one. */
import assert from 'node:assert/strict';
import type { World } from './world.ts';

const LINK = /http:\/\/127\.0\.0\.1:\d+(\/page\?t=[\w.-]+)/gu;

/** As it stands in the newest e-mail of Megan's channel; what she sees next must have one. */
export async function linkSeen({ megan }: World, words = /Subject: Your Microsoft 365 changeover/u): Promise<string> {
  await megan.sees(words);
  const link = [...JSON.stringify(megan.posts()).matchAll(LINK)].at(-1)?.[1];
  assert.ok(link, 'there is a link in what Megan sees');
  return link;
}

export async function opensPage(
  { running }: World,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly html: string; readonly headers: Headers }> {
  const answer = await fetch(running.url + path, { redirect: 'manual', headers });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
}

/** @param fields as a browser sends the form of the page; anything else goes out as it is. */
export async function sendsForm(
  { running }: World,
  path: string,
  fields: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly html: string; readonly headers: Headers }> {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields);
  const answer = await fetch(running.url + path, { method: 'POST', body, redirect: 'manual', headers });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
}

/** The hidden fields of the form of a step. */
export async function formOf(world: World, path: string, key: string): Promise<Record<string, string>> {
  const { html } = await opensPage(world, path);
  const found = new RegExp(
    `name="key" value="${key}"><input type="hidden" name="seen" value="(\\d+)"><input type="hidden" name="seal" value="([\\w-]+)"`,
    'u',
  ).exec(html);
  assert.ok(found, `there is a form for ${key}`);
  return { key, seen: found[1]!, seal: found[2]! };
}
