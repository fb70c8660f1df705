/** A log that keeps its lines, for tests that ask what was said to the operator. */
import { Writable } from 'node:stream';
import { createLog, type BotLog } from '../../bot/log.ts';

export type Line = Readonly<Record<string, unknown>>;

export interface QuietLog {
  readonly log: BotLog;
  readonly lines: readonly Line[];
}

export function quietLog(): QuietLog {
  const lines: Line[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString('utf8')) as Line);
      done();
    },
  });
  return { log: createLog('debug', stream), lines };
}
