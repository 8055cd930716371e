import { expect, test } from "vitest";
import {
  compareAll,
  compareProcesses,
  parseCounters,
  type ProcessCounters,
  summariseCommandLine,
} from "./process-identity.ts";

/** The end of `heap?debug=1` of a process whose n-th collection ended at `start + n`. */
function tail(collections: number, start: number, mallocs = 1000 + collections): string {
  const ends = Array.from({ length: 256 }, () => 0);
  for (let n = 1; n <= collections; n++) ends[(n + 255) % 256] = start + n;
  return [
    "# runtime.MemStats",
    `# Mallocs = ${mallocs}`,
    `# LastGC = ${collections === 0 ? 0 : start + collections}`,
    `# PauseNs = [${ends.map(() => 5).join(" ")}]`,
    `# PauseEnd = [${ends.join(" ")}]`,
    `# NumGC = ${collections}`,
    "",
  ].join("\n");
}

function counters(collections: number, start = 1_000_000, mallocs?: number): ProcessCounters {
  const parsed = parseCounters(tail(collections, start, mallocs));
  if (parsed === undefined) throw new Error("no counters");
  return parsed;
}

test.each([
  [1, 1],
  [3, 7],
  [255, 256],
  [256, 511],
  [300, 400],
])("%i collections and then %i of one process prove that it is one", (before, after) => {
  expect(compareProcesses(counters(before), counters(after))).toBe("same");
});

test("a process that counts higher than its predecessor did is still another one", () => {
  expect(compareProcesses(counters(3), counters(40, 9_000_000))).toBe("different");
});

test("a counter that fell proves a restart", () => {
  expect(compareProcesses(counters(9), counters(2, 9_000_000))).toBe("different");
  expect(compareProcesses(counters(2, 1_000_000, 5_000), counters(2, 1_000_000, 4_000))).toBe("different");
});

test("no collection before, or more than the runtime remembers between, proves nothing", () => {
  expect(compareProcesses(counters(0), counters(5))).toBe("unknown");
  expect(compareProcesses(counters(5), counters(261))).toBe("unknown");
});

test("in a row of captures a restart outweighs doubt, and doubt outweighs proof", () => {
  const [a, b, other] = [counters(1), counters(2), counters(1, 9_000_000)];
  expect(compareAll([])).toBe("same");
  expect(compareAll([a, b])).toBe("same");
  expect(compareAll([a, undefined, b])).toBe("unknown");
  expect(compareAll([undefined, b, other])).toBe("different");
});

test("text without the counters gives none", () => {
  expect(parseCounters("heap profile: 0: 0 [0: 0] @ heap/1048576\n")).toBeUndefined();
});

test("of a command line only the program's name is told", () => {
  expect(summariseCommandLine("/srv/bin/orders\0-token=hunter2")).toMatchObject({ program: "orders" });
  expect(JSON.stringify(summariseCommandLine("a\0hunter2"))).not.toContain("hunter2");
});
