import type { TenantReader } from '../loop/reading-ports.ts';
import { createGraph } from './graph.ts';
import { createGraphTokens, type GraphApp } from './graph-tokens.ts';
import { createTenantReader } from './reading.ts';

/** Reads tenants over Microsoft's own Graph, with the application's tokens. @param wait real milliseconds. */
export function openTenantReader(app: GraphApp, wait: (ms: number) => Promise<void>): TenantReader {
  return createTenantReader({ graph: createGraph({ tokens: createGraphTokens(app) }), wait });
}
