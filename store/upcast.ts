import { EVENT_SCHEMA, type Event } from '../changeover/events.ts';

/** A row of the journal was written by a newer release than this one. */
export class NewerSchema extends Error {
  constructor(schema: number) {
    super(
      `The journal holds events of schema ${schema}; this release knows ${EVENT_SCHEMA} at most. Start the newer one.`,
    );
    this.name = 'NewerSchema';
  }
}

/** The events of a journal row as today's release knows them. Throws `NewerSchema` for a row from the future. */
export function upcast(schema: number, events: readonly unknown[]): readonly Event[] {
  if (schema > EVENT_SCHEMA) throw new NewerSchema(schema);
  let current = events;
  for (let from = schema; from < EVENT_SCHEMA; from++) current = current.flatMap((event) => raised(from, event));
  return current as readonly Event[];
}

/** How an event of a schema reads in the next one; an entry for each schema that was ever left behind. */
const NEXT: Readonly<Record<number, (event: unknown) => readonly unknown[]>> = {};

function raised(from: number, event: unknown): readonly unknown[] {
  const next = NEXT[from];
  if (!next) throw new Error(`no way up from event schema ${from}`);
  return next(event);
}
