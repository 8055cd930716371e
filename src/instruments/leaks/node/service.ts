/** A service that the gate starts itself: in its own process group, its output in the archive, waited for until it answers. */

import { open, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { printableLine } from "../../../base/printable.ts";
import { type Child, type Ending, startChild } from "./child-process.ts";
import { TargetError } from "./target-error.ts";

/** A service that was started. */
export interface Service extends Child {
  /** How it ended, if it has. */
  readonly ending: Ending | undefined;
  /** The end of what it printed. */
  lastWords(): Promise<string>;
}

/** Starts it; what it prints goes into the file. */
export async function startService(
  command: string,
  options: {
    readonly log: string;
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly signal: AbortSignal;
  },
): Promise<Service> {
  const log = await open(options.log, "wx");
  try {
    const child = startChild(
      { shell: command },
      { stdio: ["ignore", log.fd, log.fd], cwd: options.cwd, env: options.env, signal: options.signal },
    );
    let ending: Ending | undefined;
    void child.ended.then((how) => (ending = how));
    return {
      ...child,
      get ending() {
        return ending;
      },
      lastWords: async () => lastLines(await readFile(options.log, "utf8")),
    };
  } finally {
    await log.close();
  }
}

const shownLines = 8;
const shownCharacters = 1_000;

function lastLines(text: string): string {
  return printableLine(text.trim().split("\n").slice(-shownLines).join(" ⏎ ")).slice(-shownCharacters);
}

const pollMs = 100;

/** A service that is starting may refuse, reset or not exist yet; any other answer is its answer. */
const stillStarting = new Set(["target-refused", "target-unreachable", "target-closed", "target-timeout"]);

/**
 * Asks until the service answers. Gives the time it took, the reason of the last failure when the time is over, or
 * nothing when it ended.
 */
export async function waitUntilReady(
  service: Service,
  ask: () => Promise<unknown>,
  options: { readonly limitMs: number; readonly signal: AbortSignal },
): Promise<{ readonly readyAfterMs: number } | { readonly failure: TargetError } | { readonly ended: Ending }> {
  const start = performance.now();
  for (;;) {
    try {
      await ask();
      // Somebody else may be answering at the address while our service could not have it.
      await sleep(pollMs, undefined, { signal: options.signal });
      if (service.ending !== undefined) return { ended: service.ending };
      return { readyAfterMs: performance.now() - start };
    } catch (error) {
      if (!(error instanceof TargetError) || !stillStarting.has(error.code)) throw error;
      if (service.ending !== undefined) return { ended: service.ending };
      if (performance.now() - start > options.limitMs) return { failure: error };
    }
    await sleep(pollMs, undefined, { signal: options.signal });
  }
}
