/**
 * What can go wrong around a gate: its commands, the service it starts, restarts, interruptions. Every case must end
 * undecided with the reason, with no process and no half-written folder left.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { gateCommand } from "../../src/instruments/leaks/node/gate-command.ts";
import { type Answer, heapText, pprof, send } from "../support/pprof-server.ts";
import { type Ran, runCommand } from "../support/run-command.ts";
import { closedPort, type Listening, serve } from "../support/servers.ts";

let cwd = "";
const open: Listening[] = [];

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "assay-gate-"));
});

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  rmSync(cwd, { recursive: true, force: true });
});

async function service(answers: Readonly<Record<string, Answer>> = {}): Promise<string> {
  const server = await serve(pprof(answers));
  open.push(server);
  return server.host;
}

type Options = Parameters<typeof runCommand>[1];

function gate(options: Options, load: readonly string[], signal?: AbortSignal): Promise<Ran> {
  const quick = { settle: 50, skipGc: true, skipConfirm: true };
  const passthrough = load.map((word) => word.replaceAll("$CWD", cwd));
  return runCommand(gateCommand, { ...quick, ...options }, { cwd, passthrough, ...(signal ? { signal } : {}) });
}

const sh = (script: string): string[] => ["sh", "-c", script];
const reasons = (ran: Ran): string[] => (ran.verdict?.undecided ?? []).map((text) => text.en);
const archives = (): string[] => (existsSync(join(cwd, "assay-out")) ? readdirSync(join(cwd, "assay-out")) : []);

/** A server program of a few lines that answers like pprof, for what needs a process. */
function serverProgram(): string {
  const file = join(cwd, "server.mjs");
  const support = join(import.meta.dirname, "../support/pprof-server.ts");
  writeFileSync(
    file,
    `import { createServer } from "node:http";
     import { heapText, pprof, send } from ${JSON.stringify(support)};
     const heap = send(heapText(Date.now(), 1 + Number(process.env.COLLECTED ?? 0)));
     console.log("listening", process.pid);
     createServer(pprof({ "heap?debug=1": heap })).listen(Number(process.argv[2]), "127.0.0.1");`,
  );
  return file;
}

const portOf = (host: string): string => host.split(":")[1] ?? "";

/** Whether the process runs. One that ended and that nobody has asked about yet (a container without init) does not. */
function alive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

describe("the load", () => {
  test("runs once a round, between snapshots", async () => {
    const target = await service();
    const ran = await gate({ target, rounds: 3, warmup: `echo warm >> ${cwd}/ran` }, sh("echo load >> $CWD/ran"));
    expect(readFileSync(join(cwd, "ran"), "utf8")).toBe("warm\nload\nload\nload\n");
    expect(ran.stderr.match(/^snapshot [A-Z]/gm)).toEqual(["snapshot A", "snapshot B", "snapshot C", "snapshot D"]);
    expect(archives()).toHaveLength(1);
  });

  test("that fails leaves it undecided, says its exit code, and keeps what was seen before", async () => {
    const ran = await gate({ target: await service() }, sh("exit 7"));
    expect(ran.code).toBe(3);
    expect(reasons(ran)[0]).toContain("the load command ended with exit code 7");
    const [name = ""] = archives();
    const manifest = JSON.parse(readFileSync(join(cwd, "assay-out", name, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ complete: false, snapshots: [{ label: "A" }] });
  });

  test("that was ended by a signal is named so", async () => {
    expect(reasons(await gate({ target: await service() }, sh("kill -9 $$")))[0]).toContain("was ended by SIGKILL");
  });

  test("that does not exist is told", async () => {
    const ran = await gate({ target: await service() }, ["no-such-load"]);
    expect(reasons(ran)[0]).toContain("could not be started: command not found");
    expect(ran.code).toBe(3);
  });

  test("that is missing is a usage error before anything is asked or started", async () => {
    const ran = await gate({ target: "localhost:1", start: `touch ${cwd}/started` }, []);
    expect(ran.code).toBe(2);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("cannot leave work behind in the background", async () => {
    await gate({ target: await service(), rounds: 1 }, sh("sleep 600 & echo $! > $CWD/pid"));
    const pid = Number(readFileSync(join(cwd, "pid"), "utf8"));
    await vi.waitFor(() => expect(alive(pid)).toBe(false));
  });

  test("is not run when the service cannot be reached or the warm-up fails", async () => {
    const nobody = await gate({ target: await closedPort() }, sh("touch $CWD/loaded"));
    expect(reasons(nobody)[0]).toContain("got a refused connection");
    const cold = await gate({ target: await service(), warmup: "exit 4" }, sh("touch $CWD/loaded"));
    expect(reasons(cold)[0]).toContain("the warm-up command ended with exit code 4");
    expect([nobody.code, cold.code]).toEqual([3, 3]);
    // No snapshot was taken, so there is no folder either.
    expect(readdirSync(cwd, { recursive: true })).toEqual(["assay-out"]);
  });
});

describe("a service that the gate starts", () => {
  test("is waited for, judged, and ended with all it started", async () => {
    const target = await closedPort();
    const start = `echo $$ > ${cwd}/pid; sleep 600 & echo $! > ${cwd}/child; exec node ${serverProgram()} ${portOf(target)}`;
    const ran = await gate({ target, start, rounds: 1 }, ["true"]);
    expect(ran.stderr).toMatch(/the service answers after [\s\S]*snapshot B[\s\S]*stopping the service/);
    for (const name of ["pid", "child"]) {
      const pid = Number(readFileSync(join(cwd, name), "utf8"));
      await vi.waitFor(() => expect(alive(pid)).toBe(false));
    }
    const [name = ""] = archives();
    expect(readFileSync(join(cwd, "assay-out", name, "service.log"), "utf8")).toContain("listening");
  });

  test("that ends at once is told with its last words", async () => {
    const ran = await gate({ target: await closedPort(), start: "echo port is taken; exit 5" }, ["true"]);
    expect(ran.code).toBe(3);
    expect(reasons(ran).slice(0, 2)).toEqual([
      "the service ended with exit code 5: echo port is taken; exit 5",
      "the last it said: port is taken",
    ]);
  });

  test("that never answers is given up after its time", async () => {
    const target = await closedPort();
    const ran = await gate({ target, start: `echo $$ > ${cwd}/pid; exec sleep 600`, startTimeout: 300 }, ["true"]);
    expect(reasons(ran)[0]).toContain("the service did not answer within 300ms");
    expect(alive(Number(readFileSync(join(cwd, "pid"), "utf8")))).toBe(false);
  });

  test("that dies under load is told, and not that nobody answers", async () => {
    const target = await closedPort();
    const start = `echo $$ > ${cwd}/pid; exec node ${serverProgram()} ${portOf(target)}`;
    const ran = await gate({ target, start }, sh("kill -9 $(cat $CWD/pid); sleep 0.3"));
    expect(reasons(ran)[0]).toContain("the service was ended by SIGKILL");
    expect(ran.code).toBe(3);
  });

  test("is not mistaken for another that has its address already", async () => {
    const ran = await gate({ target: await service(), start: "exit 1" }, ["true"]);
    expect(reasons(ran)[0]).toContain("the service ended with exit code 1");
  });

  test("that restarts between two snapshots leaves it undecided", async () => {
    const target = await closedPort();
    const start = `while :; do COLLECTED=$n node ${serverProgram()} ${portOf(target)} & echo $! > ${cwd}/pid; wait; n=9; done`;
    const answers = `until curl -sf http://${target}/debug/pprof/ >/dev/null; do sleep 0.1; done`;
    const ran = await gate({ target, start }, sh(`kill $(cat $CWD/pid); sleep 0.2; ${answers}`));
    expect(reasons(ran)[0]).toContain("the service was restarted between two snapshots");
    expect(ran.code).toBe(3);
  });
});

test("another process behind the same address leaves it undecided", async () => {
  let asked = 0;
  const heap: Answer = (request, response) => send(heapText(asked++ === 0 ? 1_000 : 9_000, 3))(request, response);
  const ran = await gate({ target: await service({ "heap?debug=1": heap }) }, ["true"]);
  expect(reasons(ran)[0]).toContain("restarted between two snapshots");
});

test("an interruption ends load and service and leaves nothing behind", async () => {
  const target = await closedPort();
  const interrupt = new AbortController();
  const start = `echo $$ > ${cwd}/service; exec node ${serverProgram()} ${portOf(target)}`;
  const running = gate({ target, start }, sh("echo $$ > $CWD/load; exec sleep 600"), interrupt.signal);
  await vi.waitFor(() => expect(existsSync(join(cwd, "load"))).toBe(true), { timeout: 20_000 });
  interrupt.abort();
  const ran = await running;
  expect(ran.code).toBe(3);
  expect(ran.verdict).toBeUndefined();
  for (const name of ["service", "load"]) expect(alive(Number(readFileSync(join(cwd, name), "utf8")))).toBe(false);
  expect(archives()).toEqual([]);
});

test("a count that keeps moving is told in the report", async () => {
  let count = 3;
  const moving: Answer = (request, response) =>
    send(`<tr><td>${count++}</td><td><a href='goroutine?debug=1'>goroutine</a></td></tr>`)(request, response);
  const ran = await gate({ target: await service({ "": moving }), rounds: 1 }, ["true"]);
  const remarks = ran.verdict?.remarks.map((text) => text.en) ?? [];
  expect(remarks.find((text) => text.includes("still moving"))).toContain("A, B");
});
