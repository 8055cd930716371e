/**
 * How long a service stood still while it was being asked for a profile, as its clients would feel it: a second
 * connection asks a tiny question over and over, and the longest wait is compared with the usual one. This is an upper
 * bound that contains the network and this program's own hiccups.
 */

import type { Exchange } from "./exchange.ts";
import { readCommandLine } from "./pprof-endpoint.ts";
import { TargetError } from "./target-error.ts";

/** The usual wait, and the way to watch one step. */
export interface PauseProbe {
  readonly usualMs: number;
  /** Watches while `step` runs; gives its result and how much longer than usual the longest wait was. */
  during<T>(step: () => Promise<T>, signal: AbortSignal): Promise<{ readonly value: T; readonly pauseMs: number }>;
}

const warmUps = 9;
const restMs = 1;

/** Asks a few times to learn the usual wait; nothing where the tiny question is not served. The exchange must be the probe's own, or it would wait for the step itself. */
export async function openPauseProbe(exchange: Exchange, signal: AbortSignal): Promise<PauseProbe | undefined> {
  const waits: number[] = [];
  try {
    for (let i = 0; i < warmUps; i++) waits.push(await ask(exchange, signal));
  } catch (error) {
    if (error instanceof TargetError && error.code === "target-missing") return undefined;
    throw error;
  }
  // The first ones pay for the connection; the median is not moved by them.
  const usualMs = waits.toSorted((a, b) => a - b)[Math.floor(warmUps / 2)] ?? 0;
  return {
    usualMs,
    async during(step, stepSignal) {
      const over = new AbortController();
      const watch = watchUntil(exchange, over.signal, stepSignal);
      try {
        const value = await step();
        over.abort();
        return { value, pauseMs: Math.max(0, (await watch) - usualMs) };
      } finally {
        over.abort();
        await watch;
      }
    },
  };
}

async function watchUntil(exchange: Exchange, over: AbortSignal, signal: AbortSignal): Promise<number> {
  let longest = 0;
  while (!over.aborted && !signal.aborted) {
    try {
      longest = Math.max(longest, await ask(exchange, signal));
    } catch {
      // The step itself tells what is wrong with the service; the probe only measures.
      return longest;
    }
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
  return longest;
}

async function ask(exchange: Exchange, signal: AbortSignal): Promise<number> {
  const start = performance.now();
  await readCommandLine(exchange, signal);
  return performance.now() - start;
}
