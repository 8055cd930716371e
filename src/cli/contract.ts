/**
 * What an instrument offers to the command line, and what the command line gives it in return.
 * Instruments import types from here and nothing else of this shell: progress, printing, language and limits
 * arrive in the context.
 */

import type { Lang, Text } from "../base/messages.ts";
import type { Verdict } from "../verdict/verdict.ts";
import type { Policy } from "../verdict/policy.ts";

/** HOUSE exit codes: 0 pass or warn · 1 verdict fail · 2 usage or unusable input · 3 undecided · 4 internal. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** How an option's value is written and what the command receives. */
export interface OptionKinds {
  readonly flag: boolean;
  readonly text: string;
  /** May be given several times. */
  readonly list: readonly string[];
  readonly number: number;
  /** `500ms`, `30s`, `10m`, `1h30m`; received in milliseconds. */
  readonly duration: number;
  /** `64MiB`, `10MB`, `4096`; received in bytes. */
  readonly size: number;
}

/** One option of a command; its name is its key in `Command.options`, written in camelCase and typed `--kebab-case`. */
export interface OptionSpec<K extends keyof OptionKinds = keyof OptionKinds> {
  readonly kind: K;
  /** Placeholder in help, e.g. `URL`. Flags have none. */
  readonly value?: string;
  readonly short?: string;
  readonly summary: Text;
  readonly default?: OptionKinds[K];
  readonly required?: boolean;
  /** The closed set of values, for completion and checking. */
  readonly choices?: readonly string[];
  /** Not shown in help. */
  readonly hidden?: boolean;
  /** Completes file names. */
  readonly files?: boolean;
}

export type OptionSpecs = { readonly [name: string]: OptionSpec };

/** What `run` receives: a value for every option that is required, has a default or is a flag or list; maybe one for the others. */
export type OptionValues<O extends OptionSpecs> = {
  readonly [K in keyof O]: O[K] extends
    | { readonly required: true }
    | { readonly default: unknown }
    | { readonly kind: "flag" | "list" }
    ? OptionKinds[O[K]["kind"]]
    : OptionKinds[O[K]["kind"]] | undefined;
};

/** A positional argument; only the last one may repeat. */
export interface ArgumentSpec {
  readonly name: string;
  readonly summary: Text;
  readonly required?: boolean;
  readonly repeats?: boolean;
  readonly files?: boolean;
}

/** One command, as data: help, documentation and shell completion are made from it. */
export interface Command<O extends OptionSpecs = OptionSpecs> {
  /** `["leaks", "judge"]`. */
  readonly path: readonly string[];
  readonly summary: Text;
  /** Paragraphs for `--help` and docs/cli.md. */
  readonly description?: Text;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: O;
  /** Also takes what `judged` commands take: `--report`, `--json`, `--policy`. */
  readonly reports?: boolean;
  /** Takes everything after `--` as a command to run. */
  readonly passthrough?: boolean;
  readonly examples: readonly { readonly command: string; readonly summary: Text }[];
  run(context: CommandContext, input: CommandInput<O>): Promise<ExitCode>;
}

export interface CommandInput<O extends OptionSpecs = OptionSpecs> {
  readonly arguments: readonly string[];
  readonly options: OptionValues<O>;
  /** What stood after `--`. */
  readonly passthrough: readonly string[];
}

/** A stream for people: standard output or standard error. */
export interface Terminal {
  /** Writes as is. Nothing is written after the reader has gone away (EPIPE). */
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width in columns; 80 where unknown, `COLUMNS` respected. */
  readonly columns: number;
  /** Whether colour may be used: a TTY, no NO_COLOR, or FORCE_COLOR. */
  readonly color: boolean;
}

/** A line that tells how far long work is; silent unless standard error is a TTY and half a second has passed. */
export interface Progress {
  /** `done` and `total` in any one unit; without `total` a counter is shown. */
  update(done: number, total?: number): void;
  /** Says what is being done now. */
  say(label: Text): void;
  end(): void;
}

export interface CommandContext {
  readonly lang: Lang;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** Aborted by Ctrl-C or SIGTERM; a second Ctrl-C ends the process at once. */
  readonly signal: AbortSignal;
  /** Whether `--json` was given: standard output belongs to the JSON document alone. */
  readonly json: boolean;
  progress(label: Text): Progress;
  /** The effective policy: `--policy FILE`, else `assay.yaml` in the working folder or above up to the repository's root, else the defaults. */
  policy(): Promise<Policy>;
  now(): Date;
  /** Writes the verdict to every report asked for (terminal on standard output by default) and gives its exit code. */
  deliver(verdict: Verdict): Promise<ExitCode>;
}
