/** `assay leaks capture`: snapshots of a running service into a folder. */

import type { Text } from "../../../base/messages.ts";
import type { Command, CommandInput, OptionSpec } from "../../../cli/contract.ts";
import { collectText } from "../messages/collect.ts";
import { type Defaulted, type Switch, targetFlags, type TargetFlags } from "./target-flags.ts";

type Summaries = "output" | "snapshots" | "every" | "gc" | "skipProbe" | "skipLeakProfile";
const summary = (name: Summaries): Text => collectText((m) => m.capture[name]);

type CaptureFlags = TargetFlags & {
  readonly output: OptionSpec<"text">;
  readonly snapshots: Defaulted<"number">;
  readonly every: Defaulted<"duration">;
  readonly gc: Switch;
  readonly skipProbe: Switch;
  readonly skipLeakProfile: Switch;
};

const options: CaptureFlags = {
  ...targetFlags,
  output: { kind: "text", value: "DIR", short: "o", files: true, summary: summary("output") },
  snapshots: { kind: "number", value: "N", default: 1, summary: summary("snapshots") },
  every: { kind: "duration", value: "TIME", default: 30_000, summary: summary("every") },
  gc: { kind: "flag", summary: summary("gc") },
  skipProbe: { kind: "flag", summary: summary("skipProbe") },
  skipLeakProfile: { kind: "flag", summary: summary("skipLeakProfile") },
};

/** What the command was given. */
export type CaptureInput = CommandInput<CaptureFlags>;

export const captureCommand: Command = {
  path: ["leaks", "capture"],
  summary: collectText((m) => m.capture.summary),
  description: collectText((m) => m.capture.description),
  arguments: [],
  options,
  examples: [
    { command: "assay leaks capture --target localhost:6060", summary: collectText((m) => m.capture.exampleOne) },
    {
      command: "assay leaks capture --target localhost:6060 --snapshots 3 --every 30s -o captures",
      summary: collectText((m) => m.capture.exampleThree),
    },
    {
      command:
        "assay leaks capture --target https://api.example.com/debug/pprof/ --header-env Authorization=PPROF_AUTH",
      summary: collectText((m) => m.capture.exampleToken),
    },
  ],
  // The connection and everything behind it is loaded when it is needed: other commands start faster without.
  run: async (context, input: CaptureInput) => (await import("./capture-run.ts")).runCapture(context, input),
};
