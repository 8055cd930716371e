/**
 * The questions net/http/pprof answers, each asked in the form that costs the service least
 * (https://pkg.go.dev/net/http/pprof, golang/go src/net/http/pprof/pprof.go and src/runtime/pprof/pprof.go):
 * - the index page counts goroutines from a counter, without walking a single stack, and names the profiles there are;
 * - `goroutine` (debug=0) pauses the world for milliseconds, whatever the number of goroutines;
 * - `goroutine?debug=2` pauses it for as long as it takes to print every stack, several times over;
 * - `goroutineleak` runs a collection; `heap?gc=1` does too, and the text form ends with the runtime's counters.
 */

import { createWriteStream } from "node:fs";
import type { Exchange, Received } from "./exchange.ts";

/** A profile as it is asked for and kept. */
export type Shape = "proto" | "text" | "leak-text";

const queries: Readonly<Record<Shape, string>> = {
  proto: "goroutine",
  text: "goroutine?debug=2",
  "leak-text": "goroutineleak?debug=1",
};

/** Asks for a profile and streams it into a file, which must not exist yet. */
export async function saveProfile(
  exchange: Exchange,
  shape: Shape,
  file: string,
  signal: AbortSignal,
): Promise<Received> {
  return exchange.get(
    { path: queries[shape], accepts: accepts[shape] },
    createWriteStream(file, { flags: "wx" }),
    signal,
  );
}

const accepts: Readonly<Record<Shape, (head: Uint8Array) => boolean>> = {
  // A profile is gzip; an uncompressed one begins with field 1, length-delimited.
  proto: (head) => (head[0] === 0x1f && (head.length < 2 || head[1] === 0x8b)) || head[0] === 0x0a,
  text: (head) => beginsLike(head, "goroutine "),
  "leak-text": (head) => beginsLike(head, "goroutineleak profile: total "),
};

/** Whether the first bytes agree with the text as far as they go: a first chunk may be short. */
function beginsLike(head: Uint8Array, text: string): boolean {
  const length = Math.min(head.length, text.length);
  return Buffer.from(head.buffer, head.byteOffset, length).toString("latin1") === text.slice(0, length);
}

/** What the index page says. */
export interface Index {
  readonly goroutines: number;
  readonly profiles: ReadonlySet<string>;
}

const indexBytes = 256 * 1024;

/**
 * Reads the index page, or nothing where the address is no such page: single handlers can be mounted without it.
 * The body is short, so it is kept whole up to a limit no index reaches.
 */
export async function readIndex(exchange: Exchange, signal: AbortSignal): Promise<Index | undefined> {
  const page = await readText(exchange, { path: "", accepts: () => true }, indexBytes, signal);
  const profiles = new Set<string>();
  let goroutines = -1;
  // Before Go 1.18 the count stood in `<td>`, too; the reference may have a path of its own before the name.
  for (const row of page.split("<tr>").slice(1)) {
    const count = /^\s*<td>(\d{1,12})<\/td>/.exec(row)?.[1];
    const name = /href=["']?[^"'>?]*?([a-z]+)\?/.exec(row)?.[1];
    if (count === undefined || name === undefined) continue;
    profiles.add(name);
    if (name === "goroutine") goroutines = Number(count);
  }
  return goroutines < 0 ? undefined : { goroutines, profiles };
}

const headLine = /^goroutine profile: total (\d{1,12})\n/;

/**
 * The number of goroutines from the first line of debug=1, for mounts without an index page.
 * The service has then walked all stacks once, which is why this is the second choice.
 */
export async function readTotal(exchange: Exchange, signal: AbortSignal): Promise<number> {
  let head = "";
  await exchange.get(
    { path: "goroutine?debug=1", accepts: (bytes) => beginsLike(bytes, "goroutine profile: total ") },
    (chunk) => {
      head += Buffer.from(chunk).toString("latin1");
      return head.includes("\n") ? "enough" : "more";
    },
    signal,
  );
  return Number(headLine.exec(head)?.[1] ?? 0);
}

/** The end of the heap profile's text, where the runtime's counters are; `gc` asks for a collection before. */
export async function readHeapTail(exchange: Exchange, options: { gc: boolean }, signal: AbortSignal): Promise<string> {
  let tail = Buffer.alloc(0);
  await exchange.get(
    { path: options.gc ? "heap?gc=1&debug=1" : "heap?debug=1", accepts: (head) => beginsLike(head, "heap profile: ") },
    (chunk) => {
      tail = Buffer.concat([tail, chunk]).subarray(-tailBytes);
      return "more";
    },
    signal,
  );
  return tail.toString("latin1");
}

/** Two arrays of 256 numbers and some thirty lines are below 16 KiB. */
const tailBytes = 16 * 1024;

/** The program and its arguments, separated by NUL. */
export async function readCommandLine(exchange: Exchange, signal: AbortSignal): Promise<string> {
  return readText(exchange, { path: "cmdline", accepts: () => true }, indexBytes, signal);
}

async function readText(
  exchange: Exchange,
  ask: Parameters<Exchange["get"]>[0],
  limit: number,
  signal: AbortSignal,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  await exchange.get(
    ask,
    (chunk) => {
      parts.push(chunk);
      length += chunk.length;
      return length > limit ? "enough" : "more";
    },
    signal,
  );
  return Buffer.concat(parts).toString("utf8");
}
