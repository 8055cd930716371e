/**
 * What can go wrong between this program and a service, as a closed set. The error's own message is English, for logs
 * and stack traces; `explainTargetError` gives people the sentence and the advice in their language.
 */

import { AssayError } from "../../../base/error.ts";
import type { Text } from "../../../base/messages.ts";
import { type CollectMessages, collectText } from "../messages/collect.ts";
import { en } from "../messages/collect-en.ts";
import { zh } from "../messages/collect-zh.ts";

/** Every way in which a target can fail. `target-address` and `target-option` are usage errors, all others leave the question undecided. */
export type TargetErrorCode = keyof typeof en.error;

/** Says what was got instead. */
export function got(sentence: (catalogue: CollectMessages["got"]) => string): Text {
  return collectText((m) => sentence(m.got));
}

/** An error of talking to a target; carries what was got in both languages. */
export class TargetError extends AssayError<TargetErrorCode> {
  readonly gotText: Text;

  constructor(code: TargetErrorCode, subject: string, gotText: Text, cause?: unknown) {
    super(code, `${subject}: ${en.error[code](gotText.en)}`, {
      subject,
      got: gotText.en,
      ...(cause === undefined ? {} : { cause }),
    });
    this.gotText = gotText;
  }
}

/** Whether the user has to change the command line. */
export function isUsageError(error: TargetError): boolean {
  return error.code === "target-address" || error.code === "target-option";
}

/** What happened and what to do about it. */
export function explainTargetError(error: TargetError): { readonly what: Text; readonly advice: Text } {
  const { code, facts, gotText } = error;
  const subject = facts.subject ?? "";
  return {
    what: { en: `${subject}: ${en.error[code](gotText.en)}`, zh: `${subject}：${zh.error[code](gotText.zh)}` },
    advice: collectText((m) => m.advice[code]),
  };
}
