import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verbatim } from "../base/messages.ts";
import { decide, type DecideInput } from "./decide.ts";
import { effectivePolicy, type PolicyParts } from "./effective-policy.ts";
import type { Evidence, Finding, Level, Rule, Severity } from "./finding.ts";
import type { PolicySection } from "./policy.ts";
import type { Waiver } from "./waiver.ts";

const growth: Rule = rule("leaks/growth", "error");
const old: Rule = rule("leaks/old", "warning");

function rule(id: Rule["id"], severity: Severity): Rule {
  return { id, severity, title: verbatim(id), why: verbatim("why"), fix: verbatim("fix"), method: verbatim("method") };
}

function finding(over: Partial<Finding> = {}): Finding {
  const subject = over.subject ?? "chan send · main.handle.func1";
  return {
    rule: "leaks/growth",
    level: "definite",
    fingerprint: `growth:${subject}`,
    message: verbatim("grew"),
    numbers: {},
    evidence: [],
    ...over,
    subject,
  };
}

const whole: Evidence = { source: "b.txt", kind: "goroutine-dump", seen: 1000, understood: 1000, truncated: false };

function waiver(over: Partial<Waiver> = {}): Waiver {
  return {
    rule: "leaks/growth",
    owner: "ann",
    reason: "known",
    expires: "2026-12-31",
    source: { file: "assay.yaml", line: 7 },
    ...over,
  };
}

function run(over: Partial<DecideInput> = {}, policy: PolicyParts = {}) {
  return decide({
    instrument: "leaks",
    subject: "a.txt b.txt",
    findings: [],
    rules: [growth, old],
    evidence: [whole],
    policy: effectivePolicy(policy, []),
    today: "2026-11-24",
    ...over,
  });
}

describe("status", () => {
  test.each<[string, Partial<DecideInput>, string]>([
    ["nothing found passes", {}, "pass"],
    ["a warning warns", { findings: [finding({ rule: "leaks/old" })] }, "warn"],
    ["an error fails", { findings: [finding()] }, "fail"],
    ["a note passes", { findings: [finding({ severity: "note" })] }, "pass"],
    ["a suspicion does not fail unless the policy says so", { findings: [finding({ level: "suspect" })] }, "warn"],
    [
      "something explained as normal never counts",
      { findings: [finding({ level: "normal" })], normal: "keep" },
      "pass",
    ],
    ["no evidence at all decides nothing", { evidence: [] }, "undecided"],
    ["cut evidence decides nothing", { evidence: [{ ...whole, truncated: true }] }, "undecided"],
    ["99.4 % understood is too little", { evidence: [whole, { ...whole, understood: 994 }] }, "undecided"],
    ["99.5 % understood is enough", { evidence: [{ ...whole, understood: 995 }] }, "pass"],
    ["an empty profile is evidence", { evidence: [{ ...whole, seen: 0, understood: 0 }] }, "pass"],
    ["a count that is no number decides nothing", { evidence: [{ ...whole, seen: Number.NaN }] }, "undecided"],
    [
      "a proof on half the evidence still fails",
      { evidence: [{ ...whole, truncated: true }], findings: [finding()] },
      "fail",
    ],
    [
      "a likelihood on half the evidence decides nothing",
      { evidence: [{ ...whole, truncated: true }], findings: [finding({ level: "likely" })] },
      "undecided",
    ],
    ["the instrument's own reason decides nothing", { undecided: [verbatim("service unreachable")] }, "undecided"],
  ])("%s", (_, input, status) => {
    const verdict = run(input);
    expect(verdict.status).toBe(status);
    expect(verdict.undecided !== undefined).toBe(status === "undecided");
  });

  test("a fail on half the evidence says so in its remarks", () => {
    const verdict = run({ evidence: [{ ...whole, truncated: true }], findings: [finding()] });
    expect(verdict.remarks.map((text) => text.en)).toEqual(["b.txt: the evidence is cut off before its end."]);
    expect(verdict.summary.en).toBe(
      "Failed with 1 error; the evidence is incomplete, but what was read is proof enough.",
    );
  });

  test("the share shown is never rounded up to the one asked for", () => {
    const verdict = run({ evidence: [{ ...whole, seen: 100_000, understood: 99_499 }] });
    expect(verdict.undecided?.map((text) => text.en)).toEqual([
      "b.txt: only 99499 of 100000 units were understood (99.49 %); the policy asks for 99.5 %.",
    ]);
  });
});

describe("rule settings", () => {
  test.each<[string, Record<string, Severity | "off">, string]>([
    ["the exact id wins over a glob", { "leaks/*": "error", "leaks/growth": "note" }, "note"],
    ["the longer glob wins", { "leaks/gr*": "note", "leaks/*": "error" }, "note"],
    ["of equal globs the later wins", { "leaks/*wth": "note", "leaks/gro*": "warning" }, "warning"],
    ["a setting reaches suspicions too", { "*": "error" }, "error"],
  ])("%s", (_, rules, severity) => {
    const verdict = run({ findings: [finding({ level: "suspect" })] }, { rules });
    expect(verdict.findings.map((f) => f.severity)).toEqual([severity]);
  });

  test("a rule that is off leaves a count behind, and leaves the list of rules", () => {
    const verdict = run({ findings: [finding(), finding({ subject: "x" })] }, { rules: { "leaks/growth": "off" } });
    expect(verdict.status).toBe("pass");
    expect(verdict.findings).toEqual([]);
    expect(verdict.remarks.map((text) => text.en)).toEqual([
      "2 findings left out because the policy switches the rule off: leaks/growth.",
    ]);
    expect(verdict.rules.map((r) => r.id)).toEqual(["leaks/old"]);
  });

  test("a finding of an unlisted rule is a defect of the instrument", () => {
    expect(() => run({ findings: [finding({ rule: "leaks/unheard" })] })).toThrow("leaks/unheard");
  });
});

describe("waivers", () => {
  test("a waived finding is shown and does not count, until the last day included", () => {
    const input = { findings: [finding()] };
    const last = run({ ...input, today: "2026-12-31" }, { waivers: [waiver()] });
    expect([last.status, last.findings.length, last.waived.map((f) => f.waiver.owner)]).toEqual(["pass", 0, ["ann"]]);
    const after = run({ ...input, today: "2027-01-01" }, { waivers: [waiver()] });
    expect(after.status).toBe("fail");
    expect(after.findings.map((f) => [f.rule, f.severity, f.message.en, f.where])).toEqual([
      ["leaks/growth", "error", "grew", undefined],
      [
        "policy/waiver-expired",
        "warning",
        "The waiver of ann for leaks/growth ended on 2026-12-31; 1 finding it covered counts again.",
        { file: "assay.yaml", line: 7 },
      ],
    ]);
  });

  test("a waiver about to end is mentioned while it is needed", () => {
    const verdict = run({ findings: [finding()], today: "2026-12-20" }, { waivers: [waiver()] });
    expect(verdict.remarks.map((text) => text.en)).toEqual(["The waiver of ann for leaks/growth ends on 2026-12-31."]);
  });

  test.each<[string, Partial<Waiver>, boolean]>([
    ["a glob over the subject", { subject: "chan send · main.*" }, true],
    ["another subject", { subject: "chan receive *" }, false],
    ["the exact fingerprint", { subject: "growth:chan send · main.handle.func1" }, true],
    ["a glob over rules", { rule: "leaks/*" }, true],
    ["another rule", { rule: "leaks/old" }, false],
  ])("%s covers: %#", (_, over, covered) => {
    const verdict = run({ findings: [finding()] }, { waivers: [waiver(over)] });
    expect(verdict.waived.length).toBe(covered ? 1 : 0);
    expect(verdict.findings.some((f) => f.rule === "policy/waiver-unused")).toBe(!covered);
  });

  test("a waiver for another instrument is left alone", () => {
    const verdict = run(
      {},
      { waivers: [waiver({ rule: "profiles/*" }), waiver({ rule: "profiles/x", expires: "2020-01-01" })] },
    );
    expect(verdict.findings).toEqual([]);
  });

  test("what matches something normal today is not called unused", () => {
    const verdict = run({ findings: [finding({ level: "normal" })] }, { waivers: [waiver()] });
    expect([verdict.status, verdict.findings.length, verdict.waived.length]).toEqual(["pass", 0, 0]);
  });

  test("a waiver of everything does not cover what is said about itself", () => {
    const verdict = run({}, { waivers: [waiver({ rule: "*", expires: "2026-01-01" })] });
    expect(verdict.findings.map((f) => f.rule)).toEqual(["policy/waiver-expired"]);
  });

  test("nothing is called unused before everything was read", () => {
    const verdict = run({ evidence: [{ ...whole, truncated: true }] }, { waivers: [waiver()] });
    expect(verdict.findings).toEqual([]);
  });

  test("a malformed waiver fails the gate, and the policy can soften it", () => {
    const malformed = finding({ rule: "policy/waiver-malformed" });
    expect(run({}, { malformedWaivers: [malformed] }).status).toBe("fail");
    const rules = { "policy/*": "warning" } as const;
    expect(run({}, { malformedWaivers: [malformed], rules }).status).toBe("warn");
  });
});

test("findings are sorted by severity, level and weight, then as the instrument gave them", () => {
  const weighed = (subject: string, level: Level, weight: number): Finding =>
    finding({ subject, level, evidence: [{ kind: "w", text: verbatim("w"), weight }] });
  const verdict = run({
    findings: [
      finding({ subject: "warning", rule: "leaks/old" }),
      weighed("likely", "likely", 1),
      weighed("light", "definite", 0.2),
      weighed("heavy", "definite", 0.9),
      weighed("heavy too", "definite", 0.9),
    ],
  });
  expect(verdict.findings.map((f) => f.subject)).toEqual(["heavy", "heavy too", "light", "likely", "warning"]);
});

test("every finding is counted, waived or remarked upon, whatever the policy", () => {
  const settings = fc.constantFrom("error", "warning", "note", "off");
  const specs = fc.record({
    rule: fc.constantFrom("leaks/growth", "leaks/old"),
    level: fc.constantFrom("definite", "likely", "suspect"),
    subject: fc.string(),
  });
  const rules = fc.dictionary(fc.constantFrom("leaks/*", "l*h", "leaks/growth", "leaks/o?d"), settings);
  const waivers = fc.array(fc.record({ rule: fc.constantFrom("*", "leaks/*", "leaks/old"), subject: fc.string() }));
  fc.assert(
    fc.property(fc.array(specs), rules, waivers, (findings, ruleSettings, covers) => {
      const verdict = run(
        { findings: findings.map((spec) => finding(spec)) },
        { rules: ruleSettings, waivers: covers.map((cover) => waiver(cover)) },
      );
      const counting = verdict.findings.filter((f) => f.rule.startsWith("leaks/")).length;
      const off = verdict.remarks.map((text) => /^\d+(?= findings? left out)/u.exec(text.en)?.[0] ?? 0);
      expect(counting + verdict.waived.length + Number(off[0] ?? 0)).toBe(findings.length);
      expect(verdict.status === "fail").toBe(verdict.findings.some((f) => f.severity === "error"));
    }),
  );
});

function revision(parts: PolicyParts): string {
  return effectivePolicy(parts, []).revision;
}

test("the revision of the policy follows what it says and not where it says it", () => {
  expect(revision({})).toMatch(/^[0-9a-f]{12}$/u);
  expect(revision({ file: "x", waivers: [waiver()] })).toBe(
    revision({ waivers: [waiver({ source: { file: "other", line: 1 } })] }),
  );
  expect(revision({})).not.toBe(revision({ minimumUnderstood: 0.9 }));
});

test("the revision covers the sections that the file does not mention", () => {
  const section: PolicySection<{ readonly a: number }> = {
    name: "s",
    defaults: { a: 1 },
    schema: (zod) => zod.strictObject({ a: zod.int().default(1) }),
  };
  expect(effectivePolicy({}, [section]).section(section)).toEqual({ a: 1 });
  expect(effectivePolicy({}, [section]).revision).not.toBe(revision({}));
});
