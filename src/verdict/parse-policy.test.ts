import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { effectivePolicy } from "./effective-policy.ts";
import { parsePolicy } from "./parse-policy.ts";
import type { Policy, PolicySection } from "./policy.ts";
import { policyJsonSchema } from "./policy-schema.ts";

interface Leaks {
  readonly maxNew: number;
  readonly groups: readonly { readonly match: string; readonly maxNew: number }[];
}

const leaks: PolicySection<Leaks> = {
  name: "leaks",
  defaults: { maxNew: 5, groups: [] },
  schema: (zod) =>
    zod.strictObject({
      maxNew: zod.int().min(0).default(5).describe("New goroutines in a group before it fails"),
      groups: zod.array(zod.strictObject({ match: zod.string(), maxNew: zod.int().min(0) })).default([]),
    }),
};

const rules = ["leaks/goroutine-growth", "leaks/old-waiter"] as const;

function read(text: string) {
  return parsePolicy(text, { file: "assay.yaml", sections: [leaks], rules });
}

function policyOf(text: string): Policy {
  const parsed = read(text);
  if (!parsed.ok) throw new Error(parsed.error.map((problem) => problem.message.en).join("\n"));
  return parsed.value;
}

function problemsOf(text: string, lang: "en" | "zh" = "en"): readonly string[] {
  const parsed = read(text);
  return parsed.ok ? [] : parsed.error.map((p) => `${p.line}:${p.column} ${p.path}: ${p.message[lang]}`);
}

test("an empty file is the default policy, revision and all", () => {
  for (const text of ["", "# nothing\n", "{}", "waivers:\nleaks:\n"]) {
    const policy = policyOf(text);
    expect(policy.section(leaks)).toEqual(leaks.defaults);
    expect(policy.revision).toBe(effectivePolicy({}, [leaks]).revision);
  }
});

test("a whole policy is read", () => {
  const policy = policyOf(`
minimumUnderstood: 0.9
rules:
  leaks/*: warning
  leaks/goroutine-growth: off
waivers:
  - rule: leaks/old-waiter
    subject: "select · *"
    owner: ann
    reason: waits for work
    expires: 2026-12-31
slack:
  webhook: env:TEAM_HOOK
  when: [fail]
leaks:
  maxNew: 9
`);
  expect(policy).toMatchObject({
    file: "assay.yaml",
    minimumUnderstood: 0.9,
    rules: { "leaks/*": "warning", "leaks/goroutine-growth": "off" },
    waivers: [
      {
        rule: "leaks/old-waiter",
        subject: "select · *",
        owner: "ann",
        reason: "waits for work",
        expires: "2026-12-31",
        source: { file: "assay.yaml", line: 7 },
      },
    ],
    malformedWaivers: [],
    slack: { env: "TEAM_HOOK", when: ["fail"] },
  });
  expect(policy.section(leaks)).toEqual({ maxNew: 9, groups: [] });
});

describe("problems", () => {
  test("all of them are listed at once, each with line and column", () => {
    expect(
      problemsOf(`minimumUnderstod: 0.9
rules:
  leaks/old-waiter: err
leaks:
  maxNew: -1
  groups:
    - match: 3
      maxnew: 2
slack:
  when: fail
`),
    ).toEqual([
      '1:1 minimumUnderstod: unknown key "minimumUnderstod". Did you mean "minimumUnderstood"? Known here: leaks, minimumUnderstood, rules, slack, waivers.',
      '3:21 rules.leaks/old-waiter: expected one of error, warning, note, off; got "err".',
      "5:11 leaks.maxNew: must be at least 0, got -1.",
      "7:7 leaks.groups[0].maxNew: missing; expected a number.",
      "7:14 leaks.groups[0].match: expected text, got 3.",
      '8:7 leaks.groups[0].maxnew: unknown key "maxnew". Did you mean "maxNew"? Known here: match, maxNew.',
      '10:9 slack.when: expected a list, got "fail".',
    ]);
  });

  test.each([
    ["- a\n", "1:1 : expected a mapping, got a list."],
    [
      "rules:\n  leaks/goroutine-grow: off\n",
      '2:3 rules.leaks/goroutine-grow: no rule is named "leaks/goroutine-grow". Did you mean "leaks/goroutine-growth"?',
    ],
    ["rules:\n  profiles/*: off\n", '2:3 rules.profiles/*: no rule matches "profiles/*".'],
    ["a: 1\na: 2\n", "2:1 : this key stands here a second time."],
    ["a:\n\tb: 1\n", "2:1 : a tab is used for indentation; YAML takes spaces only."],
    ['a: "x', "1:6 : a closing quote, bracket, comma or colon is missing."],
    ["leaks: *nowhere\n", "1:8 : this alias stands for nothing: its anchor is missing."],
    ["leaks: !!js/function x\n", "1:8 : tags are not used in a policy."],
    ["a: 1\n---\nb: 2\n", "2:1 : the file holds several documents; a policy is one."],
    [`# ${"x".repeat(1 << 20)}`, "1:1 : the file is larger than 1 MiB."],
    ["[".repeat(100_000), expect.stringMatching(/^1:\d+ : the values are nested too deeply\.$/u)],
    ["minimumUnderstood: 99.5\n", "1:20 minimumUnderstood: must be at most 1, got 99.5."],
    ["minimumUnderstood: .nan\n", "1:20 minimumUnderstood: expected a number, got null."],
  ])("problem %#", (text, problem) => {
    expect(problemsOf(text)[0]).toEqual(problem);
  });

  test("aliases that would unfold into gigabytes are refused", () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`,
    );
    expect(problemsOf(["l0: &l0 [x, x]", ...levels].join("\n"))).toEqual(["1:1 : aliases stand for too many values."]);
  });

  test("an alias is read, and a problem in what it stands for is shown where that is written", () => {
    expect(problemsOf("leaks: &a\n  maxNew: one\nslack: *a\n")).toEqual(
      [
        '2:11 leaks.maxNew: expected a number, got "one".',
        '2:3 slack.maxNew: unknown key "maxNew". Known here: webhook, when.',
      ].toReversed(),
    );
  });

  test("a web address is never repeated, for it may be a secret", () => {
    const [problem] = problemsOf("slack:\n  webhook: https://hooks.slack.example/services/T0/B0/SECRET\n");
    expect(problem).toMatch(/^2:12 slack\.webhook: write env:NAME/u);
    expect(problem).not.toContain("SECRET");
    expect(problemsOf("rules: https://x.example/SECRET")).toEqual([
      "1:8 rules: expected a mapping, got a web address.",
    ]);
  });

  test("they are told in Chinese too", () => {
    expect(problemsOf("leaks:\n  maxNwe: 1\n  maxNew: x\n", "zh")).toEqual([
      "2:3 leaks.maxNwe: 未知的键“maxNwe”。是否想写“maxNew”？此处可用的键：groups, maxNew。",
      "3:11 leaks.maxNew: 应为数字，实际为“x”。",
    ]);
  });
});

describe("waivers", () => {
  test("a bad one becomes a finding and the good ones hold", () => {
    const policy = policyOf(`waivers:
  - { rule: leaks/old-waiter, owner: ann, reason: r, expires: 2026-12-31 }
  - { rule: leaks/old-waiter, owner: " ", expires: 2026-02-30 }
  - { rule: leaks/old, owner: bob, reason: r, expires: 2026-12-31, untill: x }
  - { rule: leaks/old, owner: bob, reason: r, expires: 2026-12-31 }
  - just text
`);
    expect(policy.waivers.map((waiver) => waiver.source.line)).toEqual([2]);
    expect(
      policy.malformedWaivers.map((finding) => [finding.where?.line, finding.subject, finding.message.en]),
    ).toEqual([
      [
        3,
        "leaks/old-waiter ·  ",
        'Waiver 2 covers nothing: owner: must not be empty. reason: missing; expected text. expires: expected a day of the calendar as YYYY-MM-DD, got "2026-02-30".',
      ],
      [
        4,
        "leaks/old · bob",
        'Waiver 3 covers nothing: untill: unknown key "untill". Known here: rule, subject, owner, reason, expires.',
      ],
      [5, "leaks/old · bob", 'Waiver 4 covers nothing: rule: no rule is named "leaks/old".'],
      [6, "waivers[4]", 'Waiver 5 covers nothing: expected a mapping, got "just text".'],
    ]);
  });
});

test("the defaults of a section are what its schema makes of nothing", () => {
  expect(leaks.schema(z).parse({})).toEqual(leaks.defaults);
});

test("the JSON Schema knows every key and refuses others", () => {
  const schema = policyJsonSchema(z, [leaks]);
  expect(schema).toMatchObject({
    $schema: "http://json-schema.org/draft-07/schema#",
    additionalProperties: false,
    properties: {
      leaks: { additionalProperties: false, properties: { maxNew: { type: "integer", default: 5 } } },
      waivers: { items: { required: ["rule", "owner", "reason", "expires"] } },
    },
  });
});

test("no text makes the reader throw, and every problem has its place", () => {
  const yamlish = fc.string({
    unit: fc.constantFrom(
      "a",
      ": ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&a",
      "*a",
      "leaks",
      "rules",
      "waivers",
      '"',
      "!",
      "|",
      "\t",
      "1",
      "#",
    ),
  });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), yamlish), (text) => {
      const parsed = read(text);
      if (parsed.ok) return;
      expect(parsed.error.length).toBeGreaterThan(0);
      const lines = text.split("\n").length;
      for (const problem of parsed.error) {
        expect(problem.line).toBeGreaterThanOrEqual(1);
        expect(problem.line).toBeLessThanOrEqual(lines);
        expect(problem.column).toBeGreaterThanOrEqual(1);
        expect(problem.message.zh).not.toBe("");
      }
    }),
    { numRuns: 1000 },
  );
});
