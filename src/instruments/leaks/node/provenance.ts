/** What is known about the program whose goroutines were captured: program, build id, Go version, commit. */

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { readBuildId } from "../build-id.ts";
import type { Exchange } from "./exchange.ts";
import { readCommandLine } from "./pprof-endpoint.ts";
import { summariseCommandLine } from "./process-identity.ts";
import { got, TargetError } from "./target-error.ts";

/** Facts for the manifest; each only where it could be learned. */
export interface Provenance {
  readonly program?: string;
  readonly commandLineSha256?: string;
  readonly buildId?: string;
  readonly commit?: string;
}

/** A goroutine profile unpacks to a few megabytes at most. */
const maxProfileBytes = 256 * 1024 * 1024;

/** Asks the service for its name and looks into the first profile taken. */
export async function learnProvenance(
  exchange: Exchange,
  profile: { readonly file: string; readonly url: string } | undefined,
  signal: AbortSignal,
): Promise<Provenance> {
  const buildId = profile === undefined ? undefined : await buildIdOf(profile.file, profile.url);
  const program = await programOf(exchange, signal);
  return { ...program, ...(buildId === undefined ? {} : { buildId }) };
}

async function programOf(exchange: Exchange, signal: AbortSignal): Promise<Provenance> {
  try {
    const { program, sha256 } = summariseCommandLine(await readCommandLine(exchange, signal));
    return { program, commandLineSha256: sha256 };
  } catch (error) {
    // Not every mount serves it; the capture is as good without.
    if (error instanceof TargetError && error.code === "target-missing") return {};
    throw error;
  }
}

async function buildIdOf(profile: string, subject: string): Promise<string | undefined> {
  const bytes = await readFile(profile);
  if (bytes[0] !== 0x1f) return readBuildId(bytes);
  try {
    return readBuildId(await promisify(gunzip)(bytes, { maxOutputLength: maxProfileBytes }));
  } catch (cause) {
    const ending = cause instanceof Error && "code" in cause && cause.code === "Z_BUF_ERROR";
    throw new TargetError(
      "target-content",
      subject,
      got((m) => (ending ? m.truncatedGzip : m.damagedGzip)),
      cause,
    );
  }
}

/** Where continuous integration systems tell the commit. */
const commitVariables = [
  "GITHUB_SHA",
  "CI_COMMIT_SHA",
  "BUILDKITE_COMMIT",
  "CIRCLE_SHA1",
  "BITBUCKET_COMMIT",
  "DRONE_COMMIT_SHA",
  "BUILD_SOURCEVERSION",
  "GIT_COMMIT",
];

/** The commit as given, resolved where the working folder knows the name; else what the CI system tells. */
export async function commitOf(
  given: string | undefined,
  context: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<string | undefined> {
  if (given === undefined)
    return commitVariables.map((name) => context.env[name]).find((value) => value !== undefined && value !== "");
  try {
    const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${given}^{commit}`];
    return (await promisify(execFile)("git", words, { cwd: context.cwd })).stdout.trim();
  } catch {
    return given;
  }
}
