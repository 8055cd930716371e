/**
 * The policy: what a team decided about findings, as read from `assay.yaml` over built-in defaults.
 * The kernel knows the parts that every instrument shares; each instrument brings the schema of its own section,
 * and the shell that starts the program registers them all, so that one file is checked as a whole.
 */

import type { z } from "zod";
import type { Finding, Severity } from "./finding.ts";
import type { Status } from "./verdict.ts";
import type { Waiver } from "./waiver.ts";

/**
 * An instrument's own section of `assay.yaml`. Every member has a default. The schema is built from the zod that is
 * handed in, so that a run without a policy file never loads zod; reading `{}` with it must give `defaults`.
 */
export interface PolicySection<T> {
  /** The key in the file: `leaks`. */
  readonly name: string;
  readonly defaults: T;
  schema(zod: typeof z): z.ZodType<T>;
}

/** What the policy says about a rule. `off` drops the finding. */
export type RuleSetting = Severity | "off";

/** When the slack report posts, and which environment variable holds the secret address. */
export interface SlackPolicy {
  readonly env: string;
  readonly when: readonly Status[];
}

/** The effective policy of one run. */
export interface Policy {
  /** The file it was read from; absent when only defaults apply. */
  readonly file?: string;
  /** First 12 hex digits of the sha256 of the effective policy. */
  readonly revision: string;
  /** Share of the announced units that must be understood for anything but `undecided`; default 0.995. */
  readonly minimumUnderstood: number;
  /** Severity by rule id or glob over rule ids; the most specific one wins. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly waivers: readonly Waiver[];
  /** Waivers that cannot be read, as findings: they must not be lost in silence. */
  readonly malformedWaivers: readonly Finding[];
  readonly slack: SlackPolicy;
  /** The instrument's section with defaults filled in. */
  section<T>(section: PolicySection<T>): T;
}
