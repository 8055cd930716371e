/** Labels and connecting words of the reports, in English. `zh.ts` has the same shape. */

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

export const en = {
  status: { pass: "pass", warn: "warn", fail: "fail", undecided: "undecided" },
  severity: { error: "error", warning: "warning", note: "note" },
  level: { definite: "definite", likely: "likely", suspect: "suspect", normal: "normal" },
  /** How sure: a sentence for tooltips and legends. */
  sureness: {
    definite: "proven by the evidence",
    likely: "the evidence speaks for it",
    suspect: "worth a look",
    normal: "looked at and explained",
  },
  label: {
    at: "at",
    stack: "stack",
    because: "because",
    why: "why it matters",
    fix: "what to do",
    figures: "figures",
    evidence: "Evidence",
    waived: "Waived",
    remarks: "Remarks",
    undecided: "Why nothing could be decided",
    findings: "Findings",
    rule: "rule",
    finding: "finding",
    severity: "severity",
    sure: "how sure",
    owner: "owner",
    reason: "reason",
    until: "until",
    source: "source",
    kind: "kind",
    read: "read",
    policy: "policy",
    judged: "judged",
    fingerprint: "fingerprint",
  },
  understood: (understood: number, seen: number): string =>
    understood >= seen ? `all ${seen} understood` : `${understood} of ${seen} understood`,
  cutOff: "cut off",
  waivedUntil: (owner: string, expires: string, reason: string): string =>
    `waived by ${owner} until ${expires}: ${reason}`,
  more: (n: number): string => `… and ${n} more`,
  moreFindings: (n: number): string =>
    `… and ${plural(n, "more finding")} of less weight; the json and html reports list every one.`,
  nothingFound: "Nothing to report.",
  spec: {
    unknown: (name: string, meant: string | undefined, known: string): string =>
      `there is no report "${name}"${meant === undefined ? "" : `; did you mean "${meant}"?`} Known: ${known}.`,
    address: (name: string): string =>
      `the report "${name}" takes no web address on the command line, where every process of the machine can read it. Put it into an environment variable and write slack=env:NAME.`,
    noService: (name: string): string => `the report "${name}" goes to a file or to standard output, not to a service`,
    badEnv: (name: string): string => `"${name}=env:" must be followed by the name of an environment variable`,
    sameFile: (path: string): string => `two reports go to the same file: ${path}`,
    mixed: (names: string): string =>
      `these reports cannot share standard output: ${names}. Give all but one of them a file: json=verdict.json`,
  },
  delivery: {
    notWritten: (path: string, why: string): string => `the report could not be written to ${path}: ${why}`,
    noAddress: (env: string): string => `nothing was sent to Slack: the environment variable ${env} is not set`,
    badAddress: (env: string): string => `nothing was sent to Slack: ${env} does not hold an https address`,
    refused: (status: number, answer: string): string =>
      `Slack refused the message: HTTP ${status}${answer === "" ? "" : `, ${answer}`}`,
    gaveUp: (attempts: number, why: string): string =>
      `the message did not reach Slack after ${plural(attempts, "attempt")}: ${why}`,
    stopped: "the message to Slack was given up because the run was stopped",
  },
  explain: (rule: string): string => `assay explain ${rule}`,
};
