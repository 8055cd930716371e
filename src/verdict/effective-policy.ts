/**
 * Builds the policy of one run from what a file says, or from nothing at all: then every default applies.
 * Knows neither YAML nor zod, so that a run without a policy file pays for neither.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { stableStringify } from "../base/stable-json.ts";
import type { Finding } from "./finding.ts";
import type { Policy, PolicySection, RuleSetting, SlackPolicy } from "./policy.ts";
import type { Waiver } from "./waiver.ts";

/** Share of the announced units that must be understood for anything but `undecided`. */
export const DEFAULT_MINIMUM_UNDERSTOOD = 0.995;

/** Where and when the slack report posts. */
export const DEFAULT_SLACK: SlackPolicy = { env: "ASSAY_SLACK_WEBHOOK", when: ["warn", "fail", "undecided"] };

/** What a file may say; everything absent has its default. */
export interface PolicyParts {
  readonly file?: string;
  readonly minimumUnderstood?: number;
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly waivers?: readonly Waiver[];
  readonly malformedWaivers?: readonly Finding[];
  readonly slack?: SlackPolicy;
  /** Sections by name, defaults filled in. */
  readonly sections?: ReadonlyMap<string, unknown>;
}

/**
 * The effective policy. `sections` are those registered by the program: the revision covers them all, whichever the
 * file mentions, so that a changed default shows as a changed revision. Where messages go changes no verdict and no
 * revision.
 */
export function effectivePolicy(parts: PolicyParts, sections: readonly PolicySection<unknown>[]): Policy {
  const values = new Map(
    sections.map((section) => [section.name, parts.sections?.get(section.name) ?? section.defaults]),
  );
  const minimumUnderstood = parts.minimumUnderstood ?? DEFAULT_MINIMUM_UNDERSTOOD;
  const rules = parts.rules ?? {};
  const waivers = parts.waivers ?? [];
  const malformedWaivers = parts.malformedWaivers ?? [];
  return {
    ...(parts.file === undefined ? {} : { file: parts.file }),
    revision: revisionOf({
      minimumUnderstood,
      // Order matters between globs of equal weight, so it is part of the policy.
      rules: Object.entries(rules),
      waivers: waivers.map(({ rule, subject, owner, reason, expires }) => ({ rule, subject, owner, reason, expires })),
      malformedWaivers: malformedWaivers.length,
      sections: Object.fromEntries(values),
    }),
    minimumUnderstood,
    rules,
    waivers,
    malformedWaivers,
    slack: parts.slack ?? DEFAULT_SLACK,
    section<T>(section: PolicySection<T>): T {
      // The value under a section's name was made by that section's own schema, or is its `defaults`.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return (values.get(section.name) ?? section.defaults) as T;
    },
  };
}

/** First 12 hex digits of the sha256 of the value's stable JSON. */
function revisionOf(value: unknown): string {
  const digest = sha256(new TextEncoder().encode(stableStringify(value)));
  return Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
