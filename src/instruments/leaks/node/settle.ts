/**
 * Waits until a service has come to rest. A count that stands still is not yet rest: goroutines that wait for a
 * deadline stand still, too. So rest is believed early only when the service is back where it started; a count above
 * that gets the full time to come down.
 */

import { setTimeout as sleep } from "node:timers/promises";

/** What was seen while waiting. */
export interface Settled {
  readonly goroutines: number;
  readonly waitedMs: number;
  /** Whether the last polls agreed. */
  readonly steady: boolean;
}

/** How to wait; times in milliseconds. */
export interface SettleOptions {
  readonly limitMs: number;
  /** The number of goroutines at rest before, where it is known. */
  readonly restingCount?: number | undefined;
  readonly count: () => Promise<number>;
  readonly signal: AbortSignal;
  /** Time between two counts. */
  readonly pollMs?: number;
}

const agreeing = 3;
const usualPollMs = 300;

/** Polls until the count has been the same three times and is no higher than at rest, or the time is over. */
export async function settle(options: SettleOptions): Promise<Settled> {
  const { pollMs = usualPollMs } = options;
  const start = performance.now();
  let last = -1;
  let equal = 0;
  for (;;) {
    const goroutines = await options.count();
    equal = goroutines === last ? equal + 1 : 1;
    last = goroutines;
    const waitedMs = performance.now() - start;
    const steady = equal >= agreeing;
    const resting = options.restingCount === undefined || goroutines <= options.restingCount;
    if ((steady && resting) || waitedMs >= options.limitMs) return { goroutines, waitedMs, steady };
    await sleep(Math.min(pollMs, Math.max(1, options.limitMs - waitedMs)), undefined, { signal: options.signal });
  }
}
