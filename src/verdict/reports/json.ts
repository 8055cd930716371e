/**
 * The machine-readable report, schema `assay/<instrument>/1`: one head for every instrument, described in
 * docs/reports.md. Instruments add fields beside `verdict` and inside findings and evidence; the head's own names win.
 * Sentences are in the language asked for; names, numbers and fingerprints never depend on it.
 */

import type { Json } from "../../base/stable-json.ts";
import { countSeverities } from "../decide.ts";
import type { Evidence, Location } from "../finding.ts";
import type { JudgedFinding, Verdict } from "../verdict.ts";
import { rulesById, textOf } from "./facts.ts";
import type { ReportOptions } from "./report.ts";

type Fields = { readonly [key: string]: Json | undefined };

/** Two-space indent, members in reading order. */
export function renderJson(verdict: Verdict, options: ReportOptions): string {
  return `${JSON.stringify(jsonReport(verdict, options), bigintAsText, 2)}\n`;
}

/** The report as a value, before it is printed. */
export function jsonReport(verdict: Verdict, options: Pick<ReportOptions, "lang" | "tool">): Fields {
  const { lang, tool } = options;
  const rules = rulesById(verdict);
  const finding = (found: JudgedFinding): Fields =>
    merged(
      {
        rule: found.rule,
        level: found.level,
        severity: found.severity,
        subject: found.subject,
        fingerprint: found.fingerprint,
        message: found.message[lang],
        where: found.where && place(found.where),
        numbers: found.numbers,
        evidence: found.evidence.map((item) => ({
          kind: item.kind,
          text: item.text[lang],
          weight: item.weight,
          data: item.data,
        })),
        why: textOf(found, rules.get(found.rule), "why")?.[lang],
        fix: textOf(found, rules.get(found.rule), "fix")?.[lang],
        related: found.related?.map(place),
      },
      found.details,
    );
  return merged(
    {
      schema: `assay/${verdict.instrument}/1`,
      tool: { name: tool.name, version: tool.version },
      lang,
      verdict: {
        status: verdict.status,
        summary: verdict.summary[lang],
        subject: verdict.subject,
        policyRevision: verdict.policyRevision,
        counts: { ...countSeverities(verdict.findings, verdict.waived) },
        undecided: (verdict.undecided ?? []).map((reason) => reason[lang]),
      },
      findings: verdict.findings.map(finding),
      waived: verdict.waived.map((found) => ({
        ...finding(found),
        waiver: { ...found.waiver, source: { ...found.waiver.source } },
      })),
      evidence: verdict.evidence.map(piece),
      remarks: verdict.remarks.map((remark) => remark[lang]),
      rules: verdict.rules.map((rule) => ({ id: rule.id, severity: rule.severity, title: rule.title[lang] })),
    },
    verdict.details,
  );
}

function place({ file, line, column, function: name }: Location): Fields {
  return { function: name, file, line, column };
}

function piece({ source, kind, sha256, seen, understood, truncated, details }: Evidence): Fields {
  return merged({ source, kind, sha256, seen, understood, truncated }, details);
}

/** The head's members first; a detail of the same name cannot replace one. */
function merged(head: Fields, details: Fields | undefined): Fields {
  return details === undefined ? head : { ...head, ...details, ...defined(head) };
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
