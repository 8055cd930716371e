/**
 * Whether two captures came from one process. The heap profile's text ends with runtime.MemStats: among its counters are
 * the end times of the last 256 collections, in nanoseconds. A time that was the newest in the first capture and still
 * stands at its place in the second proves one process; a counter that fell proves two. A service that collected more
 * than 256 times in between leaves it open, and then the goroutine ids decide.
 */

import { createHash } from "node:crypto";

/** Counters of one process at one moment. Times are decimal strings: nanoseconds since 1970 are beyond 2^53. */
export interface ProcessCounters {
  readonly collections: number;
  readonly mallocs: number;
  readonly lastCollectionNs: string;
  /** End times, the collection numbered n at index n mod 256. */
  readonly collectionEnds: readonly string[];
}

const remembered = 256;

/** Reads the counters from the tail of `heap?debug=1`; nothing where they are missing. */
export function parseCounters(tail: string): ProcessCounters | undefined {
  const value = (name: string): string | undefined => new RegExp(`^# ${name} = (.*)$`, "m").exec(tail)?.[1];
  const collections = Number(value("NumGC") ?? Number.NaN);
  const mallocs = Number(value("Mallocs") ?? Number.NaN);
  const ends = value("PauseEnd")?.replace(/[[\]]/g, "").split(" ") ?? [];
  if (!Number.isSafeInteger(collections) || !Number.isFinite(mallocs)) return undefined;
  return { collections, mallocs, lastCollectionNs: value("LastGC") ?? "0", collectionEnds: ends };
}

/** Compares an earlier and a later capture. */
export function compareProcesses(earlier: ProcessCounters, later: ProcessCounters): "same" | "different" | "unknown" {
  if (later.collections < earlier.collections || later.mallocs < earlier.mallocs) return "different";
  if (earlier.collections === 0 || later.collectionEnds.length !== remembered) return "unknown";
  if (later.collections - earlier.collections >= remembered) return "unknown";
  const place = (earlier.collections + remembered - 1) % remembered;
  return later.collectionEnds[place] === earlier.lastCollectionNs ? "same" : "different";
}

/** What may be told of a command line: its arguments can hold secrets, so only their hash is kept. */
export function summariseCommandLine(commandLine: string): { readonly program: string; readonly sha256: string } {
  const program = commandLine.split("\0", 1)[0] ?? "";
  return {
    program: program.split(/[/\\]/).at(-1) ?? "",
    sha256: createHash("sha256").update(commandLine).digest("hex"),
  };
}

/** What holds for a whole row of captures: one doubt is enough for doubt, one restart for a restart. */
export function compareAll(row: readonly (ProcessCounters | undefined)[]): "same" | "different" | "unknown" {
  let result: "same" | "unknown" = "same";
  for (const [i, later] of row.entries()) {
    if (i === 0) continue;
    const earlier = row[i - 1];
    const relation = earlier === undefined || later === undefined ? "unknown" : compareProcesses(earlier, later);
    if (relation === "different") return "different";
    if (relation === "unknown") result = "unknown";
  }
  return result;
}
