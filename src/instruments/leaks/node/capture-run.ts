/** The work of `assay leaks capture`: takes the snapshots, tells what they cost, and keeps what is whole when it cannot go on. */

import { join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Text } from "../../../base/messages.ts";
import type { CommandContext, ExitCode } from "../../../cli/contract.ts";
import { type CollectMessages, collectText } from "../messages/collect.ts";
import { archiveName, openArchive } from "./archive.ts";
import type { CaptureInput } from "./capture-command.ts";
import { narrate } from "./narration.ts";
import { commitOf } from "./provenance.ts";
import { duration, size } from "./quantity.ts";
import { measureRecording, openRecording, type Recording } from "./recording.ts";
import { explainTargetError, isUsageError, TargetError } from "./target-error.ts";
import { guardOf, limitsOf, targetOf } from "./target-setup.ts";

/** Runs `assay leaks capture`. */
export async function runCapture(context: CommandContext, input: CaptureInput): Promise<ExitCode> {
  const values = input.options;
  const say = (sentence: (m: CollectMessages) => string): void =>
    context.stdout.write(`${collectText(sentence)[context.lang]}\n`);
  let recording: Recording | undefined;
  try {
    const target = await targetOf(values, context);
    const folder = resolve(context.cwd, values.output ?? join("assay-out", archiveName(context.now(), target.shown)));
    const archive = await openArchive(folder);
    say((m) => m.capture.begin(target.shown));
    recording = openRecording({
      target,
      limits: limitsOf(values),
      guard: guardOf(values),
      archive,
      purpose: "capture",
      quiesced: false,
      probe: !values.skipProbe,
      commit: await commitOf(values.commit, context),
      signal: context.signal,
      now: () => context.now(),
      told: (event) => context.stdout.write(`${narrate(event)[context.lang]}\n`),
    });
    for (let i = 0; i < values.snapshots; i++) {
      if (i > 0) {
        say((m) => m.capture.waiting(duration(values.every)));
        await sleep(values.every, undefined, { signal: context.signal });
      }
      if (values.gc) await recording.collect();
      await recording.takeSnapshot();
    }
    if (!values.skipLeakProfile) await recording.takeLeakProfile();
    const manifest = await recording.finish();
    const { files, bytes } = measureRecording(manifest);
    say((m) => m.capture.kept(files, size(bytes), folder));
    if (manifest.process === "different") say((m) => m.capture.restarted);
    else say((m) => m.capture.next(relative(context.cwd, folder)));
    return manifest.process === "different" ? 3 : 0;
  } catch (error) {
    return giveUp(context, recording, error);
  }
}

/** Says what went wrong, keeps what is whole, and leaves nothing else behind. */
async function giveUp(context: CommandContext, recording: Recording | undefined, error: unknown): Promise<ExitCode> {
  const interrupted = context.signal.aborted;
  if (!(error instanceof TargetError) && !interrupted) {
    await recording?.discard();
    throw error;
  }
  const say = (text: Text): void => context.stderr.write(`assay: ${text[context.lang]}\n`);
  const { what, advice } =
    error instanceof TargetError
      ? explainTargetError(error)
      : { what: collectText((m) => m.got.interrupted), advice: undefined };
  say(what);
  if (advice !== undefined && advice.en !== "") say(advice);
  if (error instanceof TargetError && isUsageError(error)) return 2;
  if (recording === undefined) return 3;
  if (recording.snapshots.length === 0) {
    await recording.discard();
    say(collectText((m) => m.capture.nothingKept));
    return 3;
  }
  await recording.finish(what);
  const { length } = recording.snapshots;
  say(collectText((m) => m.capture.incomplete(recording.folder, length)));
  return 3;
}
