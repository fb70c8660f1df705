/** Licences moved in a world by its people: what the scenarios of the licence move have in common. */
import type { LicenceDirectory, PretendUser } from '../../sandbox/licence-directory.ts';
import { pretendSku } from '../../sandbox/licence-products.ts';
import type { Person } from '../../sandbox/person.ts';
import type { Fields } from '../../sandbox/press.ts';
import { comesTrue } from './comes-true.ts';
import { joins, opens, theChangeover } from './story-world.ts';
import { allowsWriting, connects } from './tenant-story.ts';
import { PARTIES_OF_FABRIKAM, type Typed } from './typed-forms.ts';
import { aWorld, MONDAY, type World } from './world.ts';

/** Contoso moves to another product: its tenant is connected, and the new licences are there. */
export async function aLicenceWorld(typed: Typed = {}, movesLicences = true): Promise<World> {
  const world = await aWorld('postgres', MONDAY, { hasTenants: true, movesLicences });
  const terms = { ...PARTIES_OF_FABRIKAM.terms, 'sameProduct.k1': 'no' };
  await joins(world, await opens(world, { terms, ...typed }));
  await connects(world);
  await world.tenants!.turn(await theChangeover(world), { newThere: true });
  return world;
}

export async function directoryOf(world: World): Promise<LicenceDirectory> {
  return world.tenants!.licencesOf((await theChangeover(world)).customer.tenantId!)!;
}

/** A product more in the tenant, on its first users. */
export async function gives(world: World, product: string, seats: number, users = 0): Promise<string> {
  const directory = await directoryOf(world);
  const sku = pretendSku(product, seats);
  directory.skus.push(sku);
  for (const id of [...directory.users.keys()].slice(0, users)) directory.give(id, sku.skuId);
  return sku.skuId;
}

export async function isIn(world: World, state: string): Promise<void> {
  const what = `the licence move is ${state}`;
  await comesTrue(world, what, async () => (await theChangeover(world)).licences?.state === state);
}

/** The tenant is read, and the products are asked for; the card of the questions is the newest one. */
export async function looksAtLicences(world: World, person: Person): Promise<void> {
  await person.says('licences');
  await person.presses((await theChangeover(world)).licences ? 'Look again' : 'Look at the licences');
  await isIn(world, 'asking');
  await person.says('licences');
  await person.sees(/Which product replaces each one/);
}

/** Answers what replaces each product; the card of the dry run is the newest one. */
export async function plans(world: World, person: Person, answers: Fields): Promise<void> {
  await person.presses('Show what would change', answers);
  await isIn(world, 'planned');
  await person.says('licences');
  await person.sees(/This is what would happen/);
}

/** Alex lets licences be written, where that is not so yet, and starts the move that is planned. */
export async function starts(world: World): Promise<void> {
  const { alex } = world;
  await alex.says('licences');
  if ((await theChangeover(world)).link?.write === undefined) {
    await allowsWriting(world);
    await alex.says('licences');
  }
  await alex.presses('Move the licences');
}

export function holders({ users }: LicenceDirectory, skuId: string): readonly PretendUser[] {
  return [...users.values()].filter(({ held }) => held.some((one) => one.skuId === skuId));
}
