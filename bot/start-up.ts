/** How a process begins and ends: one clear line when it cannot start, a graceful end on SIGTERM and SIGINT. */

/** Errors that an operator can mend, by name or code: their message is the line, without a stack. */
const MENDABLE: ReadonlySet<string> = new Set(['ConfigError', 'DataFolderTaken', 'PlaybookFilesError']);

/**
 * Node waits for its compiler threads when it exits, and one of those may wait for a garbage collection, which nothing does
 * any more: then the process never ends (nodejs/node#54918). Nothing runs in this pause, so they come to their end.
 */
const QUIET_MS = 250;

/** One line for whoever started the process. A fault of ours keeps its stack, for the log of the operator. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return `Changeover can’t start: ${String(error)}`;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Changeover can’t start: the port ${portIn(error)} is taken. Stop the other program, or set PORT.`;
  if (code === 'EACCES')
    return `Changeover can’t start: it may not use the port ${portIn(error)}. Set PORT to one above 1023.`;
  return `Changeover can’t start: ${MENDABLE.has(error.name) ? error.message : (error.stack ?? error.message)}`;
}

/**
 * Starts, or writes the one line and leaves with 1; from then on a signal stops it, a second one ends it at once.
 * @param ready says that it runs: whoever reads it may send a signal at once, so it is called when one is listened to.
 */
export async function runProcess<Running extends { readonly stop: () => Promise<void> }>(
  start: () => Promise<Running>,
  ready: (running: Running) => void = () => {},
): Promise<void> {
  let running: Running;
  try {
    running = await start();
  } catch (error) {
    process.stderr.write(`${startFailure(error)}\n`, () => process.exit(1));
    return;
  }
  let isStopping = false;
  const end = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    running.stop().then(
      () => setTimeout(() => process.exit(0), QUIET_MS),
      (error: unknown) => {
        process.stderr.write(
          `Changeover did not stop cleanly: ${error instanceof Error ? error.message : String(error)}\n`,
        );
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  ready(running);
}

function portIn(error: Error): string {
  return 'port' in error ? String(error.port) : '';
}
