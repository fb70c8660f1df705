/** What a playbook and its variants ask for when a changeover is opened. */
import type { LineInput } from './commands.ts';
import type { Asks, Playbook, Variant } from './playbook.ts';

const OLD_AND_NEW: Asks = { lines: 'oldAndNew' };

export function variantOf(playbook: Playbook, id: string | undefined): Variant | undefined {
  return playbook.variants?.find((variant) => variant.id === id);
}

/** Every way through the playbook: `undefined` is the main way of one with variants, or the only way of one without. */
export function waysOf({ variants = [], hasMainWay }: Playbook): readonly (string | undefined)[] {
  const isPlain = hasMainWay === true || variants.length === 0;
  return [...(isPlain ? [undefined] : []), ...variants.map(({ id }) => id)];
}

/** The variant's own, else the playbook's, else old lines and the new terms that replace them. */
export function asksOf(playbook: Playbook, variant: string | undefined): Asks {
  return variantOf(playbook, variant)?.asks ?? playbook.asks ?? OLD_AND_NEW;
}

/** A line that moves as it is: the terms after are those before, from the day on which the term ends. */
export function asMoved<Line extends Pick<LineInput, 'price' | 'seats' | 'renewsOn'>>(line: Line) {
  const { price, seats, renewsOn } = line;
  const moved = {
    newPrice: price,
    newSeats: seats,
    newStartsOn: renewsOn,
    isSameProduct: true,
    isMoved: true,
  } as const;
  return { ...line, ...moved };
}
