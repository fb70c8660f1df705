/** A customer's administrator lets a world's tenant be read, or licences be written: by the card's own link, as in a browser. */
import assert from 'node:assert/strict';
import type { ConsentPurpose } from '../../changeover/tenant-link.ts';
import { comesTrue } from './comes-true.ts';
import { theChangeover } from './story-world.ts';
import type { World } from './world.ts';

const LINK = /https?:\/\/[^\s"]+\/adminconsent\?[^\s"]+/;

/** The link on Alex's newest card; returns where Microsoft's page would send the administrator back to, with its answer to come. */
export function linkOnCard({ alex }: World): URL {
  const links = alex.posts().map((post) => LINK.exec(JSON.stringify(post))?.[0] ?? '');
  const asked = new URL(links.findLast((one) => one !== '')!);
  const back = new URL(asked.searchParams.get('redirect_uri')!);
  back.searchParams.set('state', asked.searchParams.get('state')!);
  return back;
}

/** Alex asks for the link to let the tenant be read. */
export async function asksForLink(world: World): Promise<URL> {
  await world.alex.says('connect');
  await world.alex.sees(/It can change nothing/);
  return linkOnCard(world);
}

/** The administrator says yes on the page; returns what it says then. */
export async function grants(world: World, back: URL, purpose: ConsentPurpose): Promise<string> {
  const changeover = await theChangeover(world);
  await world.tenants!.turn(changeover, purpose === 'read' ? { consent: true } : { write: true });
  back.searchParams.set('admin_consent', 'True');
  back.searchParams.set('tenant', changeover.customer.tenantId!);
  return (await fetch(back)).text();
}

/** The tenant is connected, and was looked at. */
export async function connects(world: World): Promise<void> {
  assert.match(await grants(world, await asksForLink(world), 'read'), /It may read now/);
  await comesTrue(world, 'the tenant is read', async () => {
    const { link } = await theChangeover(world);
    return link?.seen !== undefined && link.trouble === undefined;
  });
}

/** Alex presses the button of the licence move's card that asks for the second consent, and the administrator gives it. */
export async function allowsWriting(world: World): Promise<void> {
  await world.alex.presses('Allow it');
  await world.alex.sees(/Let the assistant move licences/);
  assert.match(await grants(world, linkOnCard(world), 'write'), /It may/);
}
