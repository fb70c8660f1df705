/** What a correction does: the field takes the new value, everything derived from it follows by itself. */
import type { Changeover, Instant, Line } from './changeover.ts';
import type { Correction } from './commands.ts';
import { withCounts } from './evolve-lines.ts';

type LineCorrection = Extract<Correction, { line: string }>;

export function withCorrections(changeover: Changeover, changes: readonly Correction[], at: Instant): Changeover {
  return changes.reduce((known, change) => withCorrection(known, change, at), changeover);
}

/** The line with one field put right; the same for `decide`, which looks before it accepts. */
export function correctedLine(line: Line, change: LineCorrection): Line {
  return { ...line, [change.field]: change.to };
}

export function isLineCorrection(change: Correction): change is LineCorrection {
  return 'line' in change;
}

function withCorrection(changeover: Changeover, change: Correction, at: Instant): Changeover {
  if (isLineCorrection(change)) {
    const lines = changeover.lines.map((line) => (line.id === change.line ? correctedLine(line, change) : line));
    return withCounts(changeover, lines, at);
  }
  switch (change.field) {
    case 'domain':
      return { ...changeover, customer: { ...changeover.customer, domain: change.to } };
    case 'contact':
      return { ...changeover, customer: { ...changeover.customer, contactRef: change.to } };
    case 'support':
      return { ...changeover, supportRef: change.to };
  }
}
