/** The door of the customer's page: links that are over, bent or made up, and forms that the page did not make. */
import { createHmac } from 'node:crypto';
import type { Dice } from './dice.ts';

/** A page as somebody had it open once: its address, and the hidden fields of its forms by their step. */
export interface PageLoot {
  /** Of a changeover whose customer has joined since. */
  readonly ended: OpenedPage;
  /** Of another changeover, which is open: tried as it is with forms that are not its own alone. */
  readonly open: OpenedPage;
  /** A form of the open one that was taken already. */
  readonly taken: Readonly<Record<string, string>>;
}

export interface OpenedPage {
  readonly path: string;
  readonly forms: readonly Readonly<Record<string, string>>[];
}

export interface FormRequest {
  readonly kind: 'form';
  readonly path: string;
  readonly body: string;
  readonly contentType: string;
  /** Whoever holds an open link may read by it: only changes count then. */
  readonly mayRead: boolean;
}

/** @param changeover whose page it is not. */
export function pageForm(dice: Dice, { ended, open, taken }: PageLoot, changeover: string): FormRequest {
  const holdsOpen = dice.once(2);
  const page = holdsOpen ? open : ended;
  const path = holdsOpen ? open.path : dice.pick([ended.path, bentLink(dice, dice.pick([ended, open]), changeover)]);
  const fields = holdsOpen ? dice.pick([taken, bentForm(dice, open, ended)]) : dice.pick(page.forms);
  const body = new URLSearchParams({ ...fields, answer: dice.pick(['done', 'notYet', 'help']), note: 'anything' });
  if (fields === taken) body.set('answer', 'done');
  return { kind: 'form', path, mayRead: holdsOpen, ...dressed(dice, String(body), fields === taken || !holdsOpen) };
}

/** A link that is none: a letter changed, its signature over another subject, a subject signed with its own secret. */
function bentLink(dice: Dice, { path }: OpenedPage, changeover: string): string {
  const token = path.split('?t=')[1] ?? '';
  const [body = '', signature = ''] = token.split('.');
  const at = dice.upTo(token.length);
  const letter = token[at] === 'A' ? 'B' : 'A';
  const subject = Buffer.from(JSON.stringify(['customer page', 9e15, `${changeover}~${signature.slice(0, 22)}`]));
  const made = subject.toString('base64url');
  const own = createHmac('sha256', signature).update(made).digest('base64url');
  return `/page?t=${dice.pick([
    // The last letter of a signature holds bits that say nothing.
    `${token.slice(0, Math.min(at, token.length - 2))}${letter}${token.slice(Math.min(at, token.length - 2) + 1)}x`,
    `${made}.${signature}`,
    `${made}.${own}`,
    `${body}.`,
    body,
  ])}`;
}

/** A form with another step's key, another version, a made-up seal, or one of another page. */
function bentForm(dice: Dice, open: OpenedPage, ended: OpenedPage): Readonly<Record<string, string>> {
  const form = dice.pick(open.forms);
  const others = open.forms.filter(({ key }) => key !== form['key']);
  const seal = createHmac('sha256', open.path).update(`${form['key']} ${form['seen']}`).digest('base64url');
  return dice.pick([
    { ...form, key: dice.pick(others)['key']! },
    { ...form, key: dice.pick(['order-new/l1', 'end-old/l1', '__proto__', '']) },
    { ...form, seen: String(Number(form['seen']) + 1 + dice.upTo(5)) },
    { ...form, seen: dice.pick(['', 'NaN', '-1', '1e3', '__proto__']) },
    { ...form, seal: dice.pick([seal, '', 'x', form['seal']!.slice(1)]) },
    dice.pick(ended.forms),
  ]);
}

/** As a browser sends it, or as none does. @param isHarmless it may be sent as a browser does. */
function dressed(dice: Dice, body: string, isHarmless: boolean): Pick<FormRequest, 'body' | 'contentType'> {
  const form = 'application/x-www-form-urlencoded';
  if (!isHarmless || !dice.once(3)) return { body, contentType: form };
  return dice.pick([
    { body: `${body}&more=${'x'.repeat(40_000)}`, contentType: form },
    { body, contentType: 'text/plain' },
    { body: JSON.stringify(Object.fromEntries(new URLSearchParams(body))), contentType: 'application/json' },
    { body, contentType: 'multipart/form-data; boundary=x' },
    { body: `${body}&key=check-facts&answer=done&${body}`, contentType: form },
  ]);
}
