/** One kind of work that goes on in rounds, one at a time: asked for during a round it is done once more after it. */
export interface Rounds {
  run(): void;
  /** No further round is begun; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** @param onError gets what a round throws; the next one tries again. */
export function createRounds(round: () => Promise<void>, onError: (error: unknown) => void): Rounds {
  let isStopped = false;
  let isAskedFor = false;
  let underWay: Promise<void> | undefined;

  function run(): void {
    if (isStopped) return;
    if (underWay !== undefined) {
      isAskedFor = true;
      return;
    }
    underWay = round()
      .catch(onError)
      .finally(() => {
        underWay = undefined;
        if (!isAskedFor) return;
        isAskedFor = false;
        run();
      });
  }

  return {
    run,
    async stop() {
      isStopped = true;
      await underWay;
    },
  };
}
