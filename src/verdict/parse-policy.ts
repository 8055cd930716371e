/**
 * From the text of `assay.yaml` to the effective policy, or to the list of everything that is wrong with it. Pure.
 * Problems of the file's form stop the run, since nobody knows what was meant; a bad waiver does not: it covers
 * nothing and becomes a finding.
 */

import { z } from "zod";
import { parseGlob } from "../base/glob.ts";
import { type Lang, say } from "../base/messages.ts";
import { nearest } from "../base/nearest.ts";
import { err, ok, type Result } from "../base/result.ts";
import { effectivePolicy } from "./effective-policy.ts";
import type { Finding, RuleId } from "./finding.ts";
import { en } from "./messages/policy-en.ts";
import { zh } from "./messages/policy-zh.ts";
import type { Policy, PolicySection } from "./policy.ts";
import { issueProblems, type KnownKeys, type PolicyProblem, showPath, yamlProblem } from "./policy-problem.ts";
import { policyJsonSchema, policySchema, waiverSchema } from "./policy-schema.ts";
import { readYaml, type YamlSource } from "./policy-yaml.ts";
import { policyRules, waiverMalformed } from "./rules.ts";
import type { Waiver } from "./waiver.ts";

const words = { en, zh };

export interface ParsePolicyOptions {
  /** How the file is called in findings. */
  readonly file: string;
  readonly sections: readonly PolicySection<unknown>[];
  /** Every rule there is; with it names and globs that match none are refused. */
  readonly rules?: readonly RuleId[];
}

/** Reads a policy; every problem is listed at once, in the order of the file. */
export function parsePolicy(text: string, options: ParsePolicyOptions): Result<Policy, readonly PolicyProblem[]> {
  const { file, sections } = options;
  const reading = readYaml(text);
  if ("problems" in reading) return err(reading.problems.map(yamlProblem));
  const { source } = reading;

  const schema = policySchema(z, sections, { waivers: "none" });
  const parsed = schema.safeParse(withoutEmpty(source.value), { reportInput: true });
  if (!parsed.success) {
    const known = knownKeys(sections);
    return err(inOrder(parsed.error.issues.flatMap((issue) => issueProblems(issue, [], source, known))));
  }
  const { minimumUnderstood, rules, waivers: written, slack, ...values } = parsed.data;
  const names = options.rules === undefined ? undefined : [...options.rules, ...policyRules.map(({ id }) => id)];
  const strangers = Object.keys(rules).flatMap((pattern) => strangerAt(pattern, ["rules"], source, names));
  if (strangers.length > 0) return err(inOrder(strangers));

  const { waivers, malformed } = readWaivers(written, { file, source, names });
  return ok(
    effectivePolicy(
      {
        file,
        minimumUnderstood,
        rules,
        waivers,
        malformedWaivers: malformed,
        slack: { env: slack.webhook.slice("env:".length), when: slack.when },
        sections: new Map(Object.entries(values)),
      },
      sections,
    ),
  );
}

const waiverKeys: KnownKeys = () => ["rule", "subject", "owner", "reason", "expires"];

/** A key with nothing behind it (`waivers:`) is a key that is not there. */
function withoutEmpty(value: unknown): unknown {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

interface WaiverContext {
  readonly file: string;
  readonly source: YamlSource;
  readonly names: readonly string[] | undefined;
}

function readWaivers(
  written: readonly unknown[],
  { file, source, names }: WaiverContext,
): { readonly waivers: readonly Waiver[]; readonly malformed: readonly Finding[] } {
  const schema = waiverSchema(z);
  const waivers: Waiver[] = [];
  const malformed: Finding[] = [];
  for (const [i, value] of written.entries()) {
    const base = ["waivers", i];
    const { line } = source.positionOf(base);
    const parsed = schema.safeParse(value, { reportInput: true });
    const problems = parsed.success
      ? strangerAt(parsed.data.rule, base, source, names)
      : parsed.error.issues.flatMap((issue) => issueProblems(issue, base, source, waiverKeys));
    if (parsed.success && problems.length === 0) {
      const { subject, ...rest } = parsed.data;
      waivers.push({ ...rest, ...(subject === undefined ? {} : { subject }), source: { file, line } });
    } else {
      malformed.push(malformedFinding(i, value, { file, line }, problems));
    }
  }
  return { waivers, malformed };
}

function malformedFinding(
  index: number,
  value: unknown,
  where: { readonly file: string; readonly line: number },
  problems: readonly PolicyProblem[],
): Finding {
  const prefix = `${showPath(["waivers", index])}.`;
  const listed = (lang: Lang): string =>
    problems
      .map(({ path, message }) => `${path.startsWith(prefix) ? `${path.slice(prefix.length)}: ` : ""}${message[lang]}`)
      .join(" ");
  const subject = ["rule", "subject", "owner"]
    .map((key) => textMember(value, key))
    .filter((part) => part !== undefined)
    .join(" · ");
  return {
    rule: waiverMalformed.id,
    level: "definite",
    subject: subject === "" ? showPath(["waivers", index]) : subject,
    fingerprint: `${waiverMalformed.id}:${subject === "" ? index : subject}`,
    message: { en: en.malformedWaiver(index + 1, listed("en")), zh: zh.malformedWaiver(index + 1, listed("zh")) },
    where,
    numbers: { problems: problems.length },
    evidence: problems.map(({ path, message, line, column }) => ({
      kind: "problem",
      text: message,
      data: { path, line, column },
    })),
  };
}

function textMember(value: unknown, key: string): string | undefined {
  const text = member(value, key);
  return typeof text === "string" && text !== "" ? text : undefined;
}

/** A rule id that does not exist, or a glob that matches none. */
function strangerAt(
  pattern: string,
  path: readonly PropertyKey[],
  source: YamlSource,
  names: readonly string[] | undefined,
): readonly PolicyProblem[] {
  if (names === undefined) return [];
  const glob = parseGlob(pattern);
  if (names.some((name) => glob.matches(name))) return [];
  const message = say(words, (m) =>
    glob.exact ? m.unknownRule(pattern, nearest(pattern, names)) : m.noRuleMatches(pattern),
  );
  const key = path[0] === "rules" ? pattern : "rule";
  const position = path[0] === "rules" ? source.positionOfKey(path, pattern) : source.positionOf([...path, "rule"]);
  return [{ ...position, path: showPath([...path, key]), message }];
}

/** Looks the keys of a mapping up in the JSON Schema; made only when there is a problem to explain. */
function knownKeys(sections: readonly PolicySection<unknown>[]): KnownKeys {
  const root: unknown = policyJsonSchema(z, sections);
  return (path) => {
    let node = root;
    for (const step of path) {
      node =
        typeof step === "number"
          ? member(node, "items")
          : (member(member(node, "properties"), String(step)) ?? member(node, "additionalProperties"));
    }
    const properties = member(node, "properties");
    return typeof properties === "object" && properties !== null ? Object.keys(properties).toSorted() : [];
  };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function inOrder(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
