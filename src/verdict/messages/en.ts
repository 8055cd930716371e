/** The kernel's own sentences, in English. `zh.ts` has the same shape. */

/** How many findings of each severity count, and how many are waived. */
export interface Tally {
  readonly error: number;
  readonly warning: number;
  readonly note: number;
  readonly waived: number;
}

function count(n: number, noun: string, plural: string = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}

function tally(t: Tally): string {
  const parts = [
    ...(t.error > 0 ? [count(t.error, "error")] : []),
    ...(t.warning > 0 ? [count(t.warning, "warning")] : []),
    ...(t.note > 0 ? [count(t.note, "note")] : []),
  ];
  const counted =
    parts.length < 2 ? (parts[0] ?? "no findings") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
  return counted + (t.waived > 0 ? ` (${t.waived} waived)` : "");
}

export const en = {
  /** One sentence: why this status. */
  summary: {
    pass: (t: Tally): string => `Passed with ${tally(t)}.`,
    warn: (t: Tally): string => `Passed with ${tally(t)}.`,
    fail: (t: Tally): string => `Failed with ${tally(t)}.`,
    failOnPart: (t: Tally): string =>
      `Failed with ${tally(t)}; the evidence is incomplete, but what was read is proof enough.`,
    undecided: (reasons: number, t: Tally): string =>
      `Nothing could be decided, for ${count(reasons, "reason")}; ${tally(t)} in what was read.`,
  },
  undecided: {
    nothingRead: "No evidence was read.",
    truncated: (source: string): string => `${source}: the evidence is cut off before its end.`,
    notUnderstood: (source: string, understood: number, seen: number, share: string, minimum: string): string =>
      `${source}: only ${understood} of ${seen} units were understood (${share}); the policy asks for ${minimum}.`,
    badCount: (source: string): string => `${source}: the reader could not say how much it understood.`,
  },
  remark: {
    switchedOff: (findings: number, rules: string): string =>
      `${count(findings, "finding")} left out because the policy switches the rule off: ${rules}.`,
    expiresSoon: (rule: string, subject: string, expires: string, owner: string): string =>
      `The waiver of ${owner} for ${rule}${subject === "" ? "" : ` on ${subject}`} ends on ${expires}.`,
  },
  waiverExpired: {
    title: "A waiver is past its last day",
    why: "A waiver accepts a risk until a day. After that day nobody has agreed to the risk any more, so what it covered counts again.",
    fix: "Fix what was waived and delete the waiver, or have its owner look again and set a new day.",
    method:
      "The last day of the waiver is compared with today's date in UTC. Only waivers for rules that this run checked are looked at.",
    message: (rule: string, owner: string, expires: string, covered: number): string =>
      `The waiver of ${owner} for ${rule} ended on ${expires}; ` +
      (covered === 0
        ? "nothing needs it any more."
        : `${count(covered, "finding")} it covered ${covered === 1 ? "counts" : "count"} again.`),
  },
  waiverUnused: {
    title: "A waiver covers nothing",
    why: "A waiver that nothing needs is an open door: the next defect that happens to match it walks through unseen.",
    fix: "Delete the waiver. If it should cover something, compare its `rule` and `subject` with the finding as the JSON report prints it.",
    method:
      "A waiver counts as used when it matches any finding of the run, one that the instrument explains as normal included. Waivers for rules that this run did not check are left alone, and so are all waivers when the evidence is incomplete.",
    message: (rule: string, subject: string, owner: string): string =>
      `The waiver of ${owner} for ${rule}${subject === "" ? "" : ` on ${subject}`} matches no finding.`,
  },
  waiverMalformed: {
    title: "A waiver cannot be read",
    why: "A waiver needs a rule, an owner, a reason and a last day. One that lacks any of them covers nothing, and somebody believes that it does.",
    fix: "Write the waiver as `{ rule: leaks/goroutine-growth, owner: name, reason: why it is acceptable, expires: YYYY-MM-DD }`.",
    method:
      "Every entry of the policy's list of waivers is checked on its own, so one bad entry does not hide the others.",
  },
};
