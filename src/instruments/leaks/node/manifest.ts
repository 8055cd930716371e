/**
 * The record that lies beside captured profiles: where each file came from, what it cost, and what was left out and why.
 * Written once, when a capture is over; read again by the judge, who believes a file only if its hash is the recorded one.
 */

/** How one snapshot or one whole capture was meant. */
export type Purpose = "capture" | "gate";

/** One file of a capture. */
export interface Artefact {
  /** Name within the folder. */
  readonly file: string;
  readonly profile: "goroutine" | "goroutineleak";
  readonly shape: "proto" | "text" | "leak-text";
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The request, without secrets. */
  readonly url: string;
  readonly takenAt: string;
}

/** What one request cost the service. */
export interface StepCost {
  readonly step: "count" | "process" | "proto" | "text" | "leak-profile";
  readonly wallMs: number;
  readonly sizeBytes: number;
  /** How much longer than usual the longest answer to a tiny question took meanwhile; absent when not measured. */
  readonly pauseMs?: number;
}

/** Something that was not captured. */
export interface Skipped {
  readonly what: "text" | "leak-profile" | "process";
  /** A short English reason for the record; people are told in their language when it happens. */
  readonly why: string;
}

/** One moment of the service. */
export interface SnapshotRecord {
  /** `A`, `B`, … in the order of time. */
  readonly label: string;
  readonly takenAt: string;
  /** By the runtime's own counter, before the first profile. */
  readonly goroutines: number;
  readonly artefacts: readonly Artefact[];
  readonly skipped: readonly Skipped[];
  readonly cost: readonly StepCost[];
}

/** The leak profile, taken twice: what one collection misses another may see. */
export interface LeakProfileRecord {
  readonly available: boolean;
  readonly artefacts: readonly Artefact[];
  readonly skipped: readonly Skipped[];
  readonly cost: readonly StepCost[];
}

/** `manifest.json`. */
export interface Manifest {
  readonly schema: "assay/leaks-capture/1";
  readonly tool: { readonly name: "assay"; readonly version: string };
  readonly purpose: Purpose;
  /** Whether everything that was asked for is there. */
  readonly complete: boolean;
  readonly incomplete?: string;
  /** Whether each snapshot was taken when no load was running and the number of goroutines had settled. */
  readonly quiesced: boolean;
  readonly target: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly commit?: string;
  readonly goVersion?: string;
  readonly buildId?: string;
  readonly program?: string;
  readonly commandLineSha256?: string;
  /** Whether all snapshots came from one process, as far as it could be proved. */
  readonly process: "same" | "different" | "unknown";
  readonly snapshots: readonly SnapshotRecord[];
  readonly leakProfile: LeakProfileRecord;
  /** Files that are no evidence but worth keeping, such as what the service printed. */
  readonly logs?: readonly string[];
}

/** All files of profiles, in the order they were taken. */
export function listArtefacts(manifest: Manifest): readonly Artefact[] {
  return [...manifest.snapshots.flatMap((snapshot) => snapshot.artefacts), ...manifest.leakProfile.artefacts];
}

export const manifestFile = "manifest.json";
export const manifestSchema = "assay/leaks-capture/1";
