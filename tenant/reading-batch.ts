/** Several questions to Graph as one `$batch`. A part that is throttled by itself is asked again, as its answer says. */
import { z } from 'zod';
import { failureOf, type Graph, type GraphFailure, type GraphResult } from './graph.ts';

const Part = z.object({
  id: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  body: z.unknown().optional(),
});
const Answer = z.object({ responses: z.array(z.unknown()) });

/** Batches for one set of questions, the first included. */
const MOST_TRIES = 3;
/** Milliseconds; who asks for more patience is asked another day. */
const MOST_PATIENCE = 20_000;
const PAUSE_MS = 2_000;

export interface BatchPorts {
  readonly graph: Pick<Graph, 'post'>;
  /** Real milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Background work: Microsoft may let others go first. */
export const LOW_PRIORITY = { 'x-ms-throttle-priority': 'Low' };

/** @param paths by name, at most 20. Each has an answer, if only a failure; a batch that failed as a whole is each part's. */
export async function askTogether<Name extends string>(
  { graph, wait }: BatchPorts,
  tenantId: string,
  paths: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, GraphResult>>> {
  const names = Object.keys(paths).filter((name): name is Name => name in paths);
  const answers = new Map<Name, GraphResult>();
  let left = names;
  for (let tries = 1; left.length > 0; tries++) {
    const requests = left.map((id) => ({ id, method: 'GET', url: paths[id], headers: LOW_PRIORITY }));
    const whole = await graph.post(tenantId, '/$batch', { requests }, LOW_PRIORITY);
    const parts = partsOf(whole);
    for (const name of left) answers.set(name, parts(name));
    left = left.filter((name) => isThrottled(answers.get(name)));
    const pause = Math.max(0, ...left.map((name) => patience(answers.get(name))));
    if (left.length === 0 || tries === MOST_TRIES || pause > MOST_PATIENCE) break;
    await wait(pause);
  }
  return Object.fromEntries(answers) as Record<Name, GraphResult>;
}

function isThrottled(answer: GraphResult | undefined): boolean {
  return answer?.ok === false && answer.kind === 'throttled';
}

function patience(answer: GraphResult | undefined): number {
  return answer?.ok === false ? (answer.retryAfterMs ?? PAUSE_MS) : 0;
}

/** The answers come in any order; one that is missing, or no answer at all, is a failure. */
function partsOf(whole: GraphResult): (name: string) => GraphResult {
  if (!whole.ok) return () => whole;
  const asked = whole.requestId === undefined ? {} : { requestId: whole.requestId };
  const none: GraphFailure = { ok: false, kind: 'unavailable', why: 'no answer in the batch', ...asked };
  const responses = Answer.safeParse(whole.body).data?.responses ?? [];
  const parts = responses.flatMap((one) => Part.safeParse(one).data ?? []);
  return (name) => {
    const part = parts.find(({ id }) => id.toLowerCase() === name.toLowerCase());
    if (!part) return none;
    if (part.status >= 200 && part.status < 300) return { ok: true, body: part.body, ...asked };
    return { ...failureOf(part.status, part.body, headerIn(part.headers, 'retry-after')), ...asked };
  };
}

function headerIn(headers: Readonly<Record<string, unknown>> | null | undefined, wanted: string): string | null {
  const [, value] = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted) ?? [];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
