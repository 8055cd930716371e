/** The work of `assay leaks gate`: runs the protocol, archives what it saw, judges, and delivers the verdict. */

import { join, relative, resolve } from "node:path";
import type { Text } from "../../../base/messages.ts";
import type { CommandContext, ExitCode } from "../../../cli/contract.ts";
import type { Policy } from "../../../verdict/policy.ts";
import { type GateMessages, gateText } from "../messages/gate.ts";
import { archiveName, openArchive } from "./archive.ts";
import type { GateInput } from "./gate-command.ts";
import { type ProtocolOutcome, runProtocol, runToTheEnd } from "./gate-protocol.ts";
import { judgeFiles, type JudgeFilesInput } from "./judge-files.ts";
import { commitOf } from "./provenance.ts";
import { openRecording, type Recording } from "./recording.ts";
import { startService } from "./service.ts";
import { explainTargetError, isUsageError, TargetError } from "./target-error.ts";
import { guardOf, limitsOf, targetOf } from "./target-setup.ts";

const serviceLog = "service.log";

/** One run of the gate. */
interface Run {
  readonly context: CommandContext;
  readonly input: GateInput;
  readonly policy: Policy;
  readonly recording: Recording;
  readonly subject: string;
  /** What was left out of the snapshots, for the report. */
  readonly remarks: Text[];
  /** Path of a file of the archive while it is being filled. */
  readonly path: (name: string) => string;
}

/** Runs `assay leaks gate`. */
export async function runGate(context: CommandContext, input: GateInput): Promise<ExitCode> {
  const misuse = misuseOf(input);
  if (misuse !== undefined) {
    context.stderr.write(`${misuse[context.lang]}\n`);
    return 2;
  }
  // Read before the service is put under load: a mistake in the policy should not cost a load test.
  const policy = await context.policy();
  let run: Run | undefined;
  try {
    run = await prepare(context, input, policy);
    return await conclude(run, await runProtocol(protocolOf(run)));
  } catch (error) {
    if (context.signal.aborted) return await interrupted(context, run);
    if (!(error instanceof TargetError)) {
      await run?.recording.discard();
      throw error;
    }
    return await targetFailed(context, run, error);
  }
}

function misuseOf({ passthrough, options }: GateInput): Text | undefined {
  if (passthrough.length === 0) return gateText((m) => m.error.noLoad);
  if (Number.isInteger(options.rounds) && options.rounds >= 1) return undefined;
  return gateText((m) => m.error.rounds(options.rounds));
}

async function prepare(context: CommandContext, input: GateInput, policy: Policy): Promise<Run> {
  const { options } = input;
  const target = await targetOf(options, context);
  const archive = await openArchive(resolve(context.cwd, options.archive, archiveName(context.now(), target.shown)));
  const remarks: Text[] = [];
  const recording = openRecording({
    target,
    limits: limitsOf(options),
    guard: guardOf(options),
    archive,
    purpose: "gate",
    quiesced: true,
    probe: false,
    commit: await commitOf(options.commit, context),
    logs: options.start === undefined ? [] : [serviceLog],
    signal: context.signal,
    now: () => context.now(),
    told(event) {
      if (event.kind === "skipped") remarks.push(remark(event.label, event.why));
    },
  });
  return { context, input, policy, recording, subject: target.shown, remarks, path: (name) => archive.path(name) };
}

function remark(label: string, why: Text): Text {
  return {
    en: gateText((m) => m.remark.skipped(label, why.en)).en,
    zh: gateText((m) => m.remark.skipped(label, why.zh)).zh,
  };
}

function protocolOf(run: Run): Parameters<typeof runProtocol>[0] {
  const { context, recording, path } = run;
  const { options, passthrough } = run.input;
  const { cwd, env, signal } = context;
  const { start } = options;
  const begin = (command: string): ReturnType<typeof startService> =>
    startService(command, { log: path(serviceLog), cwd, env, signal });
  return {
    recording,
    service:
      start === undefined ? undefined : { command: start, limitMs: options.startTimeout, start: () => begin(start) },
    warmup: options.warmup,
    load: passthrough,
    rounds: options.rounds,
    settleMs: options.settle,
    gc: !options.skipGc,
    leakProfile: !options.skipLeakProfile,
    wouldPass: options.skipConfirm
      ? undefined
      : async () => (await judgeFiles(context, run.policy, filesOf(run, path))).status === "pass",
    run: (command) =>
      runToTheEnd(command, {
        // With --json standard output belongs to the report alone.
        stdio: ["inherit", context.json ? 2 : "inherit", "inherit"],
        cwd,
        env,
        signal,
      }),
    signal,
    told: (text) => context.stderr.write(`${text[context.lang]}\n`),
  };
}

/** What the judge reads, oldest snapshot first, each by its most telling file. */
function filesOf(run: Run, path: (name: string) => string): JudgeFilesInput {
  const { snapshots, leakProfile } = run.recording;
  return {
    subject: run.subject,
    quiesced: true,
    snapshots: snapshots.flatMap(({ label, artefacts }) => {
      const artefact = artefacts.find(({ shape }) => shape === "text") ?? artefacts[0];
      return artefact === undefined ? [] : [{ label, file: path(artefact.file), source: artefact.file }];
    }),
    leakProfiles: leakProfile.artefacts.map(({ file }) => ({ file: path(file), source: file })),
  };
}

/** Puts the archive in its place and judges from there, so that every piece of evidence is named by where it stays. */
async function conclude(run: Run, outcome: ProtocolOutcome): Promise<ExitCode> {
  const { context, recording } = run;
  if (recording.snapshots.length === 0) {
    await recording.discard();
    return context.deliver(
      await judgeFiles(context, run.policy, { ...nothing(run.subject), undecided: outcome.undecided }),
    );
  }
  const manifest = await recording.finish(outcome.undecided[0]);
  const shown = relative(context.cwd, recording.folder);
  const { restless } = outcome;
  const files = filesOf(run, (name) => join(recording.folder, name));
  const verdict = await judgeFiles(context, run.policy, {
    ...files,
    snapshots: files.snapshots.map((file) => ({ ...file, source: join(shown, file.source) })),
    leakProfiles: files.leakProfiles.map((file) => ({ ...file, source: join(shown, file.source) })),
    undecided: outcome.undecided,
    remarks: [
      ...remarkIf(true, (m) => m.remark.archived(shown)),
      ...remarkIf(restless.length > 0, (m) => m.remark.restless(restless.join(", "))),
      ...remarkIf(manifest.process === "unknown", (m) => m.remark.unknownProcess),
      ...run.remarks,
    ],
    details: { gate: { archive: shown, process: manifest.process, restless } },
  });
  return context.deliver(verdict);
}

function remarkIf(applies: boolean, sentence: (m: GateMessages) => string): readonly Text[] {
  return applies ? [gateText(sentence)] : [];
}

function nothing(subject: string): JudgeFilesInput {
  return { subject, quiesced: true, snapshots: [], leakProfiles: [] };
}

async function interrupted(context: CommandContext, run: Run | undefined): Promise<ExitCode> {
  await run?.recording.discard();
  context.stderr.write(`${gateText((m) => m.undecided.interrupted)[context.lang]}\n`);
  return 3;
}

/** A service that cannot be reached or is no pprof leaves the question open, and that is a verdict, too. */
async function targetFailed(context: CommandContext, run: Run | undefined, error: TargetError): Promise<ExitCode> {
  const { what, advice } = explainTargetError(error);
  if (run === undefined || isUsageError(error)) {
    await run?.recording.discard();
    for (const text of [what, advice]) context.stderr.write(`assay: ${text[context.lang]}\n`);
    return isUsageError(error) ? 2 : 3;
  }
  const reason: Text = {
    en: gateText((m) => m.undecided.target(what.en, advice.en)).en,
    zh: gateText((m) => m.undecided.target(what.zh, advice.zh)).zh,
  };
  return conclude(run, { undecided: [reason], restless: [] });
}
