import type { LicenceReader, LicenceTenant, WriteConsent } from '../loop/licence-ports.ts';
import { createGraph, type Graph } from './graph.ts';
import { createGraphTokens, type GraphApp, type GraphTokens } from './graph-tokens.ts';
import { licencesOver } from './licences.ts';
import { writeConsentOver } from './write-consent.ts';

/** A batch of twenty writes takes its time; a lease and a doubt wait longer than this. */
const DEADLINE_MS = 30_000;

/** Licences over Microsoft's own Graph: read with the one application's tokens, written with the other one's. */
export function openLicences(apps: { readonly read: GraphApp; readonly write: GraphApp }): {
  readonly tenant: LicenceTenant;
  readonly consent: WriteConsent;
} {
  const writing = createGraphTokens(apps.write);
  const graphOf = (tokens: GraphTokens): Graph => createGraph({ tokens, deadlineMs: DEADLINE_MS });
  const tenant = licencesOver(graphOf(createGraphTokens(apps.read)), graphOf(writing));
  return { tenant, consent: writeConsentOver(writing) };
}

/** The same, where licences are read and never written. */
export function openLicenceReader(app: GraphApp): LicenceReader {
  const graph = createGraph({ tokens: createGraphTokens(app), deadlineMs: DEADLINE_MS });
  return licencesOver(graph, graph);
}
