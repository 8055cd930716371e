/** The options that every command with a target takes. */

import type { OptionKinds, OptionSpec } from "../../../cli/contract.ts";
import { type CollectMessages, collectText } from "../messages/collect.ts";
import { usualGuard, usualLimits } from "./limits.ts";

/** An option that is there or not. */
export type Switch = OptionSpec<"flag"> & { readonly kind: "flag" };
/** An option that may be given several times. */
export type Repeated = OptionSpec<"list"> & { readonly kind: "list" };
/** An option that always has a value. */
export type Defaulted<K extends "text" | "number" | "duration" | "size"> = OptionSpec<K> & {
  readonly default: OptionKinds[K];
};

/** Where the service is, how to be let in, and how long and how much is too much. */
export type TargetFlags = {
  readonly target: OptionSpec<"text"> & { readonly required: true };
  readonly unixSocket: OptionSpec<"text">;
  readonly header: Repeated;
  readonly headerEnv: Repeated;
  readonly ca: OptionSpec<"text">;
  readonly cert: OptionSpec<"text">;
  readonly key: OptionSpec<"text">;
  readonly serverName: OptionSpec<"text">;
  readonly insecure: Switch;
  readonly connectTimeout: Defaulted<"duration">;
  readonly idleTimeout: Defaulted<"duration">;
  readonly timeout: Defaulted<"duration">;
  readonly maxBytes: Defaulted<"size">;
  readonly maxGoroutines: Defaulted<"number">;
  readonly maxText: Defaulted<"size">;
  readonly commit: OptionSpec<"text">;
};

const summary = (name: keyof CollectMessages["option"]): OptionSpec["summary"] => collectText((m) => m.option[name]);

export const targetFlags: TargetFlags = {
  target: { kind: "text", value: "URL", short: "t", required: true, summary: summary("target") },
  unixSocket: { kind: "text", value: "PATH", files: true, summary: summary("unixSocket") },
  header: { kind: "list", value: "HEADER", short: "H", summary: summary("header") },
  headerEnv: { kind: "list", value: "NAME=VARIABLE", summary: summary("headerEnv") },
  ca: { kind: "text", value: "FILE", files: true, summary: summary("ca") },
  cert: { kind: "text", value: "FILE", files: true, summary: summary("cert") },
  key: { kind: "text", value: "FILE", files: true, summary: summary("key") },
  serverName: { kind: "text", value: "NAME", summary: summary("serverName") },
  insecure: { kind: "flag", summary: summary("insecure") },
  connectTimeout: {
    kind: "duration",
    value: "TIME",
    default: usualLimits.connectMs,
    summary: summary("connectTimeout"),
  },
  idleTimeout: { kind: "duration", value: "TIME", default: usualLimits.idleMs, summary: summary("idleTimeout") },
  timeout: { kind: "duration", value: "TIME", default: usualLimits.totalMs, summary: summary("timeout") },
  maxBytes: { kind: "size", value: "SIZE", default: usualLimits.maxBytes, summary: summary("maxBytes") },
  maxGoroutines: { kind: "number", value: "N", default: usualGuard.maxGoroutines, summary: summary("maxGoroutines") },
  maxText: { kind: "size", value: "SIZE", default: usualGuard.maxTextBytes, summary: summary("maxText") },
  commit: { kind: "text", value: "COMMIT", summary: summary("commit") },
};
