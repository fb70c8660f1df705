/** Merges what many turns ask for at the same time into one statement: while one is under way, the next batch gathers. */
export interface GroupCommit<Item, Result> {
  add(item: Item): Promise<Result>;
}

/** @param run gets at most `limit` items and answers with a result for each, in order. */
export function groupCommit<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  limit = 50,
): GroupCommit<Item, Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let isRunning = false;

  async function drain(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, limit);
      waiting = waiting.slice(limit);
      try {
        const results = await run(batch.map((one) => one.item));
        batch.forEach((one, i) => one.resolve(results[i] as Result));
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    isRunning = false;
  }

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        // Turns of the same tick of the event loop ride together.
        if (!isRunning) {
          isRunning = true;
          setImmediate(() => void drain());
        }
      });
    },
  };
}
