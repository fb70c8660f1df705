import type { Changeover } from './changeover.ts';
import type { CommandBody, LineFindings } from './commands.ts';

/** What a look shows beside the counts and facts that lines and evidence hold already. */
const SHOWN = [
  'newSeats',
  'newSince',
  'oldOwner',
  'newOwner',
  'isOneProduct',
  'isAlike',
  'usersWithout',
  'oldInGrace',
  'isInPartners',
] as const;

/** True when a look shows something that the one before did not, or not so. A look that tells less is not news. */
export function isSeenAnew(
  { findings, tenant }: Extract<CommandBody, { type: 'recordReading' }>,
  { changeover }: { readonly changeover: Changeover },
): boolean {
  const { link } = changeover;
  if (link?.trouble) return true;
  if (tenant && inOrder(tenant) !== inOrder(link?.seen?.tenant ?? {})) return true;
  return findings.some((found) => {
    const before = link?.seen?.lines.find((one) => one.line === found.line);
    return (
      SHOWN.some((name) => found[name] !== undefined && found[name] !== before?.[name]) || isClearer(found, before)
    );
  });
}

/** It was unclear which is which, and is not any more. */
function isClearer(found: LineFindings, before: LineFindings | undefined): boolean {
  return before?.isAlike === true && found.isAlike === undefined;
}

/** A snapshot comes back from the store with its fields in another order. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
