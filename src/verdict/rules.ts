/** The kernel's own rules: findings about the policy itself. */

import { say } from "../base/messages.ts";
import type { Rule } from "./finding.ts";
import { en } from "./messages/en.ts";
import { zh } from "./messages/zh.ts";

const words = { en, zh };

/** A waiver past its last day; it no longer covers anything. */
export const waiverExpired: Rule = {
  id: "policy/waiver-expired",
  severity: "warning",
  title: say(words, (m) => m.waiverExpired.title),
  why: say(words, (m) => m.waiverExpired.why),
  fix: say(words, (m) => m.waiverExpired.fix),
  method: say(words, (m) => m.waiverExpired.method),
};

/** A waiver that matched no finding although its rule was checked. */
export const waiverUnused: Rule = {
  id: "policy/waiver-unused",
  severity: "warning",
  title: say(words, (m) => m.waiverUnused.title),
  why: say(words, (m) => m.waiverUnused.why),
  fix: say(words, (m) => m.waiverUnused.fix),
  method: say(words, (m) => m.waiverUnused.method),
};

/** A waiver without owner, reason or a valid last day; an error, because somebody relies on it. */
export const waiverMalformed: Rule = {
  id: "policy/waiver-malformed",
  severity: "error",
  title: say(words, (m) => m.waiverMalformed.title),
  why: say(words, (m) => m.waiverMalformed.why),
  fix: say(words, (m) => m.waiverMalformed.fix),
  method: say(words, (m) => m.waiverMalformed.method),
};

/** All of them, for `assay rules` and `assay explain`. */
export const policyRules: readonly Rule[] = [waiverExpired, waiverUnused, waiverMalformed];
