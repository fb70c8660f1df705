/** How long what was asked is kept, in milliseconds: a file that was looked at, and a changeover that waits for a second yes. */
export const HOUR = 3_600_000;
export const WEEK = 7 * 24 * HOUR;
