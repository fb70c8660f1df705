/** Fetches a file that a person sent: from where Teams keeps files and nowhere else, up to a size, within a time. */
import type { Log } from '../loop/ports.ts';
import { MOST_FILE_BYTES } from './sheet.ts';

const LIMIT_MS = 8_000;
const HOSTS = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us', '.sharepoint.cn'] as const;

export type FetchFile = (url: string) => Promise<Uint8Array | undefined>;

/** @param isLocal local mode: files come from this machine. Undefined for what can't be fetched, and for what is too large. */
export function createFileDownload(isLocal: boolean, log: Log): FetchFile {
  return async (address) => {
    const url = URL.parse(address);
    if (url === null || !isTrusted(url, isLocal)) {
      log.warn({ host: url?.host ?? 'none' }, 'a file from elsewhere was not fetched');
      return undefined;
    }
    try {
      // The address carries its own permission; one that leads elsewhere is not followed.
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(LIMIT_MS) });
      if (response.ok && response.body !== null) return await bytesOf(response.body);
      log.warn({ status: response.status }, 'a file could not be fetched');
    } catch (error) {
      log.warn({ err: error }, 'a file could not be fetched');
    }
    return undefined;
  };
}

function isTrusted({ protocol, hostname, port, username }: URL, isLocal: boolean): boolean {
  if (isLocal) return protocol === 'http:' && hostname === '127.0.0.1';
  const isTeams = HOSTS.some((host) => hostname.toLowerCase().endsWith(host));
  return protocol === 'https:' && port === '' && username === '' && isTeams;
}

/** What is larger is cut right behind the limit, by which whoever reads it knows. */
async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part);
    length += part.length;
    if (length > MOST_FILE_BYTES) break;
  }
  return new Uint8Array(Buffer.concat(parts));
}
