import { DAY } from '../changeover/working-time.ts';
import type { Instant } from '../changeover/changeover.ts';
import type { Turn } from '../loop/turn.ts';
import { codeIn, JOIN_CODE_DAYS, makeJoinCode, makeShortCode, type FoundCode } from './join-code.ts';

/** A new code in both its forms; what is shown is never kept, what is kept never shown. */
export interface NewCode {
  readonly shown: { readonly code: string; readonly short: string; readonly expiresAt: Instant };
  readonly kept: { readonly hash: string; readonly shortHash: string; readonly expiresAt: Instant };
}

export function newCode(turn: Turn): NewCode {
  const code = makeJoinCode(turn.random.bytes(16));
  const short = makeShortCode(turn.random.bytes(5));
  const expiresAt = turn.now + JOIN_CODE_DAYS * DAY;
  return {
    shown: { code, short, expiresAt },
    kept: { hash: read(code).hash, shortHash: read(short).hash, expiresAt },
  };
}

function read(made: string): FoundCode {
  const found = codeIn(made);
  if (found === undefined) throw new Error('A join code of ours does not read.');
  return found;
}
