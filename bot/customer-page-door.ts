/** The door of a customer that is not in Teams: its page by a signed link, and what is pressed there, one thing at a time. */
import { createHmac } from 'node:crypto';
import type { Changeover, Instant, StepKey } from '../changeover/changeover.ts';
import { isPageOpen } from '../changeover/customer-page.ts';
import { cleanText } from '../changeover/free-text.ts';
import type { Refusal } from '../changeover/refusals.ts';
import { customerPage, PAGE_ANSWERS, pageReader, type CustomerPageView } from '../cards/customer-page.ts';
import type { TextOf } from '../cards/names.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { refusalText } from '../cards/refusal-text.ts';
import type { Typed } from '../cards/value-inputs.ts';
import { readPageAnswer } from '../dialogs/read-page-answer.ts';
import { faultsOf } from '../dialogs/take-answer.ts';
import type { Loop } from '../loop/create-loop.ts';
import { newText } from '../loop/new-text.ts';
import type { Clock, Random, Store } from '../loop/ports.ts';
import { PAGE_PATH } from './file-routes.ts';
import { isSame } from './is-same.ts';
import { hashPageSecret, PAGE_PURPOSE } from './page-links.ts';
import { pageTrouble, type PageReply } from './page-trouble.ts';
import { signedLinksOf } from './signed-link.ts';

export interface CustomerPageDoor {
  /** @param said what the page before this one took. @param languages as the browser asks for them. */
  show(token: string, said: string, languages: string): Promise<PageReply>;
  take(token: string, form: string, languages: string): Promise<PageReply>;
}

export interface CustomerPagePorts {
  readonly store: Pick<Store, 'load' | 'linkKey'>;
  readonly loop: Pick<Loop, 'shelf' | 'answerOnPage'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly onSaved: () => void;
}

export function createCustomerPageDoor(ports: CustomerPagePorts): CustomerPageDoor {
  return {
    async show(token, said, languages) {
      const opened = await open(ports, token);
      if (opened === undefined) return pageTrouble(404, languages);
      const answer = PAGE_ANSWERS.find((one) => one === said);
      return { status: 200, html: customerPage(viewOf(opened, answer && { said: answer })) };
    },
    async take(token, form, languages) {
      const opened = await open(ports, token);
      if (opened === undefined) return pageTrouble(404, languages);
      return take(ports, opened, token, fieldsOf(form));
    },
  };
}

interface Opened {
  readonly changeover: Changeover;
  readonly playbook: CustomerPageView['playbook'];
  readonly text: TextOf;
  readonly secret: string;
  readonly hash: string;
  readonly now: Instant;
  readonly expiresAt: Instant;
}

/**
 * Undefined for a link that is not ours, is over, was withdrawn or renewed, or whose customer has joined; and while the
 * partner's team is gone or has taken the bot out, because nobody would hear what is said.
 */
async function open({ store, loop, clock }: CustomerPagePorts, token: string): Promise<Opened | undefined> {
  const now = clock.now();
  const subject = (await signedLinksOf(store)).open(token, PAGE_PURPOSE, now);
  if (subject === undefined) return undefined;
  const [id = '', secret = ''] = subject.split('~');
  const { changeovers, texts } = await store.load({ conversationId: '', changeoverId: id });
  const changeover = changeovers.find((one) => one.id === id);
  const hash = hashPageSecret(secret);
  const { page } = changeover ?? {};
  if (changeover === undefined || page?.hash !== hash || !isPageOpen(changeover, now)) return undefined;
  if (await isTeamGone(store, changeover)) return undefined;
  const text: TextOf = (ref) => (ref === undefined ? undefined : texts[ref.id]);
  const { expiresAt } = page;
  return { changeover, playbook: loop.shelf.of(changeover), text, secret, hash, now, expiresAt };
}

async function isTeamGone(store: Pick<Store, 'load'>, { partner }: Changeover): Promise<boolean> {
  const { tenantId, teamId, channelId } = partner;
  const { teams = [] } = await store.load({ conversationId: channelId, person: { tenantId, objectId: '' }, teamId });
  return teams.some(({ team }) => team.state === 'removed' || team.state === 'deleted');
}

function viewOf(opened: Opened, more: Pick<CustomerPageView, 'said' | 'fault'> | undefined): CustomerPageView {
  const { changeover, playbook, text, now, expiresAt, secret } = opened;
  const sealOf = (key: StepKey): string => sealFor(secret, key, changeover.version);
  return { changeover, playbook, now, text, expiresAt, sealOf, ...more };
}

async function take(
  ports: CustomerPagePorts,
  opened: Opened,
  token: string,
  fields: Readonly<Record<string, string>>,
): Promise<PageReply> {
  const { changeover, hash, secret } = opened;
  const { key = '', seen = '', seal = '', answer = '' } = fields;
  // A form that this page did not make: somebody else's page may have sent it.
  if (!isSame(seal, sealFor(secret, key, Number(seen)))) return faulty(opened, {}, key, { code: 'movedOn' });
  const keep = (kind: string, body: string) => newText(ports.random, changeover.id, kind, body);
  const read = readPageAnswer({ ...opened, newText: keep, key, fields });
  if (!read.ok) return faulty(opened, fields, key, read.refusal, read.typed);
  const commandId = `page/${changeover.id}/${key}/${answer}/${seen}/${hash.slice(0, 16)}`;
  const { answered, texts, typed } = read;
  const issued = await ports.loop.answerOnPage({ changeoverId: changeover.id, commandId, hash, answered, texts });
  if (!issued.ok) {
    return faulty(opened, fields, key, issued.refusal, typed && { ...typed, faults: faultsOf(issued.refusal) });
  }
  ports.onSaved();
  return { status: 303, html: '', location: `${PAGE_PATH}?t=${token}&said=${answer}` };
}

/** The page again, with what was typed and what is wrong with it. */
function faulty(
  opened: Opened,
  sent: Readonly<Record<string, string>>,
  key: StepKey,
  refusal: Refusal,
  typed?: Typed,
): PageReply {
  const { changeover, playbook } = opened;
  const reader = pageReader(changeover);
  const { step = '', option = '' } = refusal.params ?? {};
  const why = `step.${step}.option.${option}.why`;
  const w = playbookWords(reader.locale, playbook);
  const isOwn = refusal.code === 'choiceNotEnough' && w.has(why);
  const message = isOwn ? w.t(why) : refusalText(refusal, reader);
  const at = [...Object.keys(typed?.faults ?? {}), ...(refusal.field === undefined ? [] : [refusal.field])];
  const fault = { key, message, fields: shownAgain(sent), faulty: new Set(at), ...(typed && { typed }) };
  return { status: 400, html: customerPage(viewOf(opened, { fault })) };
}

/** What was typed, without what must not be: a key, a card number, a password. */
function shownAgain(sent: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, cleanText(value).text]));
}

/** The first of each field: one that comes twice is no form of ours. */
function fieldsOf(form: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(form)) fields[name] ??= value;
  return fields;
}

function sealFor(secret: string, key: StepKey, version: number): string {
  return createHmac('sha256', secret).update(`${key} ${version}`).digest('base64url');
}
