/** Checks an exported history on its own, without the store that it came from. */
import { z } from 'zod';
import { HISTORY_FORMAT, isWithheld, rowHash, textHash, type HistoryRow, type HistoryText } from './history.ts';

/** Why a row does not fit. */
export type Misfit =
  /** It is not the one that follows the row before it. */
  | 'order'
  /** It was put after another row than the one that stands before it: that one was changed, or one is missing. */
  | 'previous'
  /** Its content is not what was hashed. */
  | 'content'
  /** A text that it names is not the one that it was written with. */
  | 'text';

export type Verdict =
  | {
      readonly ok: true;
      readonly rows: number;
      readonly head: string;
      readonly erased: number;
      readonly withheld: number;
    }
  | { readonly ok: false; readonly why: 'unreadable'; readonly where: string }
  /** The first row that does not fit; `text` is the id of its text. */
  | { readonly ok: false; readonly why: Misfit; readonly version: number; readonly text?: string }
  /** The rows fit; the export names another last row, or holds a text that no row names. */
  | { readonly ok: false; readonly why: 'head' | 'strayText'; readonly where: string };

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const Row = z.object({
  version: z.int(),
  commandId: z.string(),
  at: z.number(),
  actor: z.record(z.string(), z.unknown()),
  schema: z.int(),
  events: z.array(z.record(z.string(), z.unknown())),
  previous: hash.nullable(),
  hash,
});
const Text = z.object({
  id: z.string(),
  kind: z.string(),
  body: z.string().optional(),
  salt: z.string().optional(),
});
const Exported = z.object({
  format: z.literal(HISTORY_FORMAT),
  changeover: z.string(),
  exportedAt: z.string(),
  head: hash,
  rows: z.array(Row).min(1),
  texts: z.array(Text),
});

/** @param exported the file's content, parsed. Says the first row that does not fit, from the oldest on. */
export function verifyHistory(exported: unknown): Verdict {
  const read = Exported.safeParse(exported);
  if (!read.success) return { ok: false, why: 'unreadable', where: read.error.issues[0]?.path.join('.') ?? '' };
  const { changeover, texts, head } = read.data;
  // What was parsed has the shape that is hashed, whoever stands behind an actor.
  const rows = read.data.rows as unknown as readonly HistoryRow[];
  const byId = new Map(texts.map((text) => [text.id, text as HistoryText]));
  const named = new Set<string>();
  let previous: string | null = null;
  for (const [index, row] of rows.entries()) {
    const why = misfitOf(changeover, row, index + 1, previous);
    if (why !== undefined) return { ok: false, why, version: row.version };
    const refs = refsIn(row.events);
    const wrong = refs.find((ref) => !isAsWritten(byId.get(ref.id), ref.hash));
    if (wrong !== undefined) return { ok: false, why: 'text', version: row.version, text: wrong.id };
    for (const ref of refs) named.add(ref.id);
    previous = row.hash;
  }
  if (head !== previous) return { ok: false, why: 'head', where: head };
  const withheld = rows.flatMap((row) => row.events).filter(isWithheld).length;
  const stray = withheld > 0 ? undefined : texts.find((text) => text.body !== undefined && !named.has(text.id));
  if (stray !== undefined) return { ok: false, why: 'strayText', where: stray.id };
  const erased = texts.filter((text) => text.body === undefined).length;
  return { ok: true, rows: rows.length, head, erased, withheld };
}

function misfitOf(
  changeover: string,
  row: HistoryRow,
  version: number,
  previous: string | null,
): Exclude<Misfit, 'text'> | undefined {
  if (row.version !== version) return 'order';
  if (row.previous !== previous) return 'previous';
  return rowHash(changeover, row) === row.hash ? undefined : 'content';
}

/** An erased text, and one that the reader may not see, is believed by its hash in the row. */
function isAsWritten(text: HistoryText | undefined, written: string): boolean {
  if (text?.body === undefined) return text?.salt === undefined;
  return text.salt !== undefined && textHash(text.salt, text.body) === written;
}

interface Ref {
  readonly id: string;
  readonly hash: string;
}

/** Every reference to a text, wherever it stands in the events. */
export function refsIn(value: unknown): readonly Ref[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('id' in value && 'hash' in value && typeof value.id === 'string' && typeof value.hash === 'string') {
    return 'version' in value ? [] : [{ id: value.id, hash: value.hash }];
  }
  return Object.values(value).flatMap(refsIn);
}
