const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** For what has no event to wait for: a line of a log, a state behind HTTP. Throws naming `what` when it does not come. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const late = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > late) throw new Error(`It did not come to this: ${what}`);
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}
