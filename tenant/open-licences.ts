import type { LicenceTenant, WriteConsent } from '../loop/licence-ports.ts';
import { createGraph } from './graph.ts';
import { createGraphTokens, type GraphApp } from './graph-tokens.ts';
import { licencesOver } from './licences.ts';
import { writeConsentOver } from './write-consent.ts';

/** A batch of twenty writes takes its time; a lease and a doubt wait longer than this. */
const DEADLINE_MS = 30_000;

/** Licences over Microsoft's own Graph, with the application's tokens. */
export function openLicences(app: GraphApp): { readonly tenant: LicenceTenant; readonly consent: WriteConsent } {
  const tokens = createGraphTokens(app);
  const tenant = licencesOver(createGraph({ tokens, deadlineMs: DEADLINE_MS }));
  return { tenant, consent: writeConsentOver(tokens, app.clientId) };
}
