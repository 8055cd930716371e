/**
 * The schema of `assay.yaml`, put together from the kernel's part and the sections that instruments bring. The same
 * zod schema checks the file and is exported as JSON Schema, so an editor and the gate never disagree.
 */

import type { z } from "zod";
import { say } from "../base/messages.ts";
import { DEFAULT_MINIMUM_UNDERSTOOD, DEFAULT_SLACK } from "./effective-policy.ts";
import { en } from "./messages/policy-en.ts";
import { zh } from "./messages/policy-zh.ts";
import type { PolicySection, RuleSetting } from "./policy.ts";
import type { Status } from "./verdict.ts";

const words = { en, zh };

type Zod = typeof z;

const SETTINGS = ["error", "warning", "note", "off"] as const satisfies readonly RuleSetting[];
const STATUSES = ["pass", "warn", "fail", "undecided"] as const satisfies readonly Status[];

/** The name of an environment variable, never the secret itself: a policy file lies in the repository. */
const ENV_REFERENCE = /^env:[A-Za-z_][A-Za-z0-9_]*$/u;

/** One waiver as it is written; `source` is added by the reader. */
export type WrittenWaiver = {
  readonly rule: string;
  readonly subject?: string | undefined;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
};

/** What a file that passed the schema says. Waivers stay unread: each is checked on its own. */
export interface PolicyFile {
  readonly minimumUnderstood: number;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly waivers: readonly unknown[];
  readonly slack: { readonly webhook: string; readonly when: readonly Status[] };
  readonly [section: string]: unknown;
}

/** A waiver: all members but `subject` are mandatory. */
export function waiverSchema(zod: Zod): z.ZodType<WrittenWaiver> {
  const text = zod.string().trim().min(1);
  return zod
    .strictObject({
      rule: text.describe("Rule id, or a glob over rule ids: leaks/*"),
      subject: text.optional().describe("Glob over the finding's subject, or its exact fingerprint; absent: any"),
      owner: text.describe("Who answers for it"),
      reason: text.describe("Why the finding is acceptable"),
      expires: zod.iso.date().describe("Last day on which it holds, YYYY-MM-DD, in UTC"),
    })
    .describe("Somebody accepts a finding, for a reason, until a day");
}

/** How strictly the list of waivers is checked: `each` for editors, `none` for the reader, which judges them one by one. */
export interface PolicySchemaOptions {
  readonly waivers: "each" | "none";
}

/** The schema of the whole file. */
export function policySchema(
  zod: Zod,
  sections: readonly PolicySection<unknown>[],
  options: PolicySchemaOptions,
): z.ZodType<PolicyFile> {
  const own = {
    minimumUnderstood: zod
      .number()
      .min(0)
      .max(1)
      .default(DEFAULT_MINIMUM_UNDERSTOOD)
      .describe("Share of the evidence that must be understood; with less the verdict is undecided"),
    rules: zod
      .record(zod.string(), zod.enum(SETTINGS))
      .default({})
      .describe("Severity by rule id or glob; the exact id wins, then the longest glob. off drops the finding"),
    waivers: zod
      .array(options.waivers === "each" ? waiverSchema(zod) : zod.unknown())
      .default([])
      .describe("Findings that somebody accepts for a while"),
    slack: zod
      .strictObject({
        webhook: zod
          .string()
          .refine((text) => ENV_REFERENCE.test(text), { params: { text: say(words, (m) => m.envReference) } })
          .meta({ pattern: ENV_REFERENCE.source })
          .default(`env:${DEFAULT_SLACK.env}`)
          .describe("Where the incoming webhook's address is: env:NAME. Never the address itself"),
        when: zod
          .array(zod.enum(STATUSES))
          .default([...DEFAULT_SLACK.when])
          .describe("Verdicts that are worth a message"),
      })
      .prefault({})
      .describe("The slack report"),
  };
  const theirs = Object.fromEntries(sections.map((section) => [section.name, section.schema(zod).prefault({})]));
  return zod
    .strictObject({ ...theirs, ...own })
    .describe("Policy of assay: what becomes of findings. Every member has a default");
}

/** The schema for editors (JSON Schema draft 7, which the YAML language servers read best). */
export function policyJsonSchema(
  zod: Zod,
  sections: readonly PolicySection<unknown>[],
): Readonly<Record<string, unknown>> {
  const schema = policySchema(zod, sections, { waivers: "each" });
  return {
    title: "assay.yaml",
    ...zod.toJSONSchema(schema, { target: "draft-7", io: "input", unrepresentable: "any" }),
  };
}
