/** What Teams leaves out in a narrow or a wide view. The open renderer knows no `targetWidth`, so it is done before. */

/** Views of Teams: a phone held upright is narrow, a chat on a desktop standard, a channel wide. */
export type View = 'narrow' | 'standard' | 'wide';

const ORDER = ['verynarrow', 'narrow', 'standard', 'wide'];

/** The card (or any part of it) without the elements that are not meant for the view. */
export function forView(part: unknown, view: View): unknown {
  if (Array.isArray(part)) return part.filter((one) => isMeantFor(one, view)).map((one) => forView(one, view));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, forView(value, view)]));
}

function isMeantFor(part: unknown, view: View): boolean {
  if (typeof part !== 'object' || part === null || !('targetWidth' in part)) return true;
  const [bound = '', named] = String(part.targetWidth).toLowerCase().split(':');
  const at = ORDER.indexOf(view);
  if (named === undefined) return ORDER.indexOf(bound) === at;
  return bound === 'atleast' ? at >= ORDER.indexOf(named) : at <= ORDER.indexOf(named);
}
