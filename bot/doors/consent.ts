/** The door that Microsoft's page of consent sends an administrator back to: its answer, parsed once. Nothing in it is believed. */
import { readConsentState } from '../../dialogs/consent-state.ts';
import type { ConsentAnswer } from '../../loop/take-consent.ts';

const TENANT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Undefined for what is no answer to a link of ours. A parameter that comes twice is none. */
export function hearConsent(query: URLSearchParams): ConsentAnswer | undefined {
  const one = (name: string): string => (query.getAll(name).length === 1 ? (query.get(name) ?? '') : '');
  const state = readConsentState(one('state'));
  if (state === undefined) return undefined;
  const isGranted = one('admin_consent').toLowerCase() === 'true' && !query.has('error');
  const tenantId = TENANT.test(one('tenant')) ? { tenantId: one('tenant').toLowerCase() } : {};
  return { ...state, isGranted, ...tenantId };
}
