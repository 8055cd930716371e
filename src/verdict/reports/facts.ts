/** What every report says in the same way: places, figures, counts, and which text of a rule applies. */

import type { Text } from "../../base/messages.ts";
import type { Finding, Location, Rule } from "../finding.ts";
import type { Verdict } from "../verdict.ts";

/** `file:line:column`, as far as known. */
export function placeOf(location: Location): string {
  const line = location.line === undefined ? "" : `:${location.line}`;
  const column = location.line === undefined || location.column === undefined ? "" : `:${location.column}`;
  return `${location.file}${line}${column}`;
}

/** `new 12 · grown 12 · count 40`, in the instrument's order. */
export function figuresOf(finding: Finding): string {
  return Object.entries(finding.numbers)
    .map(([name, value]) => `${name} ${figure(value)}`)
    .join(" · ");
}

/** Whole numbers as they are; others with at most four significant digits. */
export function figure(value: number): string {
  return Number.isInteger(value) || !Number.isFinite(value) ? String(value) : String(Number(value.toPrecision(4)));
}

/** The places that belong to a finding, without the one it is reported at. */
export function stackOf(finding: Finding): readonly Location[] {
  const at = finding.where;
  return (finding.related ?? []).filter(
    (place) => at === undefined || place.file !== at.file || place.line !== at.line || place.function !== at.function,
  );
}

/** The rules of a verdict by id. */
export function rulesById(verdict: Verdict): ReadonlyMap<string, Rule> {
  return new Map(verdict.rules.map((rule) => [rule.id, rule]));
}

/** The finding's own words where it has them, else its rule's. */
export function textOf(finding: Finding, rule: Rule | undefined, key: "why" | "fix"): Text | undefined {
  return finding[key] ?? rule?.[key];
}

/** Share of the evidence that was understood, from 0 to 1; 1 where nothing was announced. */
export function shareUnderstood(evidence: { readonly seen: number; readonly understood: number }): number {
  return evidence.seen > 0 ? Math.min(1, evidence.understood / evidence.seen) : 1;
}
