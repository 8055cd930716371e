/** The verdict: what the policy made of the findings. Data; see `decide.ts` for how it comes about. */

import type { Text } from "../base/messages.ts";
import type { Json } from "../base/stable-json.ts";
import type { Evidence, Finding, Rule, Severity } from "./finding.ts";
import type { Waiver } from "./waiver.ts";

/** `warn` passes (exit code 0) but wants to be read; `undecided` fails closed (exit code 3). */
export type Status = "pass" | "warn" | "fail" | "undecided";

/** A finding with the severity that the policy gave it. */
export interface JudgedFinding extends Finding {
  readonly severity: Severity;
}

/** A finding that a waiver covers: reported, but it does not count. */
export interface WaivedFinding extends JudgedFinding {
  readonly waiver: Waiver;
}

/** The outcome of one run of one instrument. */
export interface Verdict {
  readonly status: Status;
  /** `leaks`, `profiles`, … */
  readonly instrument: string;
  /** What was judged, one line: the target's address, the files. */
  readonly subject: string;
  /** One sentence: why this status. */
  readonly summary: Text;
  /** Why nothing could be decided; present exactly when `status` is `undecided`. */
  readonly undecided?: readonly Text[];
  /** Sorted: severity, level, weight; findings of level `normal` are left out unless asked for. */
  readonly findings: readonly JudgedFinding[];
  readonly waived: readonly WaivedFinding[];
  readonly evidence: readonly Evidence[];
  /** The rules that this run checked, hit or not, without those the policy switches off; sorted by id. */
  readonly rules: readonly Rule[];
  /** sha256 of the effective policy, first 12 hex digits, so that two verdicts can be compared. */
  readonly policyRevision: string;
  /** Remarks that are no findings: what was skipped, missing, or capped, and why. */
  readonly remarks: readonly Text[];
  /** The instrument's own head fields in JSON, merged beside `verdict` and `findings`. */
  readonly details?: Readonly<Record<string, Json | undefined>>;
}
