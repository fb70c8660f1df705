/** A story as a readable file: why it matters, who does what when, and what is to be seen. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { isMap, parseDocument, type Document, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { Knobs } from '../../sandbox/tenant.ts';

const fields = z.record(z.string(), z.coerce.string());
const lines = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
/** Lines by person. */
const seen = z.record(z.string(), lines);
const looks = {
  /** Recorded: every message that came or changed for each person, by its headline. */
  sees: seen.optional(),
  /** Written by hand: words that stand in what the person sees now. */
  shows: seen.optional(),
  /** Words that stand nowhere in it. */
  hides: seen.optional(),
};

const Act = z.union([
  /** Megan opens it in her channel, direct-to-csp unless told otherwise; what is not as usual is given form by form. */
  z.strictObject({
    who: z.literal('megan'),
    opens: z.strictObject({ course: z.string(), parties: fields, old: fields, terms: fields, start: fields }).partial(),
    ...looks,
  }),
  z.strictObject({ who: z.literal('alex'), joins: z.literal('with the code'), ...looks }),
  z.strictObject({ who: z.string(), says: z.string(), ...looks }),
  /** A step by its title: asked with Continue in a chat, on the status card in the channel. */
  z.strictObject({
    who: z.string(),
    does: z.string(),
    types: fields.optional(),
    button: z.string().optional(),
    ...looks,
  }),
  /** A question in a chat or thread, by words that stand in it. */
  z.strictObject({
    who: z.string(),
    answers: z.string(),
    types: fields.optional(),
    button: z.string().optional(),
    ...looks,
  }),
  z.strictObject({ who: z.string(), replies: z.string(), ...looks }),
  z.strictObject({
    who: z.string(),
    presses: z.string(),
    on: z.string().optional(),
    types: fields.optional(),
    ...looks,
  }),
  /** Alex's administrator lets the tenant be read, by the link on the card. */
  z.strictObject({ who: z.literal('alex'), connects: z.literal('the tenant'), ...looks }),
  /** What the pretend tenant shows from now on; the bot looks when it means to. */
  z.strictObject({ tenant: Knobs.omit({ changeover: true }), ...looks }),
  /** The clock in Amsterdam moves on, `2026-03-10 09:00`; everything due on the way happens. */
  z.strictObject({ until: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/), ...looks }),
]);

const Scenario = z.strictObject({
  title: z.string().min(10),
  why: z.string().min(40),
  story: z.array(Act).min(1),
});

export type Act = z.infer<typeof Act>;
export type Scenario = z.infer<typeof Scenario>;
export type Seen = Readonly<Record<string, readonly string[]>>;

export function readScenario(file: string): Scenario {
  return Scenario.parse(parseDocument(readFileSync(file, 'utf8')).toJS());
}

/** The same file with what was seen after each act written into it; notes and order stay. */
export function withSeen(text: string, seenByAct: readonly Seen[]): string {
  const document = parseDocument(text);
  seenByAct.forEach((one, index) => {
    const act = actAt(document, index);
    const isSame = isDeepStrictEqual(act.toJS(document).sees ?? {}, one);
    if (isSame) return;
    if (Object.keys(one).length === 0) act.delete('sees');
    else act.set('sees', document.createNode(one));
  });
  return document.toString({ lineWidth: 120 });
}

function actAt(document: Document, index: number): YAMLMap {
  const act = document.getIn(['story', index]);
  if (!isMap(act)) throw new Error(`act ${index + 1} is not there`);
  return act;
}
