/**
 * Takes one snapshot of a running service in the order that hurts it least: count, then the cheap protobuf profile,
 * then the full text only where the service is small enough to print it in an instant; the leak profile comes last of
 * all, because it runs a collection, replaces waiting times and marks goroutines for good.
 */

import { rm } from "node:fs/promises";
import type { Text } from "../../../base/messages.ts";
import { collectText } from "../messages/collect.ts";
import type { Archive } from "./archive.ts";
import type { Exchange, Received } from "./exchange.ts";
import type { Guard } from "./limits.ts";
import type { Artefact, LeakProfileRecord, Skipped, SnapshotRecord, StepCost } from "./manifest.ts";
import type { PauseProbe } from "./pause-probe.ts";
import { readHeapTail, readIndex, readTotal, saveProfile, type Shape } from "./pprof-endpoint.ts";
import { parseCounters, type ProcessCounters } from "./process-identity.ts";
import { size } from "./quantity.ts";
import { TargetError } from "./target-error.ts";
import { estimateTextBytes } from "./text-estimate.ts";

/** What a collector works with. */
export interface Collector {
  readonly exchange: Exchange;
  readonly probe?: PauseProbe | undefined;
  readonly archive: Archive;
  readonly guard: Guard;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Told of every step when it is done, and of what is left out. */
  readonly told: (event: CollectorEvent) => void;
}

/** What a person may want to see while it happens. */
export type CollectorEvent =
  | { readonly kind: "step"; readonly label: string; readonly cost: StepCost }
  | { readonly kind: "skipped"; readonly label: string; readonly what: Skipped["what"]; readonly why: Text };

/** A snapshot, and what is known of the process at that moment. */
export interface Snapshot {
  readonly record: SnapshotRecord;
  readonly counters: ProcessCounters | undefined;
}

/** The number of goroutines now, by the cheapest way the service offers. */
export async function countGoroutines(exchange: Exchange, signal: AbortSignal): Promise<number> {
  const index = await unlessMissing(() => readIndex(exchange, signal));
  // Single handlers can be mounted without the index page; then the profile itself must be there.
  return index === undefined ? readTotal(exchange, signal) : index.goroutines;
}

/** Takes one snapshot; its files are named after the label. `gc` runs a collection before, so that finalisers have had their turn. */
export async function takeSnapshot(collector: Collector, label: string): Promise<Snapshot> {
  const { exchange, signal, guard } = collector;
  const takenAt = collector.now().toISOString();
  const notes = notebook(collector, label);
  const goroutines = await notes.step("count", () => countGoroutines(exchange, signal));
  const counters = await notes.step("process", () => readCounters(exchange, { gc: false }, signal));
  if (counters === undefined)
    notes.skip(
      "process",
      collectText((m) => m.skipped.noCounters),
    );

  const proto = `${label}-goroutine.pb.gz`;
  const artefacts = [await notes.save("proto", proto)];
  const expected = await estimateTextBytes(collector.archive.path(proto), goroutines);
  if (goroutines >= guard.maxGoroutines) {
    notes.skip(
      "text",
      collectText((m) => m.skipped.tooMany(goroutines, guard.maxGoroutines)),
    );
  } else if (expected >= guard.maxTextBytes) {
    notes.skip(
      "text",
      collectText((m) => m.skipped.tooLong(size(expected), size(guard.maxTextBytes))),
    );
  } else {
    artefacts.push(await notes.save("text", `${label}-goroutine.txt`));
  }
  return { record: { label, takenAt, goroutines, artefacts, skipped: notes.skipped, cost: notes.cost }, counters };
}

/** Takes the leak profile twice; a service without one is no error. */
export async function takeLeakProfile(collector: Collector): Promise<LeakProfileRecord> {
  const notes = notebook(collector, "");
  const artefacts: Artefact[] = [];
  try {
    for (const name of ["goroutineleak-1.txt", "goroutineleak-2.txt"])
      artefacts.push(await notes.save("leak-text", name));
  } catch (error) {
    if (!(error instanceof TargetError) || error.code !== "target-missing") throw error;
    notes.skip(
      "leak-profile",
      collectText((m) => m.skipped.noLeakProfile),
    );
  }
  return { available: artefacts.length > 0, artefacts, skipped: notes.skipped, cost: notes.cost };
}

/** The runtime's counters; nothing where the heap profile is not served. `gc` runs a collection before. */
export async function readCounters(
  exchange: Exchange,
  options: { readonly gc: boolean },
  signal: AbortSignal,
): Promise<ProcessCounters | undefined> {
  const tail = await unlessMissing(() => readHeapTail(exchange, options, signal));
  return tail === undefined ? undefined : parseCounters(tail);
}

async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TargetError && error.code === "target-missing") return undefined;
    throw error;
  }
}

interface Notebook {
  readonly cost: StepCost[];
  readonly skipped: Skipped[];
  step<T>(name: StepCost["step"], ask: () => Promise<T>): Promise<T>;
  skip(what: Skipped["what"], why: Text): void;
  save(shape: Shape, name: string): Promise<Artefact>;
}

const stepOf: Readonly<Record<Shape, StepCost["step"]>> = { proto: "proto", text: "text", "leak-text": "leak-profile" };

/** Runs the steps of one snapshot and writes down what they cost and what was left out. */
function notebook(collector: Collector, label: string): Notebook {
  const cost: StepCost[] = [];
  const skipped: Skipped[] = [];
  const measure = async <T>(name: StepCost["step"], ask: () => Promise<T>, bytes: (value: T) => number): Promise<T> => {
    const start = performance.now();
    const { value, pauseMs } =
      collector.probe === undefined
        ? { value: await ask(), pauseMs: undefined }
        : await collector.probe.during(ask, collector.signal);
    const entry: StepCost = {
      step: name,
      wallMs: tenths(performance.now() - start),
      sizeBytes: bytes(value),
      ...(pauseMs === undefined ? {} : { pauseMs: tenths(pauseMs) }),
    };
    cost.push(entry);
    collector.told({ kind: "step", label, cost: entry });
    return value;
  };
  return {
    cost,
    skipped,
    step: (name, ask) => measure(name, ask, () => 0),
    skip(what, why) {
      skipped.push({ what, why: why.en });
      collector.told({ kind: "skipped", label, what, why });
    },
    async save(shape, name) {
      const file = collector.archive.path(name);
      const takenAt = collector.now().toISOString();
      const ask = (): Promise<Received> => saveProfile(collector.exchange, shape, file, collector.signal);
      try {
        const received = await measure(stepOf[shape], ask, (value) => value.sizeBytes);
        const { sha256, sizeBytes, url } = received;
        const profile = shape === "leak-text" ? "goroutineleak" : "goroutine";
        return { file: name, profile, shape, sha256, sizeBytes, url, takenAt };
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
