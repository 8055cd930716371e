/** The collector against real Go programs: what it learns, what it leaves out, and how it knows a restart. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { captureCommand } from "../../src/instruments/leaks/node/capture-command.ts";
import { loadCapture } from "../../src/instruments/leaks/node/capture-folder.ts";
import type { Manifest } from "../../src/instruments/leaks/node/manifest.ts";
import { buildGo, findGo, goVersion, runLoad, type RunningServer, startServer } from "../support/go-program.ts";
import { type Ran, runCommand } from "../support/run-command.ts";

const go = findGo();
if (go === undefined) console.warn("skipped: capture of real Go programs: no go command on this machine");

describe.skipIf(go === undefined)("a real Go service", () => {
  let cwd = "";
  const bin = { server: "", leaky: "", load: "" };
  const running: RunningServer[] = [];
  let hasLeakProfile = false;

  beforeAll(async () => {
    if (go === undefined) return;
    bin.server = await buildGo(go, "healthy-server", { leakProfile: false });
    bin.leaky = await buildGo(go, "leaky-server", { leakProfile: true });
    bin.load = await buildGo(go, "load", { leakProfile: false });
    hasLeakProfile = Number(/^go1\.(\d+)/.exec(await goVersion(go))?.[1] ?? 0) >= 26;
  });

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "assay-go-"));
  });

  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
    rmSync(cwd, { recursive: true, force: true });
  });

  async function up(binary: string, args: readonly string[] = []): Promise<RunningServer> {
    const server = await startServer(binary, args);
    running.push(server);
    return server;
  }

  const capture = (target: string, options: Parameters<typeof runCommand>[1] = {}): Promise<Ran> =>
    runCommand(captureCommand, { target, output: join(cwd, "out"), ...options }, { cwd });
  const manifest = (): Manifest => JSON.parse(readFileSync(join(cwd, "out/manifest.json"), "utf8"));

  test("is recorded with its program, its build and the proof that it is one process", async () => {
    const server = await up(bin.server);
    await runLoad(bin.load, server.api, ["-ramp", "10", "-streams", "2"]);
    const ran = await capture(server.debug, { snapshots: 2, every: 10, gc: true, commit: "HEAD^{no such}" });
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(manifest()).toMatchObject({
      program: "healthy-server",
      process: "same",
      complete: true,
      commit: "HEAD^{no such}",
      snapshots: [{ label: "A" }, { label: "B" }],
    });
    expect(manifest().buildId).toMatch(/^[0-9a-f]{16,}$/);
    const { snapshots } = await loadCapture(join(cwd, "out"));
    for (const { file } of snapshots) expect(readFileSync(file, "utf8")).toMatch(/^goroutine \d+ \[running\]/);
  });

  test("with its cost for every step", async () => {
    const server = await up(bin.server);
    await capture(server.debug);
    const [snapshot] = manifest().snapshots;
    expect(snapshot?.cost.map(({ step }) => step)).toEqual(["count", "process", "proto", "text"]);
    for (const cost of snapshot?.cost ?? []) {
      expect(cost.wallMs).toBeGreaterThan(0);
      expect(cost.pauseMs).toBeGreaterThanOrEqual(0);
    }
  });

  test("that was restarted in between is noticed, also when its counters have caught up", async () => {
    const first = await up(bin.server);
    await runLoad(bin.load, first.api, ["-ramp", "5", "-streams", "1"]);
    const address = new URL(first.api).host;
    const waiting = Promise.withResolvers<void>();
    const heard = (text: string): void => {
      if (text.startsWith("waiting")) waiting.resolve();
    };
    const options = { target: first.debug, output: join(cwd, "out"), snapshots: 2, every: 3_000, gc: true };
    const taking = runCommand(captureCommand, options, { cwd, heard });
    await waiting.promise;
    await first.stop();
    const second = await up(bin.server, ["-listen", address, "-debug", first.debug]);
    await runLoad(bin.load, second.api, ["-ramp", "20", "-requests", "20"]);
    const ran = await taking;
    expect(ran.stdout).toContain("the service was restarted in between");
    expect(ran.code).toBe(3);
    expect(manifest().process).toBe("different");
  });

  test("above the guard gives no full dump, and the reason", async () => {
    const server = await up(bin.server);
    const ran = await capture(server.debug, { maxGoroutines: 5 });
    expect(ran.stdout).toMatch(/full dump \(debug=2\) left out: \d+ goroutines/);
    const [snapshot] = manifest().snapshots;
    expect(snapshot?.artefacts.map(({ shape }) => shape)).toEqual(["proto"]);
    expect(snapshot?.skipped).toMatchObject([{ what: "text" }]);
    expect((await loadCapture(join(cwd, "out"))).snapshots[0]?.file).toMatch(/A-goroutine\.pb\.gz$/);
  });

  test("whose dump would be too long gives none, and the reason", async () => {
    const server = await up(bin.server);
    const ran = await capture(server.debug, { maxText: 1024 });
    expect(ran.stdout).toMatch(/full dump \(debug=2\) left out: it would be about .* the limit is 1 KiB/);
  });

  test("on a unix socket", async () => {
    const server = await up(bin.server, ["-debug", `unix:${join(cwd, "debug.sock")}`]);
    expect(await capture(`unix:${server.debug}`)).toMatchObject({ code: 0, stderr: "" });
  });

  test("without a leak profile says so", async () => {
    const plain = await up(bin.server);
    expect((await capture(plain.debug)).stdout).toContain("leak profile not available");
  });

  test("with a leak profile gives it twice", async (context) => {
    if (!hasLeakProfile) context.skip("this Go has no goroutineleak profile");
    const leaky = await up(bin.leaky);
    await runLoad(bin.load, leaky.api, ["-ramp", "10", "-streams", "2"]);
    await capture(leaky.debug);
    const { leakProfiles } = await loadCapture(join(cwd, "out"));
    expect(leakProfiles).toHaveLength(2);
    for (const file of leakProfiles) expect(readFileSync(file, "utf8")).toContain("main.ask");
  });
});
