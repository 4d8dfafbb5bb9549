import pLimit from "p-limit";

/** Maps with at most `limit` at work, results in input order. After an abort no further item is started; those are left out. */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T, index: number) => Promise<R>,
  signal: AbortSignal,
): Promise<readonly R[]> {
  const run = pLimit(Math.max(1, limit));
  const results = await Promise.all(
    items.map((item, index) => run(async () => (signal.aborted ? null : { value: await map(item, index) }))),
  );
  return results.filter((result) => result !== null).map((result) => result.value);
}
