/** Runs a command in this process, the way the command line would, and gives back what it said. */

import type { Command, CommandContext, ExitCode, OptionKinds } from "../../src/cli/contract.ts";
import type { Lang } from "../../src/base/messages.ts";
import { effectivePolicy } from "../../src/verdict/effective-policy.ts";
import type { Verdict } from "../../src/verdict/verdict.ts";

type Given = OptionKinds[keyof OptionKinds];

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** What the command had delivered, if it judged. */
  readonly verdict?: Verdict;
}

const codes: Readonly<Record<Verdict["status"], ExitCode>> = { pass: 0, warn: 0, fail: 1, undecided: 3 };

export async function runCommand(
  command: Command,
  options: Readonly<Record<string, Given>>,
  surroundings: {
    /** Told everything as it is said. */
    heard?: (text: string) => void;
    cwd: string;
    env?: Record<string, string>;
    lang?: Lang;
    signal?: AbortSignal;
    passthrough?: readonly string[];
  },
): Promise<Ran> {
  const said = { stdout: "", stderr: "" };
  let verdict: Verdict | undefined;
  const terminal = (name: "stdout" | "stderr") => ({
    write(text: string) {
      said[name] += text;
      surroundings.heard?.(text);
    },
    isTTY: false,
    columns: 80,
    color: false,
  });
  const context: CommandContext = {
    lang: surroundings.lang ?? "en",
    cwd: surroundings.cwd,
    env: { PATH: process.env["PATH"], ...surroundings.env },
    stdin: (async function* () {})(),
    stdout: terminal("stdout"),
    stderr: terminal("stderr"),
    signal: surroundings.signal ?? new AbortController().signal,
    json: false,
    progress: () => ({ update() {}, say() {}, end() {} }),
    policy: () => Promise.resolve(effectivePolicy({}, [])),
    now: () => new Date(),
    deliver(delivered) {
      verdict = delivered;
      return Promise.resolve(codes[delivered.status]);
    },
  };
  const values: Record<string, Given> = {};
  for (const [name, option] of Object.entries(command.options)) {
    if (option.default !== undefined) values[name] = option.default;
    else if (option.kind === "flag") values[name] = false;
    else if (option.kind === "list") values[name] = [];
  }
  const code = await command.run(context, {
    arguments: [],
    options: { ...values, ...options },
    passthrough: surroundings.passthrough ?? [],
  });
  return { code, ...said, ...(verdict === undefined ? {} : { verdict }) };
}
