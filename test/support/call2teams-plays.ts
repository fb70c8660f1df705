/** A Call2Teams move as commands, a stretch at a time: for rules and for the gallery. */
import type { AnswerValue, Listed } from '../../changeover/changeover.ts';
import { call2teamsMove } from '../../changeover/playbooks/call2teams-move.ts';
import { carla, does, givenOn, joins, opens, ref, tom, type Given, type Play } from './changeover-builder.ts';

/** Monday 16 March 2026, 19:00 to 22:00 in Berlin, where the partner is. */
export const WINDOW = { from: Date.parse('2026-03-16T18:00:00Z'), to: Date.parse('2026-03-16T21:00:00Z') };

export function moveOn(variant: 'assisted' | 'self-service', ...plays: readonly Play[]): Given {
  const pin = { id: call2teamsMove.id, version: call2teamsMove.version, hash: 'c'.repeat(64) };
  return givenOn(call2teamsMove, opens({ playbook: pin, variant, lines: [] }), ...plays);
}

export function chooses(step: string, option: string): Play {
  return does(tom, step, { value: { kind: 'choice', option } });
}

/** `{ 'Fabrikam / Contoso': 'client' }`: a name with what became of it. */
export function lists(step: string, outcomes: Readonly<Record<string, string>>, at?: number): Play {
  const items = Object.entries(outcomes).map(([name, outcome], i): Listed => ({
    id: `n${i + 1}`,
    labelRef: ref(name),
    outcome,
  }));
  return does(tom, step, { value: { kind: 'list', items }, ...(at !== undefined && { at }) });
}

/** The domains that the service desk was asked about, by their number on that list. */
export const DOMAINS = { n1: 'sbc1.vendor.example', n2: 'contoso.com', n3: 'sbc7.vendor.example' } as const;

/** What became of some of them, in a list that has them from another one. */
export function settles(step: string, outcomes: Readonly<Partial<Record<keyof typeof DOMAINS, string>>>): Play {
  const items = (['n1', 'n2', 'n3'] as const).flatMap((id): Listed[] => {
    const outcome = outcomes[id];
    return outcome === undefined ? [] : [{ id, labelRef: ref(DOMAINS[id]), outcome }];
  });
  return does(tom, step, { value: { kind: 'list', items } });
}

export function counts(step: string, pbx: number, trunk: number): Play {
  return does(tom, step, { value: { kind: 'counts', counts: { pbx, trunk } } });
}

export function ticks(actor: typeof tom, step: string, ids: readonly string[], at?: number): Play {
  const value: AnswerValue = { kind: 'list', items: ids.map((id) => ({ id, outcome: 'ticked' })) };
  return does(actor, step, { value, ...(at !== undefined && { at }) });
}

export interface Case {
  readonly scope?: 'whole' | 'users';
  readonly owner?: 'changes' | 'stays';
  readonly bought?: 'partner' | 'marketplace';
  readonly accounts?: Readonly<Record<string, string>>;
}

const ONE_CLIENT = { 'Northwind / Contoso': 'client' };

/** What moves is known; the customer has joined. */
export function mapped({ scope = 'whole', owner = 'stays', bought = 'partner', accounts }: Case = {}): readonly Play[] {
  return [
    joins(),
    chooses('choose-scope', scope),
    chooses('choose-owner', owner),
    lists('call-accounts', accounts ?? ONE_CLIENT),
    chooses('call-bought', bought),
    counts('count-old-calls', 12, 3),
  ];
}

export function permitted(): readonly Play[] {
  return [
    does(tom, 'old-permission', { referenceRef: ref('letter of 3 March') }),
    does(tom, 'new-permission', { referenceRef: ref('letter of 4 March') }),
  ];
}

/** … and the new account is there, empty, with as many licences: the case can be opened. */
export function readyToMove(of: Case = {}): readonly Play[] {
  return [
    ...mapped(of),
    chooses('choose-tenant', 'same'),
    ...(of.owner === 'changes' ? permitted() : []),
    does(tom, 'create-account', { noteRef: ref('Fabrikam / Contoso') }),
    counts('count-new-calls', 12, 3),
    does(tom, 'account-empty'),
  ];
}

/** … and the vendor has moved it. */
export function moved(of: Case = {}): readonly Play[] {
  return [
    ...readyToMove(of),
    does(tom, 'desk-case', { referenceRef: ref('case 7781') }),
    ...(of.scope === 'users' ? [does(tom, 'old-account-stays')] : []),
    does(tom, 'account-moved'),
  ];
}

/** … and the calls work in the new account, its two domains in order. */
export function called(): readonly Play[] {
  return [
    lists('leftover-policies', {}),
    does(tom, 'sync-new-calls'),
    ticks(carla, 'test-call', ['out', 'in']),
    chooses('count-domains', 'two'),
  ];
}

/** Self-service up to the agreed window: the new account is complete. */
export function windowAgreed(of: Case = {}): readonly Play[] {
  return [
    ...mapped(of),
    ...(of.owner === 'changes' ? permitted() : []),
    does(tom, 'create-account', { noteRef: ref('Fabrikam / Contoso') }),
    counts('count-new-calls', 12, 3),
    ticks(tom, 'fill-account', ['services', 'users', 'administrators', 'numbers']),
    does(tom, 'agree-window', { value: { kind: 'window', ...WINDOW } }),
  ];
}

/** … but there is a domain too many: the vendor confirms two of the three as its own. */
export function asked(): readonly Play[] {
  return [
    ...called().slice(0, -1),
    chooses('count-domains', 'more'),
    lists('vendor-domains', { [DOMAINS.n1]: 'vendors', [DOMAINS.n2]: 'notVendors', [DOMAINS.n3]: 'vendors' }),
  ];
}
