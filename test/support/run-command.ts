/** Runs a command in this process, the way the command line would, and gives back what it said. */

import type { Command, CommandContext, ExitCode, OptionKinds } from "../../src/cli/contract.ts";
import type { Lang } from "../../src/base/messages.ts";

type Given = OptionKinds[keyof OptionKinds];

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runCommand(
  command: Command,
  options: Readonly<Record<string, Given>>,
  surroundings: {
    cwd: string;
    env?: Record<string, string>;
    lang?: Lang;
    signal?: AbortSignal;
    passthrough?: readonly string[];
  },
): Promise<Ran> {
  const said = { stdout: "", stderr: "" };
  const terminal = (name: "stdout" | "stderr") => ({
    write: (text: string) => void (said[name] += text),
    isTTY: false,
    columns: 80,
    color: false,
  });
  const context: CommandContext = {
    lang: surroundings.lang ?? "en",
    cwd: surroundings.cwd,
    env: surroundings.env ?? {},
    stdin: (async function* () {})(),
    stdout: terminal("stdout"),
    stderr: terminal("stderr"),
    signal: surroundings.signal ?? new AbortController().signal,
    json: false,
    progress: () => ({ update() {}, say() {}, end() {} }),
    policy: () => Promise.reject(new Error("no policy in this test")),
    now: () => new Date(),
    deliver: () => Promise.reject(new Error("no verdict in this test")),
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
  return { code, ...said };
}
