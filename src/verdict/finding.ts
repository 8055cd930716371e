/**
 * The kernel's words: Evidence is what was read, a Finding is what an instrument says about it,
 * a Verdict is what the policy makes of the findings. All of it is data; nothing here decides or prints.
 */

import type { Text } from "../base/messages.ts";
import type { Json } from "../base/stable-json.ts";

/** How sure the instrument is. `normal` = looked at and explained; such findings never gate. */
export type Level = "definite" | "likely" | "suspect" | "normal";

/** What the policy makes of a finding. */
export type Severity = "error" | "warning" | "note";

/** `<instrument>/<kebab-name>`, e.g. `leaks/goroutine-growth`. */
export type RuleId = `${string}/${string}`;

/** An entry of an instrument's catalogue of findings. */
export interface Rule {
  readonly id: RuleId;
  /** Severity unless the policy says otherwise. */
  readonly severity: Severity;
  /** A few words, no full stop. */
  readonly title: Text;
  /** Why it matters, one paragraph. */
  readonly why: Text;
  /** What to do, one paragraph; Markdown code fences allowed. */
  readonly fix: Text;
  /** How the instrument comes to the conclusion and how it can be wrong. */
  readonly method: Text;
}

/** A place in source code, as far as known. Lines and columns count from 1. */
export interface Location {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly function?: string;
}

/** One reason to believe (or doubt) a finding. */
export interface EvidenceItem {
  /** Short stable name of the kind of evidence, e.g. `survival`, `leak-profile`. */
  readonly kind: string;
  readonly text: Text;
  /** What it contributes, from -1 (speaks against) to 1 (proof), where the instrument weighs. */
  readonly weight?: number;
  readonly data?: Json;
}

/** What was read: one file, address or command. */
export interface Evidence {
  readonly source: string;
  /** `goroutine-dump`, `pprof`, … */
  readonly kind: string;
  /** Lower-case hex; absent when the bytes were not kept (a stream of which only a part was read). */
  readonly sha256?: string;
  /** Units announced and units understood (goroutines, samples …); the verdict is `undecided` below the policy's share. */
  readonly seen: number;
  readonly understood: number;
  readonly truncated: boolean;
  /** What else the instrument says of it in JSON, merged into the entry. */
  readonly details?: Readonly<Record<string, Json | undefined>>;
}

/** What an instrument reports, before the policy has seen it. */
export interface Finding {
  readonly rule: RuleId;
  readonly level: Level;
  /** The thing it is about, one line, stable between runs: `chan send · main.handle.func1`. */
  readonly subject: string;
  /**
   * Identity for waivers, baselines and code-scanning services: equal for the same defect in two runs and two builds,
   * so it is made of names, not of lines, ids or counts.
   */
  readonly fingerprint: string;
  /** What was found, one sentence. */
  readonly message: Text;
  readonly where?: Location;
  /** The call stack or other places that belong to it, innermost first. */
  readonly related?: readonly Location[];
  /** The figures the policy compares, by name: `{ new: 12, grown: 12, count: 40 }`. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly evidence: readonly EvidenceItem[];
  /** Why it matters and what to do in this very case; the rule's texts where absent. */
  readonly why?: Text;
  readonly fix?: Text;
  /** The instrument proposes a severity different from its rule's. The policy has the last word. */
  readonly severity?: Severity;
  /** What the instrument adds to this finding in JSON, merged into it. */
  readonly details?: Readonly<Record<string, Json | undefined>>;
}
