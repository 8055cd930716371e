/** Whether enough was read to judge at all: completeness comes before judgement. */

import { say, type Text } from "../base/messages.ts";
import type { Evidence } from "./finding.ts";
import { en } from "./messages/en.ts";
import { zh } from "./messages/zh.ts";

const words = { en, zh };

/**
 * Reasons why this evidence does not carry a verdict; none when it does. Each piece must hold on its own: a good
 * snapshot does not make up for a bad one. Nothing announced and nothing understood is complete (an empty profile is
 * evidence too); no evidence at all is not.
 */
export function reasonsAgainst(evidence: readonly Evidence[], minimumUnderstood: number): readonly Text[] {
  if (evidence.length === 0) return [say(words, (m) => m.undecided.nothingRead)];
  return evidence.flatMap((piece) => [
    ...(piece.truncated ? [say(words, (m) => m.undecided.truncated(piece.source))] : []),
    ...understanding(piece, minimumUnderstood),
  ]);
}

function understanding(piece: Evidence, minimum: number): readonly Text[] {
  const { source, seen, understood } = piece;
  const counted = Number.isFinite(seen) && Number.isFinite(understood) && seen >= 0 && understood >= 0;
  if (!counted) return [say(words, (m) => m.undecided.badCount(source))];
  // Understood can exceed seen when the announcement was short; that is a full reading.
  if (understood >= seen * minimum) return [];
  const share = percent(understood / seen);
  return [say(words, (m) => m.undecided.notUnderstood(source, understood, seen, share, percent(minimum)))];
}

/** Rounded down, so that 99.49 % is never shown as the 99.5 % it failed to reach. */
function percent(share: number): string {
  return `${Math.floor(share * 10_000 + 1e-6) / 100} %`;
}
