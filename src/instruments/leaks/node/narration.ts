/** What a recording says about itself while it goes on, one line an event. */

import { assertNever } from "../../../base/assert-never.ts";
import { verbatim, type Text } from "../../../base/messages.ts";
import { collectText } from "../messages/collect.ts";
import type { StepCost } from "./manifest.ts";
import { duration, size } from "./quantity.ts";
import type { RecordingEvent } from "./recording.ts";

/** One line about one event. */
export function narrate(event: RecordingEvent): Text {
  switch (event.kind) {
    case "usual":
      return collectText((m) => m.capture.usual(duration(event.usualMs)));
    case "skipped":
      return indent(event.label, event.why);
    case "step":
      return indent(event.label, costText(event.cost));
    default:
      return assertNever(event);
  }
}

function costText(cost: StepCost): Text {
  const name: Text = collectText((m) => m.step[stepNames[cost.step]]);
  const parts = (lang: keyof Text): string => {
    const pause =
      cost.pauseMs === undefined ? "" : collectText((m) => m.capture.pause(duration(cost.pauseMs ?? 0)))[lang];
    const bytes = cost.sizeBytes === 0 ? "" : size(cost.sizeBytes);
    return [name[lang], duration(cost.wallMs), bytes, pause].filter((part) => part !== "").join(" · ");
  };
  return { en: parts("en"), zh: parts("zh") };
}

const stepNames = {
  count: "count",
  process: "process",
  proto: "proto",
  text: "text",
  "leak-profile": "leaks",
} as const;

function indent(label: string, text: Text): Text {
  const lead = verbatim(label === "" ? "  " : `  ${label} `);
  return { en: lead.en + text.en, zh: lead.zh + text.zh };
}
