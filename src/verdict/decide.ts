/**
 * From findings to a verdict, in five steps: is the evidence complete, which waivers hold, which severity has each
 * finding, what does the policy itself deserve to hear, and what follows from it all. Pure: the same input gives the
 * same verdict; even today's date comes from outside.
 *
 * On incomplete evidence a **definite** error still fails, since nothing unread could undo a proof. Everything less
 * sure is undecided there, a clean sheet included, because the part that is missing may hold the explanation or the
 * defect.
 */

import { say, type Text } from "../base/messages.ts";
import type { Json } from "../base/stable-json.ts";
import { reasonsAgainst } from "./completeness.ts";
import type { Evidence, Finding, Level, Rule, RuleId, Severity } from "./finding.ts";
import type { Tally } from "./messages/en.ts";
import { en } from "./messages/en.ts";
import { zh } from "./messages/zh.ts";
import type { Policy } from "./policy.ts";
import { policyRules } from "./rules.ts";
import { judgeSeverity, ruleSetting } from "./severity.ts";
import type { JudgedFinding, Status, Verdict, WaivedFinding } from "./verdict.ts";
import { waiverDesk } from "./waiver-desk.ts";
import type { Waiver } from "./waiver.ts";

const words = { en, zh };

/** Everything that a verdict depends on. */
export interface DecideInput {
  /** `leaks`, `profiles`, … */
  readonly instrument: string;
  /** What was judged, one line. */
  readonly subject: string;
  readonly findings: readonly Finding[];
  /** The rules that this run checked, hit or not; a finding of any other rule is a defect of the instrument. */
  readonly rules: readonly Rule[];
  readonly evidence: readonly Evidence[];
  readonly policy: Policy;
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
  /** The instrument's own reasons why nothing can be decided, e.g. an unreachable service. */
  readonly undecided?: readonly Text[];
  readonly remarks?: readonly Text[];
  /** What becomes of findings that the instrument explained as normal; left out by default. */
  readonly normal?: "drop" | "keep";
  /** The instrument's own head fields in JSON. */
  readonly details?: Readonly<Record<string, Json | undefined>>;
}

/** Applies the policy to the findings. Throws only on a finding whose rule is not among `rules`. */
export function decide(input: DecideInput): Verdict {
  const { policy, today } = input;
  const catalogue = new Map<RuleId, Rule>([...policyRules, ...input.rules].map((rule) => [rule.id, rule]));

  const reasons = [...(input.undecided ?? []), ...reasonsAgainst(input.evidence, policy.minimumUnderstood)];
  const desk = waiverDesk(policy.waivers, { today, checked: input.rules, complete: reasons.length === 0 });

  const counting: JudgedFinding[] = [];
  const waived: WaivedFinding[] = [];
  const switchedOff = new Map<RuleId, number>();
  const judge = (finding: Finding, waiver?: Waiver): void => {
    const rule = catalogue.get(finding.rule);
    if (rule === undefined) throw new Error(`finding of a rule that this run does not list: ${finding.rule}`);
    const setting = ruleSetting(policy, finding.rule);
    if (finding.level === "normal" && input.normal !== "keep") return;
    if (setting === "off") {
      switchedOff.set(finding.rule, (switchedOff.get(finding.rule) ?? 0) + 1);
      return;
    }
    const judged: JudgedFinding = { ...finding, severity: judgeSeverity(finding, rule, setting) };
    if (waiver === undefined || finding.level === "normal") counting.push(judged);
    else waived.push({ ...judged, waiver });
  };
  for (const finding of input.findings) judge(finding, desk.waiverFor(finding));
  // Never waived: a waiver of `*` must not cover what is to be said about itself.
  for (const finding of [...policy.malformedWaivers, ...desk.findings()]) judge(finding);

  const findings = counting.toSorted(byImportance);
  const tally = countSeverities(findings, waived);
  const status = statusOf(findings, tally, reasons);
  const named = new Set([...findings, ...waived].map((finding) => finding.rule));
  return {
    status,
    instrument: input.instrument,
    subject: input.subject,
    summary: summarise(status, tally, reasons),
    ...(status === "undecided" ? { undecided: reasons } : {}),
    findings,
    waived: waived.toSorted(byImportance),
    evidence: input.evidence,
    rules: [...catalogue.values()]
      .filter((rule) => named.has(rule.id) || (!policyRules.includes(rule) && ruleSetting(policy, rule.id) !== "off"))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    policyRevision: policy.revision,
    remarks: [
      ...(status === "fail" ? reasons : []),
      ...(input.remarks ?? []),
      ...switchedOffRemark(switchedOff),
      ...desk.remarks(),
    ],
    ...(input.details === undefined ? {} : { details: input.details }),
  };
}

function statusOf(findings: readonly JudgedFinding[], tally: Tally, reasons: readonly Text[]): Status {
  if (reasons.length > 0) {
    const proven = findings.some((finding) => finding.severity === "error" && finding.level === "definite");
    return proven ? "fail" : "undecided";
  }
  return tally.error > 0 ? "fail" : tally.warning > 0 ? "warn" : "pass";
}

function summarise(status: Status, tally: Tally, reasons: readonly Text[]): Text {
  return say(words, ({ summary }) => {
    if (status === "undecided") return summary.undecided(reasons.length, tally);
    return status === "fail" && reasons.length > 0 ? summary.failOnPart(tally) : summary[status](tally);
  });
}

function switchedOffRemark(counts: ReadonlyMap<RuleId, number>): readonly Text[] {
  if (counts.size === 0) return [];
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const rules = [...counts.keys()].toSorted().join(", ");
  return [say(words, (m) => m.remark.switchedOff(total, rules))];
}

/** Findings of each severity that count, and those that are waived. */
export function countSeverities(findings: readonly JudgedFinding[], waived: readonly WaivedFinding[]): Tally {
  const of = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return { error: of("error"), warning: of("warning"), note: of("note"), waived: waived.length };
}

const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
const levelRank: Readonly<Record<Level, number>> = { definite: 0, likely: 1, suspect: 2, normal: 3 };

/** Severity, level, summed weight of the evidence; what is equal keeps the instrument's order. */
function byImportance(a: JudgedFinding, b: JudgedFinding): number {
  return (
    severityRank[a.severity] - severityRank[b.severity] ||
    levelRank[a.level] - levelRank[b.level] ||
    weight(b) - weight(a)
  );
}

function weight(finding: Finding): number {
  return finding.evidence.reduce((sum, item) => sum + (item.weight ?? 0), 0);
}
