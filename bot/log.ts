/** Log lines as JSON on standard output: a fixed message, variable fields, ids only. */
import { pino, type DestinationStream, type Logger } from 'pino';
import type { Log } from '../loop/ports.ts';
import type { Config } from './config.ts';

/** A log whose lines can all carry the same fields, such as the correlation id of one turn. */
export interface BotLog extends Log {
  child(fields: Readonly<Record<string, string>>): BotLog;
}

/** Names of fields that never hold anything fit for a log, wherever somebody puts them. */
const SECRET_FIELDS = ['authorization', 'token', 'password', 'secret', 'privateKey', 'databaseUrl', 'text', 'name'];
const SECRET_IN_TEXT = /Bearer\s+[\w.~+/=-]+|eyJ[\w-]{8,}\.[\w.-]+|(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;

export function createLog(level: Config['logLevel'], destination?: DestinationStream): BotLog {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[removed]' },
    serializers: { err: errorFields },
  };
  const logger: Logger = destination === undefined ? pino(options) : pino(options, destination);
  return logger;
}

/** What a log keeps of an error: an SDK's error also carries requests with their headers and bodies. */
function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: masked(String(error)) };
  const { name, message, stack } = error;
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  return {
    type: name,
    message: masked(message),
    ...(code !== undefined && { code }),
    ...(stack !== undefined && { stack: masked(stack) }),
    ...(error.cause !== undefined && { cause: errorFields(error.cause) }),
  };
}

function masked(text: string): string {
  return text.replace(SECRET_IN_TEXT, '[removed]');
}
