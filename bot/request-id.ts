import type { Response } from 'restify';

/** The header that tells whoever asked under which id the log has it. */
export const REQUEST_ID = 'X-Request-Id';

/** The correlation id of the request that is answered. */
export function requestIdOf(res: Response): string {
  return String(res.getHeader(REQUEST_ID));
}
