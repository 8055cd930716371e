/** What is wrong with a policy file, each with its place, in words of our own. */

import type { z } from "zod";
import type { Text } from "../base/messages.ts";
import { say } from "../base/messages.ts";
import { nearest } from "../base/nearest.ts";
import { printableLine } from "../base/printable.ts";
import { en } from "./messages/policy-en.ts";
import { zh } from "./messages/policy-zh.ts";
import type { Position, YamlProblem, YamlSource } from "./policy-yaml.ts";

const words = { en, zh };

/** One problem. `path` is how the value is reached: `leaks.groups[2].maxNew`; empty for the file as a whole. */
export interface PolicyProblem extends Position {
  readonly path: string;
  readonly message: Text;
}

/** The keys that a mapping may have, by the path of the mapping; empty when it may have any. */
export type KnownKeys = (path: readonly PropertyKey[]) => readonly string[];

/** A problem of the YAML itself. */
export function yamlProblem({ line, column, code, detail }: YamlProblem): PolicyProblem {
  const message = say(words, ({ yaml }) => {
    const known: Readonly<Record<string, string>> = yaml.codes;
    return known[code] ?? yaml.other(printableLine(detail));
  });
  return { line, column, path: "", message };
}

/** The problems that one issue of the schema stands for: one for each unknown key, otherwise one. */
export function issueProblems(
  issue: z.core.$ZodIssue,
  base: readonly PropertyKey[],
  source: YamlSource,
  known: KnownKeys,
): readonly PolicyProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const keys = known(path);
    return issue.keys.map((key) => ({
      ...source.positionOfKey(path, key),
      path: showPath([...path, key]),
      message: say(words, (m) => m.unknownKey(shown(key), nearest(key, keys), keys.join(", "))),
    }));
  }
  // A record's bad key is best shown where the key is.
  return [{ ...source.positionOf(path), path: showPath(path), message: issueMessage(issue) }];
}

/** Says what was expected and what was got. */
export function issueMessage(issue: z.core.$ZodIssue): Text {
  return customText(issue) ?? say(words, (m) => sentence(m, issue));
}

function sentence(m: PolicyWords, issue: z.core.$ZodIssue): string {
  const got = describe(m, issue.input);
  switch (issue.code) {
    case "invalid_type": {
      const type = typeName(m, issue.expected);
      return issue.input === undefined ? m.missing(type) : m.expected(type, got);
    }
    case "too_small":
      if (issue.origin === "string" && issue.minimum === 1) return m.empty;
      return m.tooSmall(String(issue.minimum), issue.inclusive !== false, got);
    case "too_big":
      return m.tooBig(String(issue.maximum), issue.inclusive !== false, got);
    case "invalid_value":
      return m.oneOf(issue.values.map(String).join(", "), got, nearestOf(issue));
    case "invalid_format":
      return issue.format === "date" ? m.date(got) : m.format(issue.pattern ?? issue.format, got);
    case "not_multiple_of":
      return m.multipleOf(String(issue.divisor), got);
    case "unrecognized_keys":
      return m.unknownKey(issue.keys.map(shown).join(", "), undefined, "");
    case "custom":
      return issue.message;
    default:
      return m.noForm(got);
  }
}

function nearestOf(issue: z.core.$ZodIssueInvalidValue): string | undefined {
  return typeof issue.input === "string" ? nearest(issue.input, issue.values.map(String)) : undefined;
}

/** A section's own refinement may bring its sentence in every language: `{ params: { text } }`. */
function customText(issue: z.core.$ZodIssue): Text | undefined {
  const text: unknown = issue.code === "custom" ? issue.params?.["text"] : undefined;
  return isText(text) ? text : undefined;
}

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && "en" in value && "zh" in value;
}

type PolicyWords = typeof en;

function typeName(m: PolicyWords, expected: string): string {
  const names: Readonly<Record<string, string>> = m.types;
  return names[expected] ?? expected;
}

/** The value in a few words. Nothing that looks like a web address is repeated: it may hold a secret. */
function describe(m: PolicyWords, value: unknown): string {
  if (value === null || value === undefined) return m.got.nothing;
  if (Array.isArray(value)) return m.got.list;
  if (typeof value === "object") return m.got.mapping;
  if (typeof value !== "string") return JSON.stringify(value) ?? typeof value;
  return value.includes("://") ? m.got.address : m.got.text(shown(value));
}

function shown(text: string): string {
  return printableLine(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** `leaks.groups[2].maxNew`. */
export function showPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : `${i === 0 ? "" : "."}${shown(String(step))}`))
    .join("");
}
