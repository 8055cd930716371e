/** Every report by name. The renderers are loaded when somebody asks for them. */

import type { Text } from "../../base/messages.ts";
import type { Verdict } from "../verdict.ts";
import type { RenderReport, ReportOptions } from "./report.ts";

export type ReportName = "terminal" | "json";

/** A report on offer. */
export interface Report {
  readonly summary: Text;
  /** Made of independent lines, so that it can share standard output with others. */
  readonly lines?: true;
  /** Goes to a service whose secret address is in the environment, unless a file is named. */
  readonly service?: true;
  readonly load: () => Promise<RenderReport>;
}

export const reports: Readonly<Record<ReportName, Report>> = {
  terminal: {
    summary: { en: "for people at a terminal", zh: "供终端阅读" },
    lines: true,
    load: async () => (await import("./terminal.ts")).renderTerminal,
  },
  json: {
    summary: { en: "for programs; versioned, see docs/reports.md", zh: "供程序读取；格式带版本号，见 docs/reports.md" },
    load: async () => (await import("./json.ts")).renderJson,
  },
};

/** Whether the text names a report. */
export function isReportName(text: string): text is ReportName {
  return Object.hasOwn(reports, text);
}

/** Renders one report. */
export async function renderReport(name: ReportName, verdict: Verdict, options: ReportOptions): Promise<string> {
  return (await reports[name].load())(verdict, options);
}
