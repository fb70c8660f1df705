import type { Log } from '../../loop/ports.ts';

/** For tests that look at other things than the log. */
export const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
