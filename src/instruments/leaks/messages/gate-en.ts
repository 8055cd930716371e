/** English sentences of the gate's protocol. */

/** How a command ended, in words that fit behind “it”. */
export interface EndingFacts {
  readonly code?: number;
  readonly signal?: string;
  readonly reason?: string;
}

function ending(facts: EndingFacts): string {
  if (facts.reason !== undefined) return `could not be started: ${facts.reason}`;
  return facts.signal === undefined ? `ended with exit code ${facts.code}` : `was ended by ${facts.signal}`;
}

export const en = {
  summary: "Put a service under load and fail when goroutines are left behind",
  description:
    "Warms up, waits until the service has come to rest, takes snapshot A, runs the load command, waits again, takes B, and so on for every round; then judges what stayed. A pool that grows once is told from a leak, which grows in every round. When the judge would not pass, one more rest and one more snapshot make sure that what is left does not go away by itself. All snapshots are archived. What cannot be judged (the load failed, the service was restarted or could not be reached) is undecided, exit code 3.",
  option: {
    warmup: "run this shell command once before the first snapshot, so that lazily made pools and caches exist",
    start:
      "start the service with this shell command, wait until it answers, and stop it with all it started at the end",
    startTimeout: "how long a started service may take to answer",
    settle: "how long to wait at most for the service to come to rest before each snapshot",
    rounds: "how often to run the load; each round ends with a snapshot",
    skipGc: "do not run a garbage collection in the service before each snapshot",
    skipConfirm: "do not rest and look once more before failing",
    skipLeakProfile: "do not take the leak profile",
    archive: "folder in which each run makes a folder of its own",
  },
  example: {
    plain: "a service that is already running, driven by a load test",
    start: "start the service, warm it up, load it, judge, stop it",
    token: "a service that asks for a token",
  },
  error: {
    noLoad: "expected a load command after --, got none: assay leaks gate --target URL -- ./load-test.sh",
    rounds: (rounds: number): string => `expected --rounds of at least 1, got ${rounds}`,
  },
  step: {
    start: (command: string): string => `starting ${command}`,
    ready: (time: string): string => `the service answers after ${time}`,
    warmup: (command: string): string => `warming up: ${command}`,
    load: (round: number, rounds: number, command: string): string => `load ${round} of ${rounds}: ${command}`,
    settled: (time: string, goroutines: number): string => `at rest after ${time}: ${goroutines} goroutines`,
    above: (time: string, goroutines: number, before: number): string =>
      `${goroutines} goroutines after ${time}, ${goroutines - before} more than before the load`,
    restless: (time: string, goroutines: number): string =>
      `not at rest after ${time}: ${goroutines} goroutines and moving`,
    snapshot: (label: string, goroutines: number): string => `snapshot ${label}: ${goroutines} goroutines`,
    confirm: "something stayed; resting once more to be sure",
    leakProfile: "leak profile",
    stop: "stopping the service",
  },
  undecided: {
    target: (what: string, advice: string): string => (advice === "" ? what : `${what}. ${advice}`),
    load: (command: string, facts: EndingFacts): string =>
      `the load command ${ending(facts)}, so the service may not have had its load: ${command}`,
    warmup: (command: string, facts: EndingFacts): string => `the warm-up command ${ending(facts)}: ${command}`,
    service: (command: string, facts: EndingFacts): string => `the service ${ending(facts)}: ${command}`,
    serviceSaid: (lines: string): string => `the last it said: ${lines}`,
    notReady: (time: string, what: string): string => `the service did not answer within ${time}: ${what}`,
    restarted: "the service was restarted between two snapshots: goroutines of two processes cannot be compared",
    interrupted: "interrupted",
  },
  remark: {
    archived: (folder: string): string => `Snapshots are in ${folder}.`,
    restless: (labels: string): string =>
      `The number of goroutines was still moving when these snapshots were taken: ${labels}. A longer --settle makes the verdict surer.`,
    unknownProcess: "That all snapshots come from one process could not be proved by the runtime's counters.",
    skipped: (label: string, why: string): string => (label === "" ? why : `Snapshot ${label}: ${why}.`),
  },
};
