/**
 * Brings one verdict to every place it was asked for. A report that cannot be delivered does not keep the others from
 * being delivered, and is told to the caller instead of thrown.
 */

import { resolve } from "node:path";
import { say, type Text } from "../../base/messages.ts";
import { en } from "../reports/messages/en.ts";
import { zh } from "../reports/messages/zh.ts";
import { renderReport } from "../reports/registry.ts";
import type { ReportOptions } from "../reports/report.ts";
import type { ReportSpec } from "../reports/spec.ts";
import type { Verdict } from "../verdict.ts";
import { writeWholeFile } from "./write-file.ts";

const words = { en, zh };

/** What delivering needs from the outside. */
export interface DeliveryContext {
  readonly options: ReportOptions;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output. */
  readonly write: (text: string) => void;
  readonly signal: AbortSignal;
}

/** A report that did not arrive. */
export interface DeliveryProblem {
  readonly spec: ReportSpec;
  readonly message: Text;
}

/** Delivers in the order asked for; gives back what failed. */
export async function deliverReports(
  verdict: Verdict,
  specs: readonly ReportSpec[],
  context: DeliveryContext,
): Promise<readonly DeliveryProblem[]> {
  const problems: DeliveryProblem[] = [];
  for (const spec of specs) {
    const message = await deliver(verdict, spec, context);
    if (message !== undefined) problems.push({ spec, message });
  }
  return problems;
}

async function deliver(verdict: Verdict, spec: ReportSpec, context: DeliveryContext): Promise<Text | undefined> {
  const text = await renderReport(spec.name, verdict, context.options);
  const { target } = spec;
  if (target.kind === "file") return writeReport(resolve(context.cwd, target.path), target.path, text);
  context.write(text);
  return undefined;
}

async function writeReport(path: string, shown: string, text: string): Promise<Text | undefined> {
  try {
    await writeWholeFile(path, text);
    return undefined;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return say(words, (m) => m.delivery.notWritten(shown, why));
  }
}
