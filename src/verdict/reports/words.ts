/** The reports' own words in the language asked for. */

import type { Lang } from "../../base/messages.ts";
import { en } from "./messages/en.ts";
import { zh } from "./messages/zh.ts";

/** Every label and connecting sentence of the reports. */
export type Words = typeof en;

const languages: Readonly<Record<Lang, Words>> = { en, zh };

export function wordsOf(lang: Lang): Words {
  return languages[lang];
}
