/**
 * A capture in the making: the connection to one service, the archive being filled, and what has been learned so far.
 * Both the plain capture and the gate's protocol record through it, so that a folder means the same whoever made it.
 */

import type { Text } from "../../../base/messages.ts";
import { type Archive, toolVersion } from "./archive.ts";
import {
  type Collector,
  type CollectorEvent,
  countGoroutines,
  readCounters,
  takeLeakProfile,
  takeSnapshot,
} from "./collector.ts";
import { type Exchange, openExchange } from "./exchange.ts";
import type { Guard, Limits } from "./limits.ts";
import {
  type LeakProfileRecord,
  listArtefacts,
  type Manifest,
  manifestSchema,
  type Purpose,
  type SnapshotRecord,
} from "./manifest.ts";
import { openPauseProbe } from "./pause-probe.ts";
import { compareAll, type ProcessCounters } from "./process-identity.ts";
import { learnProvenance, type Provenance } from "./provenance.ts";
import type { Target } from "./target.ts";

/** What a recording needs. */
export interface RecordingOptions {
  readonly target: Target;
  readonly limits: Limits;
  readonly guard: Guard;
  readonly archive: Archive;
  readonly purpose: Purpose;
  /** Whether every snapshot is taken at rest. */
  readonly quiesced: boolean;
  /** Whether to measure how long the service stands still. */
  readonly probe: boolean;
  readonly commit?: string | undefined;
  /** Files of the archive that are no evidence but worth keeping. */
  readonly logs?: readonly string[];
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly told: (event: RecordingEvent) => void;
}

export type RecordingEvent = CollectorEvent | { readonly kind: "usual"; readonly usualMs: number };

/** A capture in the making. */
export interface Recording {
  /** Where the archive will be. */
  readonly folder: string;
  /** Whole snapshots so far, oldest first. */
  readonly snapshots: readonly SnapshotRecord[];
  readonly leakProfile: LeakProfileRecord;
  /** Whether all snapshots so far came from one process. */
  process(): Manifest["process"];
  /** The number of goroutines now. */
  count(): Promise<number>;
  /** Runs a garbage collection in the service, where it lets us. */
  collect(): Promise<void>;
  takeSnapshot(): Promise<SnapshotRecord>;
  takeLeakProfile(): Promise<LeakProfileRecord>;
  /** Writes the manifest and puts the folder in its place. */
  finish(incomplete?: Text): Promise<Manifest>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** Opens the connections when they are first needed, so that a service that is still starting can be waited for. */
export function openRecording(options: RecordingOptions): Recording {
  const { archive, signal } = options;
  const exchange = openExchange(options.target, options.limits);
  const probing = options.probe ? openExchange(options.target, options.limits) : undefined;
  const startedAt = options.now().toISOString();
  const snapshots: SnapshotRecord[] = [];
  const counters: (ProcessCounters | undefined)[] = [];
  let leakProfile: LeakProfileRecord = { available: false, artefacts: [], skipped: [], cost: [] };
  let provenance: Provenance = {};
  let collector: Promise<Collector> | undefined;
  const open = async (): Promise<Collector> => {
    // The first question is the one whose failure explains most: is this pprof at all?
    await countGoroutines(exchange, signal);
    const probe = probing === undefined ? undefined : await openPauseProbe(probing, signal);
    if (probe !== undefined) options.told({ kind: "usual", usualMs: probe.usualMs });
    return { exchange, archive, guard: options.guard, signal, now: options.now, told: options.told, probe };
  };
  const close = (): void => {
    for (const connection of [exchange, probing]) connection?.close();
  };
  return {
    folder: archive.folder,
    snapshots,
    get leakProfile() {
      return leakProfile;
    },
    process: () => compareAll(counters),
    count: () => countGoroutines(exchange, signal),
    async collect() {
      await readCounters(exchange, { gc: true }, signal);
    },
    async takeSnapshot() {
      collector ??= open();
      const snapshot = await takeSnapshot(await collector, snapshotLabel(snapshots.length));
      if (snapshots.length === 0) provenance = await learn(exchange, archive, snapshot.record, signal);
      snapshots.push(snapshot.record);
      counters.push(snapshot.counters);
      return snapshot.record;
    },
    async takeLeakProfile() {
      collector ??= open();
      leakProfile = await takeLeakProfile(await collector);
      return leakProfile;
    },
    async finish(incomplete) {
      close();
      const { commit } = options;
      const manifest: Manifest = {
        schema: manifestSchema,
        tool: { name: "assay", version: await toolVersion() },
        purpose: options.purpose,
        complete: incomplete === undefined,
        ...(incomplete === undefined ? {} : { incomplete: incomplete.en }),
        quiesced: options.quiesced,
        target: options.target.shown,
        startedAt,
        endedAt: options.now().toISOString(),
        ...(commit === undefined ? {} : { commit }),
        ...provenance,
        process: compareAll(counters),
        snapshots,
        leakProfile,
        ...(options.logs === undefined || options.logs.length === 0 ? {} : { logs: options.logs }),
      };
      await archive.finish(manifest);
      return manifest;
    },
    async discard() {
      close();
      await archive.discard();
    },
  };
}

async function learn(
  exchange: Exchange,
  archive: Archive,
  snapshot: SnapshotRecord,
  signal: AbortSignal,
): Promise<Provenance> {
  const profile = snapshot.artefacts.find((artefact) => artefact.shape === "proto");
  const place = profile === undefined ? undefined : { file: archive.path(profile.file), url: profile.url };
  return learnProvenance(exchange, place, signal);
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** `A` to `Z`, then numbers. */
function snapshotLabel(index: number): string {
  return letters[index] ?? `S${index + 1}`;
}

/** How many files a recording has and how long they are, the manifest aside. */
export function measureRecording(manifest: Manifest): { readonly files: number; readonly bytes: number } {
  const artefacts = listArtefacts(manifest);
  return { files: artefacts.length, bytes: artefacts.reduce((sum, artefact) => sum + artefact.sizeBytes, 0) };
}
