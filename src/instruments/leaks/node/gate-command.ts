/** `assay leaks gate`: put a service under load, judge what stays. */

import type { Text } from "../../../base/messages.ts";
import type { Command, CommandInput, OptionSpec } from "../../../cli/contract.ts";
import { type GateMessages, gateText } from "../messages/gate.ts";
import { type Defaulted, type Switch, targetFlags, type TargetFlags } from "./target-flags.ts";

const summary = (name: keyof GateMessages["option"]): Text => gateText((m) => m.option[name]);

type GateFlags = TargetFlags & {
  readonly start: OptionSpec<"text">;
  readonly startTimeout: Defaulted<"duration">;
  readonly warmup: OptionSpec<"text">;
  readonly settle: Defaulted<"duration">;
  readonly rounds: Defaulted<"number">;
  readonly skipGc: Switch;
  readonly skipConfirm: Switch;
  readonly skipLeakProfile: Switch;
  readonly archive: Defaulted<"text">;
};

const options: GateFlags = {
  ...targetFlags,
  start: { kind: "text", value: "CMD", summary: summary("start") },
  startTimeout: { kind: "duration", value: "TIME", default: 30_000, summary: summary("startTimeout") },
  warmup: { kind: "text", value: "CMD", summary: summary("warmup") },
  settle: { kind: "duration", value: "TIME", default: 10_000, summary: summary("settle") },
  rounds: { kind: "number", value: "N", default: 2, summary: summary("rounds") },
  skipGc: { kind: "flag", summary: summary("skipGc") },
  skipConfirm: { kind: "flag", summary: summary("skipConfirm") },
  skipLeakProfile: { kind: "flag", summary: summary("skipLeakProfile") },
  archive: { kind: "text", value: "DIR", default: "assay-out", files: true, summary: summary("archive") },
};

/** What the command was given. */
export type GateInput = CommandInput<GateFlags>;

export const gateCommand: Command = {
  path: ["leaks", "gate"],
  summary: gateText((m) => m.summary),
  description: gateText((m) => m.description),
  arguments: [],
  options,
  reports: true,
  passthrough: true,
  examples: [
    {
      command: "assay leaks gate --target localhost:6060 -- ./load-test.sh",
      summary: gateText((m) => m.example.plain),
    },
    {
      command:
        "assay leaks gate --target localhost:6060 --start './server -debug :6060' --warmup './load-test.sh 10' -- ./load-test.sh 1000",
      summary: gateText((m) => m.example.start),
    },
    {
      command:
        "assay leaks gate --target https://staging.example.com --header-env Authorization=PPROF_AUTH -- ./load-test.sh",
      summary: gateText((m) => m.example.token),
    },
  ],
  // The connection and everything behind it is loaded when it is needed: other commands start faster without.
  run: async (context, input: GateInput) => (await import("./gate-run.ts")).runGate(context, input),
};
