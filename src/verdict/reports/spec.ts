/** Reads `--report NAME[=TARGET]` and says where each report goes. */

import { nearest } from "../../base/nearest.ts";
import { say, type Text } from "../../base/messages.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { en } from "./messages/en.ts";
import { zh } from "./messages/zh.ts";
import { isReportName, reports, type ReportName } from "./registry.ts";

const words = { en, zh };

/** Where a report goes. `env` names the environment variable that holds a secret address. */
export type ReportTarget =
  | { readonly kind: "stdout" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "service"; readonly env?: string };

/** One report that was asked for. */
export interface ReportSpec {
  readonly name: ReportName;
  readonly target: ReportTarget;
}

/**
 * `json`, `json=-` (standard output), `json=out.json` (a file), `slack` or `slack=env:NAME` (the service whose secret
 * address is in the environment). A web address is refused and not repeated: command lines are visible to every
 * process of the machine, and this one may hold a secret.
 */
export function parseReportSpec(spec: string): Result<ReportSpec, Text> {
  const equals = spec.indexOf("=");
  const name = equals < 0 ? spec : spec.slice(0, equals);
  const target = equals < 0 ? "" : spec.slice(equals + 1);
  if (!isReportName(name)) {
    const known = Object.keys(reports);
    return err(say(words, (m) => m.spec.unknown(name.slice(0, 40), nearest(name, known), known.join(", "))));
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//iu.test(target)) return err(say(words, (m) => m.spec.address(name)));
  const service = reports[name].service === true;
  if (target.startsWith("env:")) {
    const env = target.slice("env:".length);
    if (!service) return err(say(words, (m) => m.spec.noService(name)));
    return /^[A-Za-z_][A-Za-z0-9_]*$/u.test(env)
      ? ok({ name, target: { kind: "service", env } })
      : err(say(words, (m) => m.spec.badEnv(name)));
  }
  if (target === "-") return ok({ name, target: { kind: "stdout" } });
  if (target === "") return ok({ name, target: { kind: service ? "service" : "stdout" } });
  return ok({ name, target: { kind: "file", path: target } });
}

/** What is wrong with the reports taken together: one file twice, or two documents mixed on standard output. */
export function clashOf(specs: readonly ReportSpec[]): Text | undefined {
  const files = new Set<string>();
  for (const { target } of specs) {
    if (target.kind !== "file") continue;
    if (files.has(target.path)) return say(words, (m) => m.spec.sameFile(target.path));
    files.add(target.path);
  }
  const onStdout = specs.filter(({ target }) => target.kind === "stdout").map(({ name }) => name);
  const documents = onStdout.filter((name) => reports[name].lines !== true);
  return documents.length > 0 && onStdout.length > 1 ? say(words, (m) => m.spec.mixed(onStdout.join(", "))) : undefined;
}
