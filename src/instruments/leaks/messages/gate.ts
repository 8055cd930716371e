/** The gate's sentences in both languages. */

import { say, type Text } from "../../../base/messages.ts";
import { en } from "./gate-en.ts";
import { zh } from "./gate-zh.ts";

/** The shape of the catalogue. */
export type GateMessages = typeof zh;

/** Says one of the gate's sentences. */
export function gateText(sentence: (catalogue: GateMessages) => string): Text {
  return say<GateMessages>({ en, zh }, sentence);
}
