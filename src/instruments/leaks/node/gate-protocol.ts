/**
 * The protocol that makes two moments of a service comparable: warm up, rest, look, load, rest, look, and again. Every
 * look is at rest, and before it a garbage collection has let finalisers run. A service that was warmed up and is at
 * rest returns to exactly its idle goroutines; what is above that after the load was left behind by it.
 */

import type { Text } from "../../../base/messages.ts";
import { type GateMessages, gateText } from "../messages/gate.ts";
import { type CommandLine, type Ending, startChild } from "./child-process.ts";
import type { SnapshotRecord } from "./manifest.ts";
import { duration } from "./quantity.ts";
import type { Recording } from "./recording.ts";
import { type Service, waitUntilReady } from "./service.ts";
import { type Settled, settle } from "./settle.ts";
import { explainTargetError } from "./target-error.ts";

/** What the protocol is run with. */
export interface ProtocolOptions {
  readonly recording: Recording;
  /** A service to start and stop; without it one is running already. */
  readonly service?:
    | { readonly command: string; readonly limitMs: number; readonly start: () => Promise<Service> }
    | undefined;
  readonly warmup?: string | undefined;
  readonly load: readonly string[];
  readonly rounds: number;
  readonly settleMs: number;
  readonly gc: boolean;
  readonly leakProfile: boolean;
  /** Whether what was recorded so far would pass; asked before the last look. Absent: never look again. */
  readonly wouldPass?: (() => Promise<boolean>) | undefined;
  /** Runs a command with the streams the user sees. */
  readonly run: (command: CommandLine) => Promise<Ending>;
  readonly signal: AbortSignal;
  readonly told: (text: Text) => void;
}

/** How the protocol ended: with everything it wanted, or with the reasons why there is nothing to judge. */
export interface ProtocolOutcome {
  readonly undecided: readonly Text[];
  /** Labels of snapshots taken while the count was still moving. */
  readonly restless: readonly string[];
}

/** A reason to stop that is nobody's bug. */
class Stop extends Error {
  readonly reasons: readonly Text[];

  constructor(...reasons: readonly Text[]) {
    super(reasons.map((reason) => reason.en).join("; "));
    this.name = "Stop";
    this.reasons = reasons;
  }
}

/** Runs the protocol. Target errors go through; every other known way to fail is in the outcome. */
export async function runProtocol(options: ProtocolOptions): Promise<ProtocolOutcome> {
  const restless: string[] = [];
  let service: Service | undefined;
  try {
    service = await startAndWait(options);
    if (service === undefined) await options.recording.count();
    await look(options, service, restless, await warmUp(options));
    for (let round = 1; round <= options.rounds; round++) {
      await load(options, service, round);
      await look(options, service, restless, await rest(options));
    }
    if (options.wouldPass !== undefined && !(await options.wouldPass())) {
      tell(options, (m) => m.step.confirm);
      await look(options, service, restless, await rest(options));
    }
    if (options.leakProfile) {
      tell(options, (m) => m.step.leakProfile);
      await options.recording.takeLeakProfile();
    }
    return { undecided: [], restless };
  } catch (error) {
    // An interruption ends the children, too, and their end explains nothing then.
    if (options.signal.aborted) throw error;
    if (error instanceof Stop) return { undecided: error.reasons, restless };
    // A service of ours that is gone explains a target that does not answer.
    if (service?.ending !== undefined)
      return { undecided: (await serviceEnded(options, service, service.ending)).reasons, restless };
    throw error;
  } finally {
    if (service !== undefined) {
      tell(options, (m) => m.step.stop);
      await service.stop();
    }
  }
}

function tell(options: ProtocolOptions, sentence: (m: GateMessages) => string): void {
  options.told(gateText(sentence));
}

async function startAndWait(options: ProtocolOptions): Promise<Service | undefined> {
  const plan = options.service;
  if (plan === undefined) return undefined;
  tell(options, (m) => m.step.start(plan.command));
  const service = await plan.start();
  try {
    const ready = await waitUntilReady(service, () => options.recording.count(), {
      limitMs: plan.limitMs,
      signal: options.signal,
    });
    if ("ended" in ready) throw await serviceEnded(options, service, ready.ended);
    if ("failure" in ready) {
      const { what } = explainTargetError(ready.failure);
      const reason: Text = {
        en: gateText((m) => m.undecided.notReady(duration(plan.limitMs), what.en)).en,
        zh: gateText((m) => m.undecided.notReady(duration(plan.limitMs), what.zh)).zh,
      };
      throw new Stop(reason, ...(await lastWords(service)));
    }
    tell(options, (m) => m.step.ready(duration(ready.readyAfterMs)));
    return service;
  } catch (error) {
    await service.stop();
    throw error;
  }
}

async function serviceEnded(options: ProtocolOptions, service: Service, ending: Ending): Promise<Stop> {
  const command = options.service?.command ?? "";
  return new Stop(
    gateText((m) => m.undecided.service(command, ending)),
    ...(await lastWords(service)),
  );
}

async function lastWords(service: Service): Promise<readonly Text[]> {
  const words = await service.lastWords();
  return words === "" ? [] : [gateText((m) => m.undecided.serviceSaid(words))];
}

async function warmUp(options: ProtocolOptions): Promise<Settled> {
  const { warmup } = options;
  if (warmup !== undefined) {
    tell(options, (m) => m.step.warmup(warmup));
    const ending = await options.run({ shell: warmup });
    options.signal.throwIfAborted();
    if (!succeeded(ending)) throw new Stop(gateText((m) => m.undecided.warmup(warmup, ending)));
  }
  return rest(options);
}

async function load(options: ProtocolOptions, service: Service | undefined, round: number): Promise<void> {
  const command = options.load.join(" ");
  tell(options, (m) => m.step.load(round, options.rounds, command));
  const ending = await options.run({ argv: options.load });
  options.signal.throwIfAborted();
  if (service?.ending !== undefined) throw await serviceEnded(options, service, service.ending);
  if (!succeeded(ending)) throw new Stop(gateText((m) => m.undecided.load(command, ending)));
}

function succeeded(ending: Ending): boolean {
  return ending.kind === "exited" && ending.code === 0;
}

/** Rests, collects garbage, and rests again: what a finaliser ends, ends after the collection. */
async function rest(options: ProtocolOptions): Promise<Settled> {
  const { recording, signal } = options;
  // A pool that was made in an earlier round is at rest, too: back at the last look is back.
  const restingCount = recording.snapshots.at(-1)?.goroutines;
  const wait = (limitMs: number): Promise<Settled> =>
    settle({ limitMs, restingCount, count: () => recording.count(), signal });
  const first = await wait(options.settleMs);
  if (!options.gc) return first;
  await recording.collect();
  // Above the count at rest the first wait has used up the time; the collection gets a short one of its own.
  const second = await wait(Math.min(options.settleMs, afterCollectionMs));
  return { ...second, waitedMs: first.waitedMs + second.waitedMs };
}

const afterCollectionMs = 2_000;

async function look(
  options: ProtocolOptions,
  service: Service | undefined,
  restless: string[],
  settled: Settled,
): Promise<SnapshotRecord> {
  const { recording } = options;
  const time = duration(settled.waitedMs);
  const before = recording.snapshots[0]?.goroutines;
  const { goroutines } = settled;
  if (!settled.steady) tell(options, (m) => m.step.restless(time, goroutines));
  else if (before !== undefined && goroutines > before) tell(options, (m) => m.step.above(time, goroutines, before));
  else tell(options, (m) => m.step.settled(time, goroutines));
  const snapshot = await recording.takeSnapshot();
  tell(options, (m) => m.step.snapshot(snapshot.label, snapshot.goroutines));
  if (!settled.steady) restless.push(snapshot.label);
  if (service?.ending !== undefined) throw await serviceEnded(options, service, service.ending);
  if (recording.process() === "different") throw new Stop(gateText((m) => m.undecided.restarted));
  return snapshot;
}

/** Runs a command in a group of its own until it ends or the run is interrupted. */
export async function runToTheEnd(command: CommandLine, options: Parameters<typeof startChild>[1]): Promise<Ending> {
  const child = startChild(command, options);
  try {
    return await child.ended;
  } finally {
    // Whatever it left running in the background would be load on the next look.
    await child.stop();
  }
}
