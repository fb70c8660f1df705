/** The prepaid-key story as plays: each function takes it one stretch further. */
import type { AnswerValue, LineId } from '../../changeover/changeover.ts';
import { prepaidKey } from '../../changeover/playbooks/prepaid-key.ts';
import {
  anOpenInput,
  carla,
  does,
  joins,
  OPENED_AT,
  ref,
  tom,
  type Given,
  type Play,
  givenOn,
} from './changeover-builder.ts';
import type { OpenInput } from '../../changeover/commands.ts';

/** A prepaid-key changeover with these plays after it was opened. */
export function prepaid(overrides: Partial<OpenInput>, ...plays: readonly Play[]): Given {
  const { id, version } = prepaidKey;
  const input = anOpenInput({ playbook: { id, version, hash: 'k'.repeat(64) }, ...overrides });
  return givenOn(prepaidKey, { actor: tom, body: { type: 'open', ...input }, at: OPENED_AT }, ...plays);
}

export function chooses(step: string, option: string): Play {
  return answers(step, { kind: 'choice', option });
}

export function typesDomain(step: string, domain: string, tenantId?: string): Play {
  return answers(step, { kind: 'domain', domain, ...(tenantId !== undefined && { tenantId }) });
}

export function counts(step: string, users: number): Play {
  return answers(step, { kind: 'counts', counts: { users } });
}

/** Agreed, prepared and the key is there, redeemable until 1 April. */
export function keyReceived(): readonly Play[] {
  return [
    joins(),
    chooses('pick-reason', 'upfront'),
    does(carla, 'agree-move'),
    does(carla, 'accept-terms'),
    does(carla, 'check-facts'),
    does(carla, 'find-canceller'),
    does(carla, 'expect-mail'),
    chooses('ask-record', 'asked'),
    does(carla, 'name-partner'),
    does(tom, 'order-key', { referenceRef: ref('ORD-7') }),
    answers('receive-key', { kind: 'day', on: '2026-04-01' }),
    counts('count-users', 18),
  ];
}

/** … and redeemed, in a tenant that was checked. */
export function redeemed(line: LineId = 'l1'): readonly Play[] {
  return [...keyReceived(), typesDomain('check-tenant', 'contoso.com'), does(tom, `redeem-key/${line}`)];
}

/** … and seen by both sides where it belongs. */
export function seen(line: LineId = 'l1'): readonly Play[] {
  return [
    ...redeemed(line),
    chooses(`find-new/${line}`, 'right'),
    typesDomain(`see-new/${line}`, 'contoso.com'),
    does(carla, `see-prepaid/${line}`),
  ];
}

/** … and the licences assigned by a person, confirmed by both: the old subscription may be ended. */
export function assigned(line: LineId = 'l1'): readonly Play[] {
  return [
    ...seen(line),
    chooses('choose-assigner', 'person'),
    does(tom, `assign-prepaid/${line}`),
    does(carla, `confirm-new/${line}`),
  ];
}

export function answers(key: string, value: AnswerValue): Play {
  return does(tom, key, { value });
}
