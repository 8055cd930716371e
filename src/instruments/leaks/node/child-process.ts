/**
 * Runs somebody else's command, a load or a service, in a process group of its own, so that all it started can be
 * ended with it: when asked, when the run is interrupted, and when this program itself ends.
 */

import { spawn, type StdioOptions } from "node:child_process";

/** How a command ended. */
export type Ending =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "signalled"; readonly signal: string }
  | { readonly kind: "not-started"; readonly reason: string };

/** A command that is running or over. */
export interface Child {
  /** Settles when the command has ended, never rejects. */
  readonly ended: Promise<Ending>;
  /** Asks the whole group to end, and ends it when it does not listen. */
  stop(): Promise<Ending>;
}

/** What to run: words as they are, or a line for the shell. */
export type CommandLine = { readonly argv: readonly string[] } | { readonly shell: string };

/** How long a group may take to end by itself after SIGTERM. */
const graceMs = 5_000;

/** Starts the command; it is stopped when the signal fires. */
export function startChild(
  command: CommandLine,
  options: {
    readonly stdio: StdioOptions;
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly signal: AbortSignal;
  },
): Child {
  const [file = "", ...words] = "shell" in command ? ["/bin/sh", "-c", command.shell] : command.argv;
  const child = spawn(file, words, { stdio: options.stdio, cwd: options.cwd, env: { ...options.env }, detached: true });
  let over = false;
  // The group may outlive its leader: a shell that went away leaves its children behind.
  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Nobody is left in the group.
    }
  };
  const lastWord = (): void => signalGroup("SIGKILL");
  process.once("exit", lastWord);
  const ended = new Promise<Ending>((resolve) => {
    child.once("error", (error) => resolve({ kind: "not-started", reason: reasonOf(error) }));
    child.once("exit", (code, signal) => {
      resolve(code === null ? { kind: "signalled", signal: signal ?? "" } : { kind: "exited", code });
    });
  }).finally(() => {
    over = true;
  });
  const stop = async (): Promise<Ending> => {
    signalGroup("SIGTERM");
    const patience = setTimeout(signalGroup, graceMs, "SIGKILL");
    const ending = await ended;
    clearTimeout(patience);
    signalGroup("SIGKILL");
    process.off("exit", lastWord);
    options.signal.removeEventListener("abort", interrupted);
    return ending;
  };
  const interrupted = (): void => void stop();
  options.signal.addEventListener("abort", interrupted, { once: true });
  if (options.signal.aborted && !over) interrupted();
  return { ended, stop };
}

function reasonOf(error: Error): string {
  return "code" in error && error.code === "ENOENT" ? "command not found" : error.message;
}
