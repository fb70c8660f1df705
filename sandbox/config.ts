/** Settings that only local mode has. */
import { z } from 'zod';
import { ConfigError } from '../bot/config-errors.ts';
import { hasAppId, parseEnvironment, readConfig } from '../bot/config.ts';
import type { Config, Environment } from '../bot/config.ts';

export type SandboxConfig = Config & {
  /** Ports of the customer's and of the technician's Teams window. */
  readonly clientPorts: readonly [number, number];
};

const PORTS = 'two different ports, such as 56150,56151';
const WITH_APP_ID = {
  what: 'MicrosoftAppId is set, and local mode does not exist beside a real bot',
  remedy: 'start the bot with npm start, or unset it for local mode',
};

const Settings = z.object({
  LOG_LEVEL: z.string().optional(),
  CLIENT_PORTS: z
    .string()
    .default('56150,56151')
    .transform((text, context): readonly [number, number] => {
      const [, first = '', second = ''] = /^(\d{1,5}) *, *(\d{1,5})$/.exec(text) ?? [];
      const ports = [Number(first), Number(second)] as const;
      if (ports[0] === ports[1] || !ports.every((port) => port > 0 && port < 65_536)) context.addIssue(PORTS);
      return ports;
    }),
});

/** @throws ConfigError also when an app id is configured: nothing of the sandbox may exist beside a real bot. */
export function readSandboxConfig(env: Environment): SandboxConfig {
  if (hasAppId(env)) throw new ConfigError([WITH_APP_ID]);
  const { CLIENT_PORTS, LOG_LEVEL } = parseEnvironment(Settings, env);
  const config = readConfig(env);
  // A newcomer reads the few lines that we print; the log speaks up when something is wrong.
  return { ...config, clientPorts: CLIENT_PORTS, logLevel: LOG_LEVEL === undefined ? 'warn' : config.logLevel };
}
