/** `$batch` as Graph answers it: a whole answer although parts fail, in another order than asked, limits counted for each part. */
import { z } from 'zod';
import type { GraphAnswer, GraphRequest } from './graph-routes.ts';

const Batch = z.object({
  requests: z.array(
    z.object({
      id: z.string().min(1),
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
    }),
  ),
});
const MOST = 20;

/** Undefined for what is no batch that Graph would take. */
export function batch(
  body: unknown,
  whole: GraphRequest,
  answer: (part: GraphRequest) => GraphAnswer,
  refuse: (status: number, code: string) => GraphAnswer,
): GraphAnswer | undefined {
  const parsed = Batch.safeParse(body);
  if (!parsed.success) return undefined;
  const { requests } = parsed.data;
  const ids = new Set(requests.map(({ id }) => id.toLowerCase()));
  if (requests.length === 0 || requests.length > MOST || ids.size < requests.length) return undefined;
  const responses = requests.map(({ id, method, url, headers = {}, body: part }) => {
    const { pathname, searchParams } = new URL(url, 'http://graph');
    const path = decodeURIComponent(pathname);
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const isTyped = part === undefined || lower['content-type'] !== undefined;
    const made = isTyped
      ? answer({ ...whole, method, path, query: searchParams, headers: lower, body: part })
      : refuse(400, 'BadRequest');
    return {
      id,
      status: made.status,
      headers: { 'Content-Type': 'application/json', ...capitals(made.headers) },
      body: made.body,
    };
  });
  return { status: 200, body: { responses: responses.toReversed() } };
}

function capitals(headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replaceAll(/(^|-)[a-z]/g, (part) => part.toUpperCase()),
      value,
    ]),
  );
}
