/**
 * The report for people at a terminal: the verdict first, then every finding as a small block: what, where, why we
 * think so, what to do. Follows the width it is given, keeps double-width letters aligned, and makes every control
 * character of the evidence visible instead of obeying it.
 */

import { printableLine } from "../../base/printable.ts";
import { cutStartToWidth, padEndToWidth, textWidth, wrapToWidth } from "../../base/text-width.ts";
import type { Evidence, EvidenceItem, Location, Rule, Severity } from "../finding.ts";
import type { JudgedFinding, Status, Verdict, WaivedFinding } from "../verdict.ts";
import { figuresOf, placeOf, rulesById, stackOf } from "./facts.ts";
import { painter, type Paint, type Style } from "./paint.ts";
import { parseProse } from "./prose.ts";
import { type RepoPath, repoPaths } from "./repo-path.ts";
import type { ReportOptions } from "./report.ts";
import { type Words, wordsOf } from "./words.ts";

/** Findings and frames shown; what is left out is counted. */
const MAX_FINDINGS = 50;
const MAX_FRAMES = 8;
/** Below this many columns labels stand above their text instead of beside it. */
const NARROW = 56;
/** Lines longer than this are hard to read, however wide the terminal. */
const WIDEST = 110;

const statusMark: Readonly<Record<Status, string>> = { pass: "✓", warn: "!", fail: "✗", undecided: "?" };
const statusStyle: Readonly<Record<Status, Style>> = {
  pass: "green",
  warn: "yellow",
  fail: "red",
  undecided: "magenta",
};
const severityMark: Readonly<Record<Severity, string>> = { error: "✗", warning: "!", note: "·" };
const severityStyle: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", note: "blue" };

interface Page {
  readonly lines: string[];
  readonly width: number;
  readonly paint: Paint;
  readonly words: Words;
  readonly options: ReportOptions;
  readonly pathOf: RepoPath;
}

/** Renders for a terminal `options.columns` wide. */
export function renderTerminal(verdict: Verdict, options: ReportOptions): string {
  const page: Page = {
    lines: [],
    width: Math.min(Math.max(20, options.columns ?? 80), WIDEST),
    paint: painter(options.color === true),
    words: wordsOf(options.lang),
    options,
    pathOf: repoPaths(verdict, options.sources),
  };
  const rules = rulesById(verdict);
  head(page, verdict);
  const explained = new Set<string>();
  for (const finding of verdict.findings.slice(0, MAX_FINDINGS)) {
    block(page, finding, explained.has(finding.rule) ? undefined : rules.get(finding.rule));
    explained.add(finding.rule);
  }
  const left = verdict.findings.length - MAX_FINDINGS;
  if (left > 0) section(page, [() => paragraph(page, page.words.moreFindings(left), 0)]);
  titled(page, page.words.label.waived, verdict.waived, waivedLine);
  titled(page, page.words.label.evidence, verdict.evidence, evidenceLine);
  titled(page, page.words.label.remarks, verdict.remarks, (p, remark) => bullet(p, "·", remark[options.lang]));
  return `${page.lines.join("\n")}\n`;
}

function head(page: Page, verdict: Verdict): void {
  const { paint, words, options } = page;
  const word = ` ${statusMark[verdict.status]} ${words.status[verdict.status]} `;
  const rest = printableLine(`${verdict.instrument} · ${verdict.subject}`);
  const lines = wrapToWidth(rest, page.width - textWidth(word) - 1);
  const indent = " ".repeat(textWidth(word) + 1);
  page.lines.push(`${paint(["bold", "inverse", statusStyle[verdict.status]], word)} ${paint("bold", lines[0] ?? "")}`);
  for (const line of lines.slice(1)) page.lines.push(indent + paint("bold", line));
  paragraph(page, verdict.summary[options.lang], 2);
  for (const reason of verdict.undecided ?? []) bullet(page, "?", reason[options.lang]);
}

function block(page: Page, finding: JudgedFinding, rule: Rule | undefined): void {
  const { paint, words, options } = page;
  const { lang } = options;
  const { severity, level } = finding;
  const style = severityStyle[severity];
  const title = `${severityMark[severity]} ${words.severity[severity]} · ${words.level[level]} · `;
  page.lines.push("", paint(["bold", style], title) + paint("dim", finding.rule));
  for (const line of wrapToWidth(printableLine(finding.subject), page.width - 2))
    page.lines.push(`  ${paint("bold", line)}`);
  paragraph(page, finding.message[lang], 2);
  const figures = figuresOf(finding);
  if (figures !== "") paragraph(page, figures, 4, "dim");

  const { label } = words;
  const fields = fieldPrinter(page, [label.at, label.stack, label.because, label.why, label.fix]);
  if (finding.where !== undefined) fields(label.at, (width) => placeLines(page, finding.where, width));
  const stack = stackOf(finding);
  if (stack.length > 0) {
    fields(label.stack, (width) => [
      ...stack.slice(0, MAX_FRAMES).flatMap((place) => placeLines(page, place, width)),
      ...(stack.length > MAX_FRAMES ? [paint("dim", words.more(stack.length - MAX_FRAMES))] : []),
    ]);
  }
  if (finding.evidence.length > 0) {
    fields(label.because, (width) => finding.evidence.flatMap((item) => evidenceItemLines(page, item, width)));
  }
  const why = finding.why ?? rule?.why;
  const fix = finding.fix ?? rule?.fix;
  if (why !== undefined) fields(label.why, (width) => proseLines(page, why[lang], width));
  if (fix !== undefined) fields(label.fix, (width) => proseLines(page, fix[lang], width));
}

/** Prints label and text side by side, or one above the other where there is no room. */
function fieldPrinter(
  page: Page,
  labels: readonly string[],
): (label: string, text: (width: number) => readonly string[]) => void {
  const narrow = page.width < NARROW;
  const column = Math.max(...labels.map(textWidth));
  const indent = narrow ? 6 : 4 + column + 2;
  return (label, text) => {
    const lines = text(page.width - indent);
    if (narrow) page.lines.push(`    ${page.paint("cyan", label)}`);
    for (const [i, line] of lines.entries()) {
      const lead =
        !narrow && i === 0 ? `    ${page.paint("cyan", padEndToWidth(label, column))}  ` : " ".repeat(indent);
      page.lines.push((lead + line).trimEnd());
    }
  };
}

function placeLines(page: Page, place: Location | undefined, width: number): readonly string[] {
  if (place === undefined) return [];
  const name = printableLine(place.function ?? "");
  const { paint, pathOf } = page;
  const file = printableLine(placeOf({ ...place, file: pathOf(place) ?? place.file }));
  if (name === "") return wrapToWidth(file, width);
  if (textWidth(name) + 2 + textWidth(file) <= width) return [`${name}  ${paint("dim", file)}`];
  const tail = file.slice(file.lastIndexOf("/") + 1);
  if (textWidth(name) + 2 + textWidth(tail) + 2 <= width) {
    return [`${name}  ${paint("dim", cutStartToWidth(file, width - textWidth(name) - 2))}`];
  }
  return [...wrapToWidth(name, width), ...wrapToWidth(file, width - 2).map((line) => `  ${paint("dim", line)}`)];
}

function evidenceItemLines(page: Page, item: EvidenceItem, width: number): readonly string[] {
  const weight = item.weight ?? 0;
  const mark = weight > 0 ? page.paint("green", "+") : weight < 0 ? page.paint("red", "−") : "·";
  const lines = wrapToWidth(printableLine(item.text[page.options.lang]), width - 2);
  return lines.map((line, i) => (i === 0 ? `${mark} ${line}` : `  ${line}`));
}

function proseLines(page: Page, prose: string, width: number): readonly string[] {
  return parseProse(prose).flatMap((part) => {
    if (part.kind === "code")
      return part.text
        .split("\n")
        .map((line) => `  ${page.paint("dim", printableLine(line.replaceAll("\t", "    ")))}`);
    return wrapToWidth(
      printableLine(part.spans.map((span) => (span.kind === "code" ? `\`${span.text}\`` : span.text)).join("")),
      width,
    );
  });
}

function waivedLine(page: Page, finding: WaivedFinding): void {
  const { waiver } = finding;
  bullet(page, "–", `${finding.rule}  ${finding.subject}`);
  paragraph(page, page.words.waivedUntil(waiver.owner, waiver.expires, waiver.reason), 4, "dim");
}

function evidenceLine(page: Page, piece: Evidence): void {
  const { words } = page;
  const cut = piece.truncated ? `, ${words.cutOff}` : "";
  bullet(page, "·", `${piece.source}  ${piece.kind}, ${words.understood(piece.understood, piece.seen)}${cut}`);
}

function titled<T>(page: Page, title: string, items: readonly T[], each: (page: Page, item: T) => void): void {
  if (items.length === 0) return;
  section(page, [() => page.lines.push(page.paint("bold", title)), ...items.map((item) => () => each(page, item))]);
}

function section(page: Page, parts: readonly (() => void)[]): void {
  page.lines.push("");
  for (const part of parts) part();
}

function bullet(page: Page, mark: string, text: string): void {
  const lines = wrapToWidth(printableLine(text), page.width - 4);
  for (const [i, line] of lines.entries()) page.lines.push(i === 0 ? `  ${mark} ${line}` : `    ${line}`);
}

function paragraph(page: Page, text: string, indent: number, style?: Style): void {
  for (const line of wrapToWidth(printableLine(text), page.width - indent)) {
    page.lines.push(" ".repeat(indent) + (style === undefined ? line : page.paint(style, line)));
  }
}
