/**
 * One instance of the bot as a process of its own, for the proofs: the real composition on real stores, with a clock that
 * is ahead of this machine's by a fixed time. It may be killed at any moment. Writes `ready` once it works.
 */
import { enableCompileCache } from 'node:module';
import { buildApp } from '../../bot/app.ts';
import { createLog } from '../../bot/log.ts';
import { runProcess } from '../../bot/start-up.ts';
import { systemRandom } from '../../bot/system.ts';

export interface InstanceOptions {
  readonly place: { readonly databaseUrl: string } | { readonly dataDir: string };
  /** Its clock, ahead of the machine's, in milliseconds. */
  readonly aheadMs: number;
  readonly keepsLimits: boolean;
}

// A fleet starts and starts again: what was compiled once is not compiled anew.
enableCompileCache();
const { place, aheadMs, keepsLimits } = JSON.parse(process.argv[2] ?? '') as InstanceOptions;
const config = {
  dataDir: '',
  ...place,
  host: '127.0.0.1',
  port: 0,
  client: 'off',
  logLevel: 'error',
  rateLimit: 10_000,
  keepsLimits,
} as const;
const clock = { now: () => Date.now() + aheadMs };
const app = buildApp(config, { clock, random: systemRandom, log: createLog('error') });
await runProcess(
  async () => ({ ...(await app.start()), stop: () => app.stop() }),
  ({ url }) => process.stdout.write(`ready ${url}\n`),
);
