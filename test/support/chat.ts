/** Talks to the whole conversation as a client does: texts, buttons of real cards, installs. Every turn is also a restart. */
import assert from 'node:assert/strict';
import { ActivityTypes, TurnContext, type Activity } from 'botbuilder';
import type { Changeover } from '../../changeover/changeover.ts';
import type { CommandBody, LineInput } from '../../changeover/commands.ts';
import { createConverse, type ConversePorts } from '../../dialogs/converse.ts';
import { hashJoinCode, makeJoinCode, normaliseJoinCode } from '../../dialogs/join-code.ts';
import type { Said } from '../../dialogs/said.ts';
import { typedDomainOf } from '../../dialogs/typed-domain.ts';
import type { Turn } from '../../loop/turn.ts';
import { buttonsIn, submitOf, type DrawnCard } from './card-reading.ts';
import { aLine } from './changeover-builder.ts';
import { SilentAdapter } from './dialog-driver.ts';
import {
  CHANNEL,
  PARTNER_TENANT,
  TEAM,
  type FakeWorld,
  type Heard,
  type Someone,
  type TurnOptions,
} from './fake-turn.ts';

export interface Chat {
  types(who: Someone, text: string, options?: TurnOptions & { readonly attachments?: number }): Promise<Heard>;
  /** Presses the button with that title, with what was typed into the card's fields. */
  presses(
    who: Someone,
    card: DrawnCard,
    title: string,
    typed?: Record<string, string>,
    options?: TurnOptions,
  ): Promise<Heard>;
  /** Sends a payload that no card of ours may have made. */
  sends(
    who: Someone,
    data: Record<string, unknown>,
    surface?: 'submit' | 'execute',
    options?: TurnOptions,
  ): Promise<Heard>;
  installs(who: Someone): Promise<Heard>;
  uninstalls(who: Someone): Promise<Heard>;
  /** Runs `meanwhile` inside the turn, after it has loaded and before it is saved. */
  says(who: Someone, said: Said, meanwhile?: () => Promise<unknown>): Promise<Heard>;
}

/** @param ports what the conversation looks up outside. */
export function chatIn(world: FakeWorld, ports: ConversePorts = {}): Chat {
  const hear = async (
    who: Someone,
    said: Said,
    options: TurnOptions = {},
    meanwhile?: () => Promise<unknown>,
  ): Promise<Heard> => {
    let isFirst = true;
    const typedDomain = await typedDomainOf(said, ports.tenantOfDomain);
    return world.run(
      who,
      async (turn) => {
        const context = new TurnContext(new SilentAdapter(), activityOf(said));
        await createConverse(ports)(context, turn, said);
        if (isFirst) await meanwhile?.();
        isFirst = false;
      },
      {
        ...options,
        ...codeOf(said),
        ...(typedDomain && { typedDomain }),
        door: said.kind === 'press' ? 'card' : 'message',
      },
    );
  };
  const sends: Chat['sends'] = (who, data, surface = 'submit', options = {}) =>
    hear(who, { kind: 'press', verb: textIn(data['verb']), data, surface }, options);
  return {
    types: (who, text, { attachments = 0, ...options } = {}) => hear(who, { kind: 'text', text, attachments }, options),
    presses(who, card, title, typed = {}, options = {}) {
      const button = buttonsIn(card).find((one) => one['title'] === title);
      const surface = button?.['type'] === 'Action.Execute' ? 'execute' : 'submit';
      return sends(who, submitOf(card, title, typed), surface, options);
    },
    sends,
    installs: (who) => hear(who, { kind: 'installed' }),
    uninstalls: (who) => hear(who, { kind: 'uninstalled' }),
    says: (who, said, meanwhile) => hear(who, said, {}, meanwhile),
  };
}

export const JOIN_CODE = makeJoinCode(Uint8Array.from({ length: 16 }, (_, i) => (i * 37 + 11) % 256));
export const WRONG_CODE = makeJoinCode(Uint8Array.from({ length: 16 }, (_, i) => (i * 53 + 7) % 256));

/** Opens a changeover of Fabrikam for contoso.com, to be joined with `JOIN_CODE` for 14 days; returns its id. */
export async function openIn(
  world: FakeWorld,
  by: Someone,
  lines: readonly LineInput[] = [aLine()],
  playbookId = 'direct-to-csp',
  variant?: string,
): Promise<string> {
  const id = world.random.id();
  await issueIn(
    world,
    by,
    (turn) => {
      const { playbook, hash } = turn.playbook(playbookId);
      return {
        type: 'open',
        playbook: { id: playbook.id, version: playbook.version, hash },
        ...(variant !== undefined && { variant }),
        checkNumber: '314159',
        customer: {
          domain: 'contoso.com',
          nameRef: turn.keepText(id, 'customerName', 'Contoso Bakeries'),
          zone: 'Europe/Amsterdam',
          locale: 'en',
        },
        partner: {
          tenantId: PARTNER_TENANT,
          teamId: TEAM,
          channelId: CHANNEL,
          nameRef: turn.keepText(id, 'partnerName', 'Fabrikam IT'),
          domain: 'fabrikam.com',
          zone: 'Europe/Berlin',
          locale: 'en',
        },
        lines,
        joinCode: { hash: hashOf(JOIN_CODE), expiresAt: turn.now + 14 * 86_400_000 },
      };
    },
    id,
  );
  return id;
}

/** One command of somebody, outside the conversation; throws when it is refused. */
export async function issueIn(
  world: FakeWorld,
  who: Someone,
  body: (turn: Turn) => CommandBody,
  id = world.only().id,
): Promise<Changeover> {
  await world.run(who, (turn) => {
    const issued = turn.issue(id, body(turn));
    assert.ok(issued.ok, JSON.stringify(issued));
  });
  return world.changeovers.get(id)!;
}

/** Answers steps with done, `step` or `step/line`, a minute apart. */
export async function doesIn(world: FakeWorld, who: Someone, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const [step = key, line] = key.split('/');
    world.now += 60_000;
    await issueIn(world, who, (turn) => ({
      type: 'answer',
      step,
      answer: 'done',
      ...(line !== undefined && { line }),
      ...(step === 'order-new' && { referenceRef: turn.keepText(world.only().id, 'reference', 'order 4711') }),
      ...(step === 'tell-support' && {
        noteRef: turn.keepText(world.only().id, 'support', 'Call Fabrikam, +31 20 555 01 03'),
      }),
    }));
  }
}

/** A customer's admin joins without the conversation. */
export async function joinsIn(world: FakeWorld, who: Someone): Promise<void> {
  world.now += 60_000;
  await issueIn(world, who, (turn) => ({
    type: 'join',
    codeHash: hashOf(JOIN_CODE),
    zone: who.zone,
    locale: who.locale,
    nameRef: turn.keepText(world.only().id, 'personName', who.personName),
  }));
}

function hashOf(code: string): string {
  return hashJoinCode(normaliseJoinCode(code) ?? '');
}

/** As the door does it: the code alone is looked up, wherever it stands. */
function codeOf(said: Said): { readonly joinCodeHash?: string } {
  const text = said.kind === 'text' ? said.text : said.kind === 'press' ? textIn(said.data['code']) : '';
  const code = normaliseJoinCode(text);
  return code === undefined ? {} : { joinCodeHash: hashJoinCode(code) };
}

function activityOf(said: Said): Partial<Activity> {
  const isExecute = said.kind === 'press' && said.surface === 'execute';
  const spoken = said.kind === 'text' ? { text: said.text } : said.kind === 'press' ? { value: said.data } : {};
  return { type: isExecute ? ActivityTypes.Invoke : ActivityTypes.Message, ...spoken };
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
