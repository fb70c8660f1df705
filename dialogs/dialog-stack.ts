import type { DialogInstance } from './waterfall.ts';
import { z } from 'zod';

const Stack = z.array(z.looseObject({ id: z.string(), state: z.record(z.string(), z.unknown()) }));

/**
 * The open dialogs of a document, ready to be changed in place. Kept state is read like any outside data: what does not
 * look like a stack counts as none.
 */
export function stackIn(doc: Record<string, unknown>): DialogInstance[] {
  const read = Stack.safeParse(doc['dialogStack']);
  const stack: DialogInstance[] = read.success ? read.data : [];
  doc['dialogStack'] = stack;
  return stack;
}

/** A conversation in which nothing is open keeps nothing, so that a mere question writes nothing. */
export function forgetEmptyStack(doc: Record<string, unknown>): void {
  const stack = doc['dialogStack'];
  if (Array.isArray(stack) && stack.length === 0) delete doc['dialogStack'];
}
