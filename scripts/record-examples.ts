/**
 * Records examples/leaky-service: a real run of the leaky fixture, captured before a load, after it, after a second
 * one, and its leak profile. Needs Go 1.26 or newer. Run: node scripts/record-examples.ts
 */

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { countGoroutines } from "../src/instruments/leaks/node/collector.ts";
import { openExchange } from "../src/instruments/leaks/node/exchange.ts";
import { usualLimits } from "../src/instruments/leaks/node/limits.ts";
import { readHeapTail, saveProfile, type Shape } from "../src/instruments/leaks/node/pprof-endpoint.ts";
import { settle } from "../src/instruments/leaks/node/settle.ts";
import { resolveTarget } from "../src/instruments/leaks/node/target.ts";
import { buildGo, findGo, goVersion, runLoad, startServer } from "../test/support/go-program.ts";

const folder = join(import.meta.dirname, "../examples/leaky-service");
const go = findGo();
if (go === undefined) throw new Error("expected a go command, found none");
const [server, load] = await Promise.all([
  buildGo(go, "leaky-server", { leakProfile: true }),
  buildGo(go, "load", { leakProfile: false }),
]);
const service = await startServer(server);
const { signal } = new AbortController();
const target = await resolveTarget({ address: service.debug, headers: [], headersFromEnv: [], insecure: false }, {});
const exchange = openExchange(target, usualLimits);
await mkdir(folder, { recursive: true });

async function record(shape: Shape, name: string): Promise<void> {
  const file = join(folder, name);
  await rm(file, { force: true });
  const { sizeBytes } = await saveProfile(exchange, shape, file, signal);
  process.stdout.write(`${name}: ${sizeBytes} bytes\n`);
}

async function rest(): Promise<void> {
  const count = (): Promise<number> => countGoroutines(exchange, signal);
  await settle({ limitMs: 20_000, count, signal });
  await readHeapTail(exchange, { gc: true }, signal);
  await settle({ limitMs: 20_000, count, signal });
}

try {
  const args = ["-ramp", "10,20,10", "-requests", "10", "-streams", "4"];
  // The first load is the warm-up: pools and caches exist before the first look.
  await runLoad(load, service.api, ["-ramp", "40,20", "-requests", "2", "-streams", "1"]);
  for (const name of ["before.txt", "after.txt", "later.txt"]) {
    await rest();
    await record("text", name);
    if (name !== "later.txt") await runLoad(load, service.api, args);
  }
  await record("leak-text", "goroutineleak.txt");
} finally {
  exchange.close();
  await service.stop();
}
process.stdout.write(`recorded with ${await goVersion(go)}\n`);
