/** The collector's sentences in both languages. */

import { say, type Text } from "../../../base/messages.ts";
import { en } from "./collect-en.ts";
import { zh } from "./collect-zh.ts";

/** The shape of the catalogue. */
export type CollectMessages = typeof zh;

/** Says one of the collector's sentences. */
export function collectText(sentence: (catalogue: CollectMessages) => string): Text {
  return say<CollectMessages>({ en, zh }, sentence);
}
