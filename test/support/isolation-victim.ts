/**
 * A changeover with secrets, in a bot that also has other ones, and what leaked of it. The bot is the real one, in this
 * process.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { buttonsOf, type Piece, stringOf } from '../../sandbox/card-reader.ts';
import { personToken } from '../../bot/person-links.ts';
import { signedLinksOf } from '../../bot/signed-link.ts';
import { lee as leeCast, megan as meganCast, partnerTeam, type Cast } from '../../sandbox/people.ts';
import type { Person } from '../../sandbox/person.ts';
import { cardsOf } from '../../sandbox/transcripts.ts';
import { NOW, opening, unitOf } from '../store/units.ts';
import type { Loot } from './isolation-doors.ts';
import { INTRUDERS, OTHER_CHANNEL, OTHER_TEAM, vera, type Intruder } from './isolation-people.ts';
import type { OpenedPage } from './isolation-page.ts';
import { formOf, linkSeen, sendsForm } from './page-visitor.ts';
import { answers, doesHers, joins, opens } from './story-world.ts';
import { submits, toPreview } from './task-dialog.ts';
import { buttonOf, elsewhere } from './team-world.ts';
import { PARTIES_OF_FABRIKAM } from './typed-forms.ts';
import { aWorld, type World } from './world.ts';

export interface Victim {
  readonly world: World;
  readonly id: string;
  /** Another one, whose customer is on its web page. */
  readonly pagedId: string;
  /** What no intruder may ever be told; by what it is called in the tally. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly loot: Loot;
}

const DOMAIN = 'zebra-quilt.example';
const NAME = 'Zebra Quilt Bakeries';
const USER = 'Yolanda Zebrastripe';
const CONTACT = 'Zora Zipperer';
const CONTACT_EMAIL = 'zora.z@provider-of-zebras.example';
const NOTE = 'the spare key lies under the yellow mat';
/**
 * Opened, joined and half done; a colleague joined and was forgotten, another one was taken out; others have changeovers of
 * their own.
 */
export async function aVictim(): Promise<Victim> {
  const world = await aWorld();
  const { alex, adele, lee, running } = world;
  const ofFabrikam = { partnerName: 'Fabrikam', partnerDomain: 'fabrikam.com' };
  const parties = { customerName: NAME, customerDomain: DOMAIN, ...ofFabrikam };
  const old = { ...OLD, price: '1313,37' };
  const terms = { 'newPrice.k1': '1717.71', 'newStartsOn.k1': '2026-03-09' };
  const code = await opens(world, { parties, old, terms });
  const ended = await pageOf(world);
  await joins(world, code);
  await answers(world, /Check what we noted/, { note: NOTE });
  await doesHers(world, /Send the reseller request/);
  await world.megan.says('contacts');
  await world.megan.presses('Note somebody at the provider');
  await world.megan.presses('Keep', { contactName: CONTACT, contactEmail: CONTACT_EMAIL });
  const [victim] = await running.store.openChangeovers(1);
  const { id, checkNumber } = victim!;
  const staleTickets = [...(await formerMember(world, adele)), ...(await removedMember(world))];
  await alex.says('history');
  const tickets = await ticketsOf(alex);

  const parties2 = { customerName: 'Wingtip', customerDomain: 'wingtiptoys.com', ...ofFabrikam };
  await joinsAs(lee, await opens(world, { parties: parties2 }));
  const other = (await running.store.openChangeovers(10)).find((one) => one.id !== id);
  await lee.says('history');
  tickets.push(...(await ticketsOf(lee)));
  await ofAnotherPartner(world);
  const { pagedId, open, taken } = await onItsPage(world);
  const waiting = [await waitsForYes(world)];
  const table = await waitsInTable(world);
  for (const intruder of INTRUDERS) enrol(world, intruder);
  await running.pump.settle();

  const secrets = {
    id,
    domain: DOMAIN,
    name: NAME,
    note: NOTE,
    user: USER,
    contact: CONTACT,
    'address of a contact': CONTACT_EMAIL,
    member: 'Alex Wilber',
    'a paged name': PAGED_NAME,
    'a paged domain': PAGED_DOMAIN,
    'a waiting name': WAITING_NAME,
    'a waiting domain': WAITING_DOMAIN,
    'a name of a table': TABLE_NAME,
    'a domain of a table': TABLE_DOMAIN,
    'old price': '1,313.37',
    'new price': '1,717.71',
    'old price, as a number': '131337',
    'new price, as a number': '171771',
    'check number': `${checkNumber.slice(0, 3)} ${checkNumber.slice(3)}`,
    'check number, as it is kept': checkNumber,
  };
  const fileTickets = await fileTicketsOf(world, { changeover: id, otherChangeover: other!.id });
  const members = victim!.members.map(({ person }) => person.objectId);
  const found = lootOf(world, id, Object.keys(victim!.steps));
  const webPages = { ended, open, taken };
  const loot = { ...found, tickets, staleTickets, waiting, table, members, ...fileTickets, webPages };
  return { world, id, pagedId, secrets, loot };
}

const OLD = {
  product: 'business-standard',
  billingAccount: 'mosa',
  payment: 'card',
  cycle: 'monthly',
  seats: '20',
  assigned: '18',
  currency: 'EUR',
  renewsOn: '2026-07-01',
};

/** A colleague who joined with a code of her own, took links, and was forgotten; returns the links' tickets. */
async function formerMember({ megan }: World, adele: Person): Promise<readonly string[]> {
  await megan.presses('Join code', {}, { on: /Check number/ });
  const code = JOIN_CODE.exec(await megan.sees(JOIN_CODE))![1]!;
  await joinsAs(adele, code);
  await adele.says('history');
  const tickets = await ticketsOf(adele);
  await adele.says('forget me');
  await adele.presses('Forget me');
  await adele.sees(/You are forgotten/);
  return tickets;
}

/** One who was asked in by the admin, took links, and was taken out by the admin. */
async function removedMember(world: World): Promise<readonly string[]> {
  const { alex } = world;
  await alex.says('invite a colleague');
  await alex.presses('Make a code', { inviteAs: 'admin' });
  const one = elsewhere(world, vera, 'personal');
  await joinsAs(one, SHORT_CODE.exec(await alex.sees(SHORT_CODE))![1]!);
  await one.says('history');
  const tickets = await ticketsOf(one);
  await alex.says('who is who');
  await alex.presses('Yes, take out', { 'Who takes part no more': vera.name });
  await alex.sees(/takes part no more, and is told/);
  return tickets;
}

const SHORT_CODE = /short form: (\d[0-9A-Z]{3}-[0-9A-Z]{4})/u;

const JOIN_CODE = /join ([0-9A-Z-]{26,})/u;

async function joinsAs(person: Person, code: string): Promise<void> {
  await person.installs();
  await person.says(`join ${code}`);
  await person.presses('Yes, that is us');
  await person.sees(/Your changeover to Fabrikam/);
}

async function ticketsOf(person: Person): Promise<string[]> {
  await person.presses('As a file');
  await person.sees(/The history as a file/);
  const links = person
    .posts()
    .flatMap(cardsOf)
    .flatMap((card) => buttonsOf(card));
  return links.flatMap(({ piece }) => /ticket=(.+)$/u.exec(stringOf(piece, 'url') ?? '')?.[1] ?? []);
}

/** Links to the files of a licence move that is planned for one user: as a member has them, and as those have who are none. */
async function fileTicketsOf(
  world: World,
  { changeover, otherChangeover }: { readonly changeover: string; readonly otherChangeover: string },
): Promise<Pick<Loot, 'fileTickets' | 'staleFileTickets'>> {
  const { alex, adele } = world;
  const { store } = world.running;
  const [move, key] = [randomUUID(), randomBytes(24).toString('base64url')];
  const licences = { held: [], byGroup: {}, direct: [] };
  const user = { id: randomUUID(), name: USER, login: 'user@example.com', isBlocked: false, ...licences };
  const summary = { pairs: [], users: 1, conflicts: {}, blocked: 0 };
  await store.keepPlan(move, changeover, { summary, users: [{ user }] }, key, world.now());
  const signed = await signedLinksOf(store);
  const linkOf = ({ objectId, company }: Cast, teamId?: string, of = changeover): string => {
    const bearer = { person: { tenantId: company.tenantId, objectId }, ...(teamId !== undefined && { teamId }) };
    return personToken(signed, { purpose: 'licences', changeover: of, what: `${move}/${key}` }, bearer, world.now());
  };
  const somebody = { ...meganCast, objectId: randomUUID() };
  return {
    fileTickets: [linkOf(alex.cast)],
    staleFileTickets: [
      linkOf(adele.cast),
      linkOf(vera),
      // Of the partner, and not of the team, or not any more.
      linkOf(meganCast),
      linkOf(meganCast, OTHER_TEAM),
      linkOf(somebody, partnerTeam.id),
      // A changeover of their own, and somebody else's files.
      linkOf(leeCast, undefined, otherChangeover),
    ],
  };
}

const PAGED_NAME = 'Quill Harbour Ropeworks';
const PAGED_DOMAIN = 'quill-harbour.example';

/** The page of the newest changeover of Megan's channel, with its forms. */
async function pageOf(world: World): Promise<OpenedPage> {
  await world.megan.presses('E-mail and web page');
  const path = await linkSeen(world);
  const forms = FIRST_STEPS.map(async (key) => formOf(world, path, key));
  return { path, forms: await Promise.all(forms) };
}

const FIRST_STEPS = ['check-facts', 'find-canceller', 'expect-mail'];

/** Not in Teams; it has done its first step. */
async function onItsPage(world: World) {
  const { parties } = PARTIES_OF_FABRIKAM;
  await opens(world, { parties: { ...parties, customerName: PAGED_NAME, customerDomain: PAGED_DOMAIN } });
  const open = await pageOf(world);
  const taken = { ...open.forms[0]!, answer: 'done', note: 'anything' };
  await sendsForm(world, open.path, taken);
  const paged = (await world.running.store.openChangeovers(10)).find(
    ({ customer }) => customer.domain === PAGED_DOMAIN,
  );
  return { pagedId: paged!.id, open, taken };
}

const WAITING_NAME = 'Quince Lantern Foundry';
const WAITING_DOMAIN = 'quince-lantern.example';

/** One more of the same team, typed and not opened: its overlap is above the limit that the lead set. */
async function waitsForYes({ megan }: World): Promise<string> {
  await megan.says('limit 1 EUR');
  await megan.sees(/waits for the yes of a second person/);
  const { parties } = PARTIES_OF_FABRIKAM;
  const preview = await toPreview(megan, {
    parties: { ...parties, customerName: WAITING_NAME, customerDomain: WAITING_DOMAIN },
  });
  await submits(megan, preview, 'Open the changeover');
  await megan.sees(/A second yes, please/);
  const { piece } = buttonOf(megan, 'Yes, open it');
  return (piece['data'] as { readonly changeover: string }).changeover;
}

const TABLE_NAME = 'Heron Saddle Works';
const TABLE_DOMAIN = 'heron-saddle.example';

/** A row of a table that waits for the same; returns the table's id. */
async function waitsInTable({ megan }: World): Promise<string> {
  const rows = [
    'Customer;Domain;Product;Licences;Cycle;Price;Currency;Renews on;New price;New start;Partner;Partner domain',
    `${TABLE_NAME};${TABLE_DOMAIN};business-standard;20;monthly;12,50;EUR;2026-07-01;11,80;2026-03-09;Fabrikam;fabrikam.com`,
  ];
  await megan.says('import');
  await megan.presses('Look at these rows', { rows: rows.join('\n') });
  await megan.presses('Save this changeover');
  await megan.sees(/from a table/);
  const { piece } = buttonOf(megan, 'Yes');
  return (piece['data'] as { readonly import: string }).import;
}

/** A changeover of another partner, whose technician is one of the intruders. */
async function ofAnotherPartner({ running }: World): Promise<void> {
  const { hash } = running.loop.shelf.standing('direct-to-csp');
  const playbook = { id: 'direct-to-csp', version: directToCsp.version, hash };
  const partnerTenantId = INTRUDERS.find(({ place }) => place.teamId === OTHER_TEAM)!.place.tenantId;
  const save = opening({
    partnerTenantId,
    teamId: OTHER_TEAM,
    channelId: OTHER_CHANNEL,
    customerDomain: 'other.example',
  });
  await running.store.commit([unitOf({ ...save, next: { ...save.next, playbook } })], NOW);
}

function enrol({ connector }: World, { place, roster, teamsId, objectId }: Intruder): void {
  if (place.teamId === undefined || roster === undefined) return;
  const member = { id: teamsId, aadObjectId: objectId, tenantId: place.tenantId, userRole: roster };
  connector.addMember(place.teamId, member);
}

/** What of the members' own cards could have been forwarded or written down; nothing in it is a secret by itself. */
function lootOf(
  { connector, alex, megan }: World,
  changeover: string,
  steps: readonly string[],
): Omit<
  Loot,
  'tickets' | 'staleTickets' | 'waiting' | 'table' | 'members' | 'fileTickets' | 'staleFileTickets' | 'webPages'
> {
  const posts = [...alex.posts(), ...megan.posts()];
  const payloads = posts
    .flatMap(cardsOf)
    .flatMap((card) => buttonsOf(card))
    .flatMap(({ piece }) => (isAbout(piece['data'], changeover) ? [piece['data']] : []));
  const threads = [...new Set(connector.posts(partnerTeam.channel.id).map((post) => post.conversationId))];
  return { changeover, steps, payloads, threads, activityIds: posts.map((post) => post.id) };
}

function isAbout(data: unknown, changeover: string): data is Piece {
  return typeof data === 'object' && data !== null && 'changeover' in data && data.changeover === changeover;
}
