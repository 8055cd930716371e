/** Which severity a finding gets: the policy's word first, then the instrument's, then the rule's. */

import { parseGlob } from "../base/glob.ts";
import type { Finding, Rule, Severity } from "./finding.ts";
import type { Policy, RuleSetting } from "./policy.ts";

/**
 * The policy's setting for a rule: the exact id before any glob, then the glob with the most literal characters,
 * then the one written later; `undefined` when the policy is silent.
 */
export function ruleSetting(policy: Pick<Policy, "rules">, rule: string): RuleSetting | undefined {
  const exact = Object.hasOwn(policy.rules, rule) ? policy.rules[rule] : undefined;
  if (exact !== undefined) return exact;
  let best: { readonly literals: number; readonly setting: RuleSetting } | undefined;
  for (const [pattern, setting] of Object.entries(policy.rules)) {
    const glob = parseGlob(pattern);
    if (glob.literals >= (best?.literals ?? 0) && glob.matches(rule)) best = { literals: glob.literals, setting };
  }
  return best?.setting;
}

/**
 * Severity of one finding. A `normal` finding is a note whatever anybody says. Where the policy is silent a `suspect`
 * is at most a warning: a gate does not close on a suspicion that nobody asked it to act on.
 */
export function judgeSeverity(finding: Finding, rule: Rule, setting: Severity | undefined): Severity {
  if (finding.level === "normal") return "note";
  if (setting !== undefined) return setting;
  const proposed = finding.severity ?? rule.severity;
  return finding.level === "suspect" && proposed === "error" ? "warning" : proposed;
}
