/** What `work` comes to, or undefined when it takes longer than so many milliseconds; then nobody waits for it any more. */
export async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), limitMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
