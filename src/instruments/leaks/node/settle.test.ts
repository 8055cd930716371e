import { expect, test } from "vitest";
import { settle } from "./settle.ts";

/** Counts through the list, and stays at its last number. */
function counting(...counts: number[]): { count: () => Promise<number>; asked: () => number } {
  let asked = 0;
  return { count: () => Promise.resolve(counts[Math.min(asked++, counts.length - 1)] ?? 0), asked: () => asked };
}

const signal = new AbortController().signal;

test("three equal counts are rest", async () => {
  const { count, asked } = counting(9, 7, 5, 5, 5, 4);
  expect(await settle({ limitMs: 60_000, count, signal, pollMs: 10 })).toMatchObject({ goroutines: 5, steady: true });
  expect(asked()).toBe(5);
});

test("a standstill above the count at rest waits until the time is over", async () => {
  const { count } = counting(20);
  const settled = await settle({ limitMs: 100, restingCount: 10, count, signal, pollMs: 10 });
  expect(settled).toMatchObject({ goroutines: 20, steady: true });
  expect(settled.waitedMs).toBeGreaterThanOrEqual(100);
});

test("coming back to the count at rest ends the wait", async () => {
  const { count } = counting(20, 20, 20, 20, 10);
  const settled = await settle({ limitMs: 600_000, restingCount: 10, count, signal, pollMs: 10 });
  expect(settled).toMatchObject({ goroutines: 10, steady: true });
});

test("a count that keeps moving is not steady", async () => {
  let n = 0;
  const settled = await settle({ limitMs: 100, pollMs: 10, count: () => Promise.resolve(n++), signal });
  expect(settled.steady).toBe(false);
});

test("an interruption ends it", async () => {
  const stop = new AbortController();
  const waiting = settle({ limitMs: 600_000, restingCount: 0, count: () => Promise.resolve(1), signal: stop.signal });
  stop.abort();
  await expect(waiting).rejects.toThrow("abort");
});
