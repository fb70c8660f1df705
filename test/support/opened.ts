/** A fake world in which a changeover is open and, if wanted, the customer has joined. */
import assert from 'node:assert/strict';
import type { Changeover } from '../../changeover/changeover.ts';
import type { CommandBody, LineInput } from '../../changeover/commands.ts';
import type { Turn } from '../../loop/turn.ts';
import {
  CHANNEL,
  customerAdmin,
  fakeWorld,
  PARTNER_TENANT,
  TEAM,
  technician,
  type FakeWorld,
  type Heard,
  type Someone,
} from './fake-turn.ts';

export const OPENED_ID = '0198f0a0-0000-7000-8000-00000000000a';
export const OPENED_AT = Date.parse('2026-03-02T09:00:00Z');
export const tess = technician('Tess Tech');
export const sam = technician('Sam Second');
export const alex = customerAdmin('Alex Admin');
const CODE_HASH = 'c'.repeat(64);

/** MOSA by card, 20 licences for €12.50, 18 of them assigned, renewing on 1 June; 20 for €11.80 from 16 March. */
export function basicLine(overrides: Partial<LineInput> = {}): LineInput {
  return {
    id: 'l1',
    product: 'business-basic',
    billingAccount: 'mosa',
    payment: 'card',
    cycle: 'monthly',
    seats: 20,
    assigned: 18,
    price: { minor: 1250, currency: 'EUR' },
    renewsOn: '2026-06-01',
    newPrice: { minor: 1180, currency: 'EUR' },
    newStartsOn: '2026-03-16',
    newSeats: 20,
    isSameProduct: true,
    ...overrides,
  };
}

export interface OpenedOptions {
  readonly lines?: readonly LineInput[];
  readonly hasJoined?: boolean;
}

export async function openedWorld({ lines = [basicLine()], hasJoined = true }: OpenedOptions = {}): Promise<FakeWorld> {
  const world = await fakeWorld(OPENED_AT);
  await world.run(tess, (turn) => {
    const { playbook, hash } = turn.playbook('direct-to-csp');
    issue(turn, {
      type: 'open',
      playbook: { id: playbook.id, version: playbook.version, hash },
      checkNumber: '481902',
      customer: {
        domain: 'contoso.com',
        nameRef: turn.keepText(OPENED_ID, 'customerName', 'Contoso Bakeries'),
        zone: 'Europe/Amsterdam',
        locale: 'en',
      },
      partner: {
        tenantId: PARTNER_TENANT,
        teamId: TEAM,
        channelId: CHANNEL,
        nameRef: turn.keepText(OPENED_ID, 'partnerName', 'Fabrikam IT'),
        domain: 'fabrikam.com',
        zone: 'Europe/Amsterdam',
        locale: 'en',
      },
      lines,
      joinCode: { hash: CODE_HASH, expiresAt: OPENED_AT + 14 * 86_400_000 },
      nameRef: turn.keepText(OPENED_ID, 'personName', tess.personName),
    });
    turn.showStatus(OPENED_ID, 'anew');
  });
  if (hasJoined) {
    await world.run(alex, (turn) => {
      const nameRef = turn.keepText(OPENED_ID, 'personName', alex.personName);
      issue(turn, { type: 'join', codeHash: CODE_HASH, zone: 'Europe/Amsterdam', locale: 'en', nameRef });
    });
  }
  return world;
}

/** Answers steps one after the other, each as somebody of its side; a key is `step` or `step/line`. */
export async function answered(
  world: FakeWorld,
  ...answers: readonly (readonly [who: Someone, key: string, reference?: string])[]
): Promise<void> {
  for (const [who, key, reference] of answers) {
    const [step = '', line] = key.split('/');
    await world.run(who, (turn) => {
      const referenceRef = reference === undefined ? undefined : turn.keepText(OPENED_ID, 'reference', reference);
      issue(turn, {
        type: 'answer',
        step,
        answer: 'done',
        ...(line !== undefined && { line }),
        ...(referenceRef && { referenceRef }),
      });
    });
  }
}

/** The changeover as it is saved now. */
export function saved(world: FakeWorld): Changeover {
  return world.only();
}

/** The keys of the notices that were put into the outbox, with their side. */
export function notices(heard: Pick<Heard, 'outbox'>): readonly (readonly [side: string, text: string])[] {
  return heard.outbox.flatMap(({ to, message }) =>
    message.kind === 'notice' ? [['side' in to ? to.side : Object.values(to)[0]!, message.text] as const] : [],
  );
}

function issue(turn: Turn, body: CommandBody): void {
  const issued = turn.issue(OPENED_ID, body);
  assert.ok(issued.ok, JSON.stringify(issued));
}
