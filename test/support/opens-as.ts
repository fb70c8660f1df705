/** Opens a changeover of any playbook and variant, with what that asks for. */
import { asksOf } from '../../changeover/asks.ts';
import type { LineInput } from '../../changeover/commands.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { anOpenInput, opens, ref, type Play } from './changeover-builder.ts';

/** @param lines of any product; those that the playbook does not have become typed ones. */
export function opensAs(playbook: Playbook, variant: string | undefined, lines: readonly LineInput[]): Play {
  const asks = asksOf(playbook, variant);
  const { customer, partner } = anOpenInput();
  const known = new Set(playbook.products.map(({ id }) => id));
  const own = lines.map((line) =>
    known.has(line.product)
      ? line
      : { ...line, product: 'other', labelRef: ref(line.product), isPerUser: line.product !== 'azure' },
  );
  return opens({
    playbook: { id: playbook.id, version: playbook.version, hash: 'p'.repeat(64) },
    ...(variant !== undefined && { variant }),
    lines: asks.lines === 'none' ? [] : own,
    ...(asks.customer === 'self' && { customer: { ...customer, domain: partner.domain } }),
  });
}
