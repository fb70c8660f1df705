/**
 * The one table of verbs: what can be said or pressed, what a press carries, who may, and where it goes. Typed words,
 * buttons and dialogs all read it; the words of a verb are in the catalogue under `verb.<verb>.words`.
 */
import { z } from 'zod';

import type { Side } from '../changeover/changeover.ts';

/** `query` answers and changes nothing, `command` issues one command, `dialog` begins or goes on with questions. */
export type VerbKind = 'query' | 'command' | 'dialog';

export interface VerbRow {
  readonly kind: VerbKind;
  /** Sides that may use it; `anyone` also before a changeover is joined. Membership is checked by `decide` all the same. */
  readonly sides: readonly Side[] | 'anyone';
  /** What may follow the words: `join ABCD-EFGH`, `snooze 2 days`. */
  readonly takes: 'nothing' | 'text';
  /** False: it has no typed words, because a button's data says what it is about. */
  readonly isTyped: boolean;
  /** The data of a press: a client's claim, of the right shape and no more. Unknown fields (a form's inputs) pass. */
  readonly data: z.ZodType<VerbData>;
}

/** What presses carry; each verb's schema says which of these it needs. Inputs that were left empty are absent. */
export interface VerbData {
  readonly changeover?: string | undefined;
  readonly step?: string | undefined;
  readonly line?: string | undefined;
  readonly answer?: string | undefined;
  /** The version that the card showed. */
  readonly seen?: number | undefined;
  readonly [input: string]: unknown;
}

const id = z.string().min(1).max(200);
const input = z.string().transform((text) => (text.trim() === '' ? undefined : text));
const about = {
  changeover: id.optional(),
  step: id.optional(),
  line: id.optional(),
  seen: z.number().int().optional(),
};
/** Where a button points: to nothing, a changeover, a step. */
const pointing = z.looseObject({ ...about, answer: id.optional() });
/** A button of a form with the inputs that several cards share; a dialog reads those of its own. */
const form = z.looseObject({
  ...about,
  note: input.optional(),
  reference: input.optional(),
  on: input.optional(),
  said: input.optional(),
  reason: input.optional(),
});
const answering = form.extend({
  changeover: id,
  step: id,
  answer: z.enum(['done', 'notYet', 'help', 'chargedTwice']),
  seen: z.number().int(),
});

const outside = z.enum(['source', 'provider']);

const BOTH: readonly Side[] = ['customer', 'partner'];
const PARTNER: readonly Side[] = ['partner'];
const CUSTOMER: readonly Side[] = ['customer'];

export const VERBS = {
  help: row('query', 'anyone', pointing),
  status: row('query', BOTH, pointing),
  next: row('dialog', BOTH, pointing),
  steps: row('query', BOTH, pointing),
  why: row('query', BOTH, pointing),
  continue: row('dialog', BOTH, pointing),
  /** `day` is the card's date field, `sure` the second yes. */
  snooze: row(
    'command',
    BOTH,
    pointing.extend({ until: input.optional(), day: input.optional(), kind: id.optional(), sure: id.optional() }),
    'text',
  ),
  history: row('query', BOTH, pointing.extend({ page: z.number().int().optional() })),
  /** The way to the files of a history. */
  historyFile: button('query', BOTH, pointing),
  reminders: row('query', BOTH, pointing),
  preview: row('query', BOTH, pointing),
  mute: row('command', BOTH, pointing.extend({ kind: id.optional() })),
  unmute: row('command', BOTH, pointing),
  quiet: row('command', BOTH, pointing, 'text'),
  unquiet: row('command', BOTH, pointing),
  country: row('command', BOTH, pointing, 'text'),
  correct: row('dialog', BOTH, form, 'text'),
  answer: button('command', BOTH, answering),
  /** A button of a form that a dialog has open; the dialog knows its inputs. */
  form: button('dialog', 'anyone', form),
  object: row('command', BOTH, form, 'text'),
  join: row('dialog', 'anyone', pointing.extend({ code: input.optional() }), 'text'),
  real: row('query', 'anyone', pointing),
  mail: row('query', 'anyone', pointing),
  new: row('dialog', 'anyone', form),
  orderSheet: row('query', PARTNER, pointing),
  joinCode: row('command', PARTNER, pointing),
  /** An e-mail and a web page for a customer that is not in Teams; its address may follow the words. */
  customerPage: row('command', PARTNER, pointing, 'text'),
  /** `page` is the link that a card shows, by its hash. */
  pageAct: button(
    'command',
    PARTNER,
    pointing.extend({ act: z.enum(['send', 'renew', 'withdraw']), page: id.optional() }),
  ),
  recordWord: row('dialog', PARTNER, form, 'text'),
  /** What the customer's tenant shows. */
  tenant: row('query', BOTH, pointing),
  /** `purpose` is `write` on the card of the licence move. */
  connect: row('command', ['customer'], pointing.extend({ purpose: id.optional() })),
  look: row('command', BOTH, pointing),
  disconnect: row('command', BOTH, pointing),
  claim: row('dialog', BOTH, form),
  settleClaim: row('dialog', BOTH, form),
  reportOldEnded: row('dialog', BOTH, form),
  callOff: row('dialog', BOTH, form, 'text'),
  course: row('query', BOTH, pointing),
  supportCase: row('dialog', BOTH, form),
  closeCase: button('command', BOTH, pointing.extend({ number: z.number().int() })),
  tellUsers: row('dialog', BOTH, form),
  letterSource: row('dialog', BOTH, form),
  letterProvider: row('dialog', PARTNER, form),
  /** Who is written to at the sides that are not in Teams. */
  contacts: row('query', BOTH, pointing),
  contactEdit: button('dialog', BOTH, pointing.extend({ of: outside })),
  contactRemove: button('command', BOTH, pointing.extend({ of: outside })),
  planB: button('command', PARTNER, pointing.extend({ step: id })),
  skip: row('dialog', BOTH, form),
  reopen: row('dialog', BOTH, form),
  licences: row('query', BOTH, pointing),
  /** The way to the files of the latest move. */
  licenceFiles: button('query', BOTH, pointing),
  /** `move` is the one whose question is answered, by the inputs `to0`, `to1` …; without it the products are asked for. */
  readLicences: button('command', BOTH, pointing.extend({ move: id.optional() })),
  moveLicences: button('command', CUSTOMER, pointing.extend({ move: id })),
  pauseLicences: button('command', BOTH, pointing.extend({ move: id })),
  resumeLicences: button('command', CUSTOMER, pointing.extend({ move: id })),
  stopLicences: button('command', BOTH, pointing.extend({ move: id })),
  undoLicences: button('command', CUSTOMER, pointing.extend({ move: id })),
  pause: row('dialog', BOTH, form),
  resume: row('command', BOTH, pointing),
  switchPlaybook: row('dialog', PARTNER, form),
  assign: row('command', PARTNER, pointing.extend({ from: id.optional() })),
  unassign: row('command', PARTNER, pointing),
  note: row('command', PARTNER, pointing.extend({ deskNote: input.optional() }), 'text'),
  ticket: row('command', PARTNER, pointing.extend({ ticketNumber: input.optional() }), 'text'),
  askCustomer: row('command', PARTNER, pointing),
  people: row('query', BOTH, pointing),
  /** `roles` are the keys that were ticked, divided by commas. */
  myRoles: button('command', CUSTOMER, pointing.extend({ roles: z.string().max(500).optional() })),
  standIn: button('command', CUSTOMER, pointing.extend({ who: id, answer: z.enum(['yes', 'no']) })),
  /** `who` takes part no more. */
  removeMember: button('command', BOTH, pointing.extend({ who: id.optional() })),
  inviteColleague: row('dialog', CUSTOMER, form),
  /** A client asks for the person's own view of the card that it shows. */
  refresh: button('query', BOTH, pointing.extend({ changeover: id })),
  /** As `refresh`, of a card that was put into any chat. */
  shared: button('query', 'anyone', pointing.extend({ changeover: id })),
  team: row('query', 'anyone', pointing),
  takeLead: row('command', 'anyone', pointing),
  /** `roles` as with `myRoles`; those of a technician. */
  teamRoles: button('command', 'anyone', pointing.extend({ roles: z.string().max(500).optional() })),
  makeLead: button('command', 'anyone', pointing.extend({ technician: id.optional() })),
  handOver: button('command', 'anyone', pointing.extend({ technician: id.optional() })),
  removeLead: button('command', 'anyone', pointing.extend({ formerLead: id.optional() })),
  forgetMe: row('dialog', BOTH, form),
  deleteData: row('dialog', BOTH, form),
  board: row('query', 'anyone', form, 'text'),
  digest: row('command', 'anyone', form, 'text'),
  import: row('dialog', 'anyone', form, 'text'),
  goLive: row('command', PARTNER, pointing),
  quietStart: row('command', 'anyone', form, 'text'),
  limit: row('command', 'anyone', form, 'text'),
  secondYes: row('query', 'anyone', form),
  /** A second person's word on a new changeover above the team's limit; `changeover` is the one to be. */
  openingYes: button('command', 'anyone', pointing.extend({ changeover: id })),
  openingNo: button('command', 'anyone', pointing.extend({ changeover: id })),
  draftSend: button('command', PARTNER, form),
  draftEdit: button('command', PARTNER, form),
  draftDrop: button('command', PARTNER, form),
  cancel: row('dialog', 'anyone', pointing),
  undo: row('dialog', BOTH, pointing),
} as const satisfies Record<string, VerbRow>;

export type Verb = keyof typeof VERBS;

/** All verbs, in the order of the table. */
export const verbNames: readonly Verb[] = Object.keys(VERBS).filter(isVerb);

export function isVerb(name: string): name is Verb {
  return Object.hasOwn(VERBS, name);
}

/** True when a side may use a verb; nobody's side (not joined yet) may use only what anyone may. */
export function mayUse(verb: Verb, side: Side | undefined): boolean {
  const { sides }: VerbRow = VERBS[verb];
  return sides === 'anyone' || (side !== undefined && sides.includes(side));
}

/**
 * The data of a press in its verb's shape, or `undefined` for one that no card of ours sends. An input of a card with
 * several forms is named `reference:<step>`, since ids must differ within a card; it is read as `reference`.
 */
export function readPress(verb: Verb, data: unknown): VerbData | undefined {
  const { data: shape }: VerbRow = VERBS[verb];
  const read = shape.safeParse(shortNames(data));
  return read.success ? read.data : undefined;
}

function shortNames(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name.split(':')[0], value]));
}

function row(
  kind: VerbKind,
  sides: VerbRow['sides'],
  data: z.ZodType<VerbData>,
  takes: VerbRow['takes'] = 'nothing',
): VerbRow {
  return { kind, sides, data, takes, isTyped: true };
}

function button(kind: VerbKind, sides: VerbRow['sides'], data: z.ZodType<VerbData>): VerbRow {
  return { kind, sides, data, takes: 'nothing', isTyped: false };
}
