import assert from 'node:assert/strict';
import { join } from 'node:path';
import { importsOf, importsOfSource, type Import } from './support/arrows.ts';

/** Which room may import which. `types` lists rooms of which only types may be imported. */
interface Room {
  readonly may: readonly string[];
  readonly types?: readonly string[];
  /** Packages that this room alone (or with the others that name them) may import; a prefix. */
  readonly packages?: readonly string[];
  readonly node?: boolean;
}

const ROOMS: Readonly<Record<string, Room>> = {
  changeover: { may: [], packages: ['temporal-polyfill', 'date-holidays', 'zod'], node: false },
  cards: { may: ['changeover'], packages: ['intl-messageformat', 'zod'], node: false },
  loop: { may: ['changeover', 'cards'] },
  dialogs: { may: ['changeover', 'cards'], types: ['loop'], packages: ['botbuilder', 'botbuilder-dialogs', 'zod'] },
  store: { may: ['changeover'], types: ['loop'], packages: ['pg', 'pg-boss', '@electric-sql/pglite'] },
  tenant: { may: ['changeover'], types: ['loop'] },
  bot: { may: ['changeover', 'cards', 'loop', 'dialogs', 'store', 'tenant'] },
  manifest: { may: ['bot'] },
  sandbox: { may: ['changeover', 'cards', 'loop', 'dialogs', 'store', 'tenant', 'bot', 'manifest'] },
  bench: { may: ['changeover', 'cards', 'loop', 'dialogs', 'store', 'tenant', 'bot', 'manifest', 'sandbox', 'test'] },
  test: { may: ['changeover', 'cards', 'loop', 'dialogs', 'store', 'tenant', 'bot', 'manifest', 'sandbox', 'bench'] },
};
/** Rooms that may import any package; the others only those that they name. */
const FREE = new Set(['bot', 'sandbox', 'manifest', 'bench', 'test', 'tenant', 'loop']);
/** The Bot Framework SDK is at its end: only these files move the day it is replaced. */
const BOTBUILDER = /^(bot|dialogs|test|bench)\/|^store\/bot-storage\.ts$/;

const root = join(import.meta.dirname, '..');

describe('the arrows', () => {
  it('point only where the design lets them', () => {
    const breaches = importsOf(root).flatMap((one) => breachOf(one) ?? []);
    assert.deepEqual(breaches, [], `\n${breaches.join('\n')}\n`);
  });

  it('are without cycles', () => {
    assert.deepEqual(cyclesIn(importsOf(root)), []);
  });

  it('are really looked at: a breach of each kind is found', () => {
    const found = (file: string, text: string): readonly string[] =>
      importsOfSource(root, file, text).flatMap((one) => breachOf(one) ?? []);
    assert.match(
      found('changeover/x.ts', `import { a } from '../loop/tick.ts';`)[0]!,
      /changeover may not import loop/,
    );
    assert.match(found('changeover/x.ts', `import { readFileSync } from 'node:fs';`)[0]!, /node:/);
    assert.match(found('changeover/x.ts', `import pg from 'pg';`)[0]!, /package pg/);
    assert.match(found('loop/x.ts', `export { a } from 'botbuilder';`)[0]!, /botbuilder/);
    assert.match(found('bot/x.ts', `const a = import('../sandbox/main.ts');`)[0]!, /bot may not import sandbox/);
    assert.match(found('dialogs/x.ts', `import { tick } from '../loop/tick.ts';`)[0]!, /only types/);
    assert.deepEqual(found('dialogs/x.ts', `import type { Turn } from '../loop/turn.ts';`), []);
    const loop = [
      ...importsOfSource(root, 'bot/a.ts', `import { b } from './b.ts';`),
      ...importsOfSource(root, 'bot/b.ts', `import { a } from './a.ts';`),
    ];
    assert.equal(cyclesIn(loop).length, 1);
  });
});

function breachOf(one: Import): string | undefined {
  const from = roomOf(one.file);
  const at = `${one.file}:${one.line}`;
  const room = from === undefined ? undefined : ROOMS[from];
  // Files at the root only start things.
  if (from === undefined || room === undefined) return undefined;
  if (one.target === undefined) return packageBreach(one, from, room, at);
  const to = roomOf(one.target);
  if (to === undefined || to === from || room.may.includes(to)) return undefined;
  if (room.types?.includes(to)) {
    return one.isTypeOnly
      ? undefined
      : `${at}: ${from} may import only types of ${to}. Write "import type", or pass the function in from bot/.`;
  }
  return `${at}: ${from} may not import ${to}. Move the piece to ${from} or below, or take it as an argument (a port).`;
}

function packageBreach(one: Import, from: string, room: Room, at: string): string | undefined {
  const { specifier } = one;
  if (specifier.startsWith('node:')) {
    return room.node === false
      ? `${at}: ${from} is pure and may not import ${specifier}. Do it at the edge and pass the result in.`
      : undefined;
  }
  if (specifier.startsWith('botbuilder') || specifier.startsWith('botframework')) {
    return BOTBUILDER.test(one.file)
      ? undefined
      : `${at}: botbuilder is imported in bot/, dialogs/ and store/bot-storage.ts alone. Use a port of loop/ports.ts.`;
  }
  if (FREE.has(from) || room.packages?.some((name) => specifier === name || specifier.startsWith(`${name}/`)))
    return undefined;
  return `${at}: ${from} may not import the package ${specifier}. Only ${room.packages?.join(', ') ?? 'none'}.`;
}

function roomOf(path: string): string | undefined {
  return path.includes('/') ? path.split('/')[0] : undefined;
}

/** Each cycle once, as `a → b → a`; imports of types alone are passed over, they vanish at run time. */
function cyclesIn(imports: readonly Import[]): readonly string[] {
  const next = new Map<string, string[]>();
  for (const one of imports) {
    if (one.target !== undefined && !one.isTypeOnly) next.set(one.file, [...(next.get(one.file) ?? []), one.target]);
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return cycles;
}
