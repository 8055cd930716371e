/**
 * Finds and reads the policy of a run: the file that was named, else `assay.yaml` (or `assay.yml`) in the working
 * folder or above it up to the root of the repository, else the defaults. YAML and zod are loaded only when there is
 * a file to read.
 */

import { readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Text } from "../../base/messages.ts";
import { say } from "../../base/messages.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { effectivePolicy } from "../effective-policy.ts";
import type { RuleId } from "../finding.ts";
import { en } from "../messages/policy-en.ts";
import { zh } from "../messages/policy-zh.ts";
import type { Policy, PolicySection } from "../policy.ts";
import type { PolicyProblem } from "../policy-problem.ts";

const words = { en, zh };

/** In order of preference. */
const FILE_NAMES = ["assay.yaml", "assay.yml"] as const;

/** As `MAX_POLICY_BYTES` of the reader: checked before the bytes are read. */
const MAX_FILE_BYTES = 1_048_576;

export interface LoadPolicyOptions {
  readonly cwd: string;
  /** The file that was named, relative to `cwd`; it must exist. */
  readonly file?: string;
  readonly sections: readonly PolicySection<unknown>[];
  /** Every rule there is, so that misspelt ones are refused. */
  readonly rules?: readonly RuleId[];
}

/** A policy file that cannot be used, and everything that is wrong with it. */
export interface PolicyFailure {
  readonly file: string;
  readonly problems: readonly PolicyProblem[];
}

export async function loadPolicy(options: LoadPolicyOptions): Promise<Result<Policy, PolicyFailure>> {
  const root = await repositoryRoot(options.cwd);
  const found =
    options.file === undefined ? await findPolicyFile(options.cwd, root) : ok(resolve(options.cwd, options.file));
  if (!found.ok) return found;
  const path = found.value;
  if (path === undefined) return ok(effectivePolicy({}, options.sections));

  const file = shownPath(path, root ?? options.cwd);
  const text = await readText(path);
  if (!text.ok) return err({ file, problems: [problemOfFile(text.error)] });
  const { parsePolicy } = await import("../parse-policy.ts");
  const parsed = parsePolicy(text.value, {
    file,
    sections: options.sections,
    ...(options.rules === undefined ? {} : { rules: options.rules }),
  });
  return parsed.ok ? parsed : err({ file, problems: parsed.error });
}

/**
 * The nearest folder at or above `cwd` that holds a `.git`; without one only `cwd` itself is looked into, so that a
 * file somebody left in a shared folder such as `/tmp` rules nothing.
 */
export async function repositoryRoot(cwd: string): Promise<string | undefined> {
  for (const folder of upwards(cwd)) if (await exists(join(folder, ".git"))) return folder;
  return undefined;
}

async function findPolicyFile(
  cwd: string,
  root: string | undefined,
): Promise<Result<string | undefined, PolicyFailure>> {
  const last = root ?? resolve(cwd);
  for (const folder of upwards(cwd)) {
    const present: string[] = [];
    for (const name of FILE_NAMES) if (await exists(join(folder, name))) present.push(join(folder, name));
    const [one, other] = present.map((path) => shownPath(path, last));
    if (one !== undefined && other !== undefined) {
      return err({ file: one, problems: [problemOfFile(say(words, (m) => m.twoFiles(one, other)))] });
    }
    if (present[0] !== undefined) return ok(present[0]);
    if (folder === last) break;
  }
  return ok(undefined);
}

function* upwards(cwd: string): Generator<string> {
  let folder = resolve(cwd);
  for (;;) {
    yield folder;
    const parent = dirname(folder);
    if (parent === folder) return;
    folder = parent;
  }
}

async function readText(path: string): Promise<Result<string, Text>> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) return err(say(words, (m) => m.yaml.codes["too-large"]));
    const bytes = await readFile(path);
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    if (cause instanceof TypeError) return err(say(words, (m) => m.notUtf8));
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    return err(say(words, (m) => m.unreadable(why)));
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Relative to the repository where possible, with forward slashes: the same on every machine. */
function shownPath(path: string, base: string): string {
  const inside = relative(base, path);
  return inside.startsWith("..") ? path : inside.replaceAll(sep, "/");
}

function problemOfFile(message: Text): PolicyProblem {
  return { line: 1, column: 1, path: "", message };
}
