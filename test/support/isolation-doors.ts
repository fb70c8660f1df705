/**
 * The doors by which somebody might get at a changeover that is not theirs: each makes a request of what an intruder may
 * know. A new door (a page, a dialog, a search) is one more entry here.
 */
import { VERBS, verbNames } from '../../cards/verbs.ts';
import { words } from '../../cards/text.ts';
import type { Piece } from '../../sandbox/card-reader.ts';
import type { Dice } from './dice.ts';
import { pageForm, type FormRequest, type PageLoot } from './isolation-page.ts';
import type { Intruder } from './isolation-people.ts';
import { teamDoors } from './isolation-team-doors.ts';

/** What leaks: ids, payloads of cards that were forwarded, a link that was passed on. Never names, domains, sums. */
export interface Loot {
  readonly changeover: string;
  readonly steps: readonly string[];
  /** Ids of changeovers that wait for a second yes. */
  readonly waiting: readonly string[];
  /** A table whose changeovers wait for it. */
  readonly table: string;
  /** Object ids of members. */
  readonly members: readonly string[];
  readonly threads: readonly string[];
  readonly activityIds: readonly string[];
  /** The data of buttons of the members' own cards. */
  readonly payloads: readonly Piece[];
  /** Links of members: tried changed alone, because whoever holds one as it is may read by it while it lasts. */
  readonly tickets: readonly string[];
  /** Links of people who were members once: tried as they are. */
  readonly staleTickets: readonly string[];
  /** As `tickets` and `staleTickets`, to the files of a licence move. */
  readonly fileTickets: readonly string[];
  readonly staleFileTickets: readonly string[];
  /** Web pages of customers that are not in Teams. */
  readonly webPages: PageLoot;
}

export type Request =
  | { readonly kind: 'activity'; readonly fields: Piece }
  | { readonly kind: 'page'; readonly path: string }
  | FormRequest;

export type Door = (dice: Dice, loot: Loot, intruder: Intruder) => Request;

export const DOORS: Readonly<Record<string, Door>> = {
  message: (dice, loot, intruder) => ({
    kind: 'activity',
    fields: { type: 'message', text: text(dice, loot), ...threadOf(dice, loot, intruder) },
  }),
  submit: (dice, loot, intruder) => ({
    kind: 'activity',
    fields: { type: 'message', value: payload(dice, loot), ...cardOf(dice, loot), ...threadOf(dice, loot, intruder) },
  }),
  execute: (dice, loot, intruder) => {
    const data = payload(dice, loot);
    const action = { type: 'Action.Execute', verb: data['verb'], data };
    const value = { action, trigger: dice.pick(['manual', 'automatic']) };
    return invoke('adaptiveCard/action', value, dice, loot, intruder);
  },
  form: (dice, loot, intruder) => ({
    kind: 'activity',
    fields: { type: 'message', value: form(dice, loot), ...cardOf(dice, loot), ...threadOf(dice, loot, intruder) },
  }),
  taskFetch: (dice, loot, intruder) =>
    invoke('task/fetch', { data: task(dice, loot), context: { theme: 'default' } }, dice, loot, intruder),
  taskSubmit: (dice, loot, intruder) =>
    invoke('task/submit', { data: { ...task(dice, loot), ...form(dice, loot) } }, dice, loot, intruder),
  /** The card of a search, put into a chat where it looks for what its reader may see. */
  sharedCard: (dice, loot, intruder) => {
    const data = { verb: 'shared', changeover: dice.pick([loot.changeover, ...loot.waiting]) };
    const action = { type: 'Action.Execute', verb: 'shared', data };
    return invoke('adaptiveCard/action', { action, trigger: 'automatic' }, dice, loot, intruder);
  },
  /** A second yes, or a no, to a changeover that waits for it. */
  secondYes: (dice, loot, intruder) => {
    const data = {
      verb: dice.pick(['openingYes', 'openingNo']),
      changeover: dice.pick([...loot.waiting, loot.changeover]),
    };
    const action = { type: 'Action.Execute', verb: data.verb, data };
    return dice.once(2)
      ? invoke('adaptiveCard/action', { action, trigger: 'manual' }, dice, loot, intruder)
      : {
          kind: 'activity',
          fields: { type: 'message', value: data, ...cardOf(dice, loot), ...threadOf(dice, loot, intruder) },
        };
  },
  ...teamDoors(execute, submit, submitWords),
  search: (dice, loot, intruder) => {
    const value = dice.pick(['', 'customer e', 'waiting customer', 'kind direct', text(dice, loot)]);
    const parameters = [{ name: dice.pick(['query', 'query', 'initialRun', 'search']), value }];
    const commandId = dice.pick(['search', 'search', 'changeovers', 'status']);
    const queryOptions = { skip: dice.once(2) ? 0 : dice.upTo(3) * 25, count: 25 };
    return invoke('composeExtension/query', { commandId, parameters, queryOptions }, dice, loot, intruder);
  },
  extension: (dice, loot, intruder) => {
    const name = dice.pick([
      'queryLink',
      'selectItem',
      'fetchTask',
      'submitAction',
      'querySettingUrl',
      'anonymousQueryLink',
    ]);
    const value = { ...payload(dice, loot), url: `https://bot.example.com/${loot.changeover}`, commandId: 'search' };
    return invoke(`composeExtension/${name}`, value, dice, loot, intruder);
  },
  typeahead: (dice, loot, intruder) => {
    const dataset = dice.pick(['customers', 'changeovers', 'members', 'products']);
    const value = { queryText: text(dice, loot), queryOptions: { skip: 0, top: 15 }, dataset };
    return invoke('application/search', value, dice, loot, intruder);
  },
  otherInvoke: (dice, loot, intruder) => {
    const name = dice.pick([
      'fileConsent/invoke',
      'signin/verifyState',
      'tab/fetch',
      'tab/submit',
      'message/submitAction',
      '',
    ]);
    return invoke(name, payload(dice, loot), dice, loot, intruder);
  },
  page: (dice, loot) => ({ kind: 'page', path: path(dice, loot) }),
  customerForm: (dice, loot) => pageForm(dice, loot.webPages, loot.changeover),
  licenceFile: (dice, loot) => ({ kind: 'page', path: licenceFile(dice, loot) }),
};

function invoke(name: string, value: Piece, dice: Dice, loot: Loot, intruder: Intruder): Request {
  const fields = { type: 'invoke', name, value, ...cardOf(dice, loot), ...threadOf(dice, loot, intruder) };
  return { kind: 'activity', fields };
}

function execute(data: Piece, dice: Dice, loot: Loot, intruder: Intruder): Request {
  const action = { type: 'Action.Execute', verb: data['verb'], data };
  return invoke('adaptiveCard/action', { action, trigger: 'manual' }, dice, loot, intruder);
}

function submit(value: Piece, dice: Dice, loot: Loot, intruder: Intruder): Request {
  const fields = { type: 'message', value, ...cardOf(dice, loot), ...threadOf(dice, loot, intruder) };
  return { kind: 'activity', fields };
}

function submitWords(said: Piece, dice: Dice, loot: Loot, intruder: Intruder): Request {
  return { kind: 'activity', fields: { type: 'message', ...said, ...threadOf(dice, loot, intruder) } };
}

/** Whoever is in the partner's channel may write in any of its threads; everybody else only where they are. */
function threadOf(dice: Dice, { threads }: Loot, { place }: Intruder): Piece {
  const own = threads.filter((thread) => thread.startsWith(`${place.id};`));
  return own.length > 0 && !dice.once(4) ? { thread: dice.pick(own) } : {};
}

function cardOf(dice: Dice, { activityIds }: Loot): Piece {
  return dice.once(2) ? { replyToId: dice.pick(activityIds) } : {};
}

function text(dice: Dice, loot: Loot): string {
  const verb = dice.pick(verbNames.filter((one) => (VERBS[one] as { isTyped: boolean }).isTyped));
  const spoken = dice.pick(words('en').t(`verb.${verb}.words`).split('|'));
  // In capitals, told from what leaks: whoever types it as a ticket of their own changeover reads it there again.
  const things = [loot.changeover.toUpperCase(), dice.pick(loot.steps), ...INPUTS];
  return dice.pick([spoken, `${spoken} ${dice.pick(things)}`, dice.pick(things), dice.pick(['done', 'yes'])]);
}

/** A card's own payload as it was, or with parts of it changed; or one that no card ever had. */
function payload(dice: Dice, loot: Loot): Piece {
  const real = dice.pick(loot.payloads);
  if (dice.once(3)) return real;
  const verb = dice.pick<string>([...verbNames, 'refresh', 'open', 'board', 'assign', 'export', '__proto__']);
  const made = { ...(dice.once(2) ? real : {}), verb, changeover: loot.changeover, ...inputs(dice, loot) };
  return dice.once(6) ? { ...made, tenantId: dice.pick(INPUTS), side: 'partner', role: 'partnerLead' } : made;
}

function inputs(dice: Dice, loot: Loot): Piece {
  const step = dice.pick(loot.steps);
  return {
    step: step.split('/')[0],
    ...(step.includes('/') && { line: step.split('/')[1] }),
    seen: dice.upTo(20),
    answer: dice.pick(['done', 'notYet', 'help', 'chargedTwice']),
    note: dice.pick(INPUTS),
    reference: dice.pick(INPUTS),
    page: dice.upTo(5),
    number: 1,
    until: dice.pick(['2 days', '', '2026-04-01']),
    code: dice.pick(INPUTS),
    of: dice.pick(['source', 'provider']),
  };
}

function form(dice: Dice, loot: Loot): Piece {
  const forms = loot.payloads.filter((one) => one['verb'] === 'form');
  const real = forms.length > 0 ? dice.pick(forms) : {};
  const fields = [
    'reason',
    'callOffReason',
    'recordStep',
    'said',
    'saidBy',
    'forgetDomain',
    'courseStep',
    'courseReason',
    'contactName',
    'contactEmail',
  ];
  return {
    ...real,
    verb: 'form',
    ...(dice.once(3) && { run: loot.changeover }),
    ...(dice.once(3) && { button: dice.pick(['save', 'cancel', 'next', 'yes']) }),
    ...inputs(dice, loot),
    ...Object.fromEntries(fields.map((field) => [field, dice.pick(INPUTS)])),
  };
}

function task(dice: Dice, loot: Loot): Piece {
  const data = dice.once(3) ? { verb: 'new' } : payload(dice, loot);
  return { ...data, msteams: { type: 'task/fetch' }, type: 'task/fetch' };
}

function path(dice: Dice, loot: Loot): string {
  const ticket = dice.pick(loot.tickets);
  const [body = '', signature = ''] = ticket.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Piece;
  const other = { ...claims, changeover: loot.changeover, ends: 9e15, form: dice.pick(['json', 'page']) };
  const forged = Buffer.from(JSON.stringify(other)).toString('base64url');
  const at = dice.upTo(ticket.length);
  const bent = `${ticket.slice(0, at)}${dice.pick(['A', 'b', '9', ''])}${ticket.slice(at + 1)}`;
  return dice.pick([
    `/history?ticket=${dice.pick(loot.staleTickets)}`,
    `/history?ticket=${forged}.${signature}`,
    `/history?ticket=${bent === ticket ? signature : bent}`,
    `/history?ticket=${encodeURIComponent(dice.pick(INPUTS))}`,
    `/page?t=${ticket}`,
    loot.webPages.ended.path,
    `/page?t=${forged}.${signature}`,
    `/page?t=${Buffer.from(JSON.stringify(['customer page', 9e15, `${loot.changeover}~${signature}`])).toString('base64url')}.${signature}`,
    `/page?t=${encodeURIComponent(dice.pick(INPUTS))}&said=done`,
    `/history/${loot.changeover}`,
    `/${dice.pick(['board', 'status', 'tab', 'page', 'api', 'export', 'changeovers', 'sandbox/state', '.env'])}/${loot.changeover}`,
    `/api/messages?changeover=${loot.changeover}`,
    dice.pick(['/', '/healthz', '/readyz', '/metrics']),
  ]);
}

function licenceFile(dice: Dice, loot: Loot): string {
  const ticket = dice.pick(loot.fileTickets);
  const at = dice.upTo(ticket.length);
  const bent = `${ticket.slice(0, at)}${ticket[at] === 'x' ? 'y' : 'x'}${ticket.slice(at + 1)}`;
  const file = dice.pick(['licences.csv', 'move-licences.ps1', '..%2Flicences.csv', '']);
  const [body = '', signature = ''] = ticket.split('.');
  return dice.pick([
    `/licences/${file}?ticket=${dice.pick(loot.staleFileTickets)}`,
    `/licences/${file}?ticket=${dice.pick(loot.tickets)}`,
    // The last digit of a signature has bits that say nothing.
    `/licences/${file}?ticket=${at === ticket.length - 1 ? signature : bent}`,
    `/licences/${file}?ticket=${body}`,
    `/licences/${file}?ticket=${encodeURIComponent(dice.pick(INPUTS).slice(0, 100))}`,
    `/licences/${loot.changeover}/${signature}/${file}`,
    `/history?ticket=${ticket}`,
    `/page?t=${ticket}`,
  ]);
}

/** What people type, and what they try. */
const INPUTS: readonly string[] = [
  '',
  'anything',
  'order 4711',
  '0000-0000-0000-0000-0000-0000-00',
  '2026-03-09',
  '12,50',
  "' or 1=1; --",
  '../../etc/passwd',
  '{{changeover}} {0} %s',
  '<at>Changeover</at>',
  '\u202Eexe.drawkcab',
  'x'.repeat(3_000),
];
