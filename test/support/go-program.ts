/** Builds and runs the Go programs of test/fixtures/go, and takes them away again. */

import { execFile, type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { promisify } from "node:util";

const fixtures = join(import.meta.dirname, "../fixtures/go");
const built = join(import.meta.dirname, "../../.tools/go-fixtures");

/** The Go command, or nothing on a machine without one. */
export function findGo(): string | undefined {
  const places = [...(process.env["PATH"] ?? "").split(":"), "/usr/local/go/bin", "/usr/lib/go/bin"];
  return places.map((place) => join(place, "go")).find((go) => existsSync(go));
}

/** `go1.26.8`, with experiments as `go version` prints them. */
export async function goVersion(go: string): Promise<string> {
  return (await promisify(execFile)(go, ["env", "GOVERSION"])).stdout.trim();
}

export interface BuildOptions {
  /** With the runtime's leak profile, as far as this Go has one. */
  readonly leakProfile: boolean;
}

/** Builds one command of the fixtures, without any path of this machine in it. */
export async function buildGo(go: string, command: string, options: BuildOptions): Promise<string> {
  const version = await goVersion(go);
  const [, minor = "0"] = /^go1\.(\d+)/.exec(version) ?? [];
  // 1.26 has it as an experiment, 1.27 has it always, older ones not at all.
  const experiment = options.leakProfile && Number(minor) === 26 ? { GOEXPERIMENT: "goroutineleakprofile" } : {};
  const folder = join(built, "GOEXPERIMENT" in experiment ? "with-leak-profile" : "plain");
  await mkdir(folder, { recursive: true });
  const file = join(folder, command);
  await promisify(execFile)(go, ["build", "-trimpath", "-buildvcs=false", "-o", file, `./${command}`], {
    cwd: fixtures,
    env: { ...process.env, ...experiment, GOTOOLCHAIN: "local", GOFLAGS: "-mod=mod" },
  });
  return file;
}

export interface RunningServer {
  readonly api: string;
  readonly debug: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a server of the fixtures and waits for the line that tells its addresses. */
export async function startServer(binary: string, args: readonly string[] = []): Promise<RunningServer> {
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const told: unknown = JSON.parse(line);
    if (typeof told !== "object" || told === null || !("api" in told) || !("debug" in told)) break;
    return {
      api: `http://${String(told.api)}`,
      debug: String(told.debug),
      process: child,
      async stop() {
        child.kill("SIGTERM");
        await ended;
      },
    };
  }
  throw new Error(`${binary} ended before it was ready`);
}

/** Runs the load to its end. */
export async function runLoad(binary: string, api: string, args: readonly string[] = []): Promise<string> {
  return (await promisify(execFile)(binary, ["-target", api, ...args])).stdout;
}
