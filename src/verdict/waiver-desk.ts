/** Matches findings with waivers and remembers which waiver was needed, so that stale ones can be reported. */

import { parseGlob } from "../base/glob.ts";
import { say, type Text } from "../base/messages.ts";
import type { Finding, Rule } from "./finding.ts";
import { en } from "./messages/en.ts";
import { zh } from "./messages/zh.ts";
import { waiverExpired, waiverUnused } from "./rules.ts";
import type { Waiver } from "./waiver.ts";

const words = { en, zh };

/** A waiver that ends within this many days is mentioned, so that the gate does not close without warning. */
const NOTICE_DAYS = 14;

export interface WaiverDeskOptions {
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
  /** The rules of this run; waivers for none of them are left alone. */
  readonly checked: readonly Rule[];
  /** Only after a complete reading can a waiver be called unused. */
  readonly complete: boolean;
}

export interface WaiverDesk {
  /** The waiver in force that covers the finding. Every match is remembered, also of waivers that are past their day. */
  waiverFor(finding: Finding): Waiver | undefined;
  /** What the waivers themselves deserve to hear, once every finding has been asked for. */
  findings(): readonly Finding[];
  /** Waivers in use that are about to end. */
  remarks(): readonly Text[];
}

interface Entry {
  readonly waiver: Waiver;
  readonly expired: boolean;
  readonly covers: (finding: Finding) => boolean;
  matched: number;
  /** Of the matched ones, those that no other waiver in force covers. */
  left: number;
}

export function waiverDesk(waivers: readonly Waiver[], options: WaiverDeskOptions): WaiverDesk {
  const entries = waivers
    .filter((waiver) => {
      const rule = parseGlob(waiver.rule);
      return options.checked.some(({ id }) => rule.matches(id));
    })
    .map((waiver): Entry => ({
      waiver,
      expired: waiver.expires < options.today,
      covers: coverage(waiver),
      matched: 0,
      left: 0,
    }));

  return {
    waiverFor(finding) {
      const matching = entries.filter((entry) => entry.covers(finding));
      const holding = matching.find((entry) => !entry.expired);
      for (const entry of matching) {
        entry.matched++;
        if (holding === undefined && finding.level !== "normal") entry.left++;
      }
      return holding?.waiver;
    },
    findings: () =>
      entries.flatMap((entry) => {
        if (entry.expired) return [expiredFinding(entry)];
        return entry.matched === 0 && options.complete ? [unusedFinding(entry.waiver)] : [];
      }),
    remarks: () =>
      entries
        .filter(
          ({ waiver, expired, matched }) =>
            !expired && matched > 0 && daysBetween(options.today, waiver.expires) <= NOTICE_DAYS,
        )
        .map(({ waiver: { rule, subject, expires, owner } }) =>
          say(words, (m) => m.remark.expiresSoon(rule, subject ?? "", expires, owner)),
        ),
  };
}

function coverage(waiver: Waiver): (finding: Finding) => boolean {
  const rule = parseGlob(waiver.rule);
  const { subject } = waiver;
  if (subject === undefined) return (finding) => rule.matches(finding.rule);
  const glob = parseGlob(subject);
  return (finding) => rule.matches(finding.rule) && (finding.fingerprint === subject || glob.matches(finding.subject));
}

function expiredFinding({ waiver, left }: Entry): Finding {
  const { rule, owner, expires } = waiver;
  return {
    ...aboutWaiver(waiver),
    rule: waiverExpired.id,
    fingerprint: `${waiverExpired.id}:${identity(waiver)}`,
    message: say(words, (m) => m.waiverExpired.message(rule, owner, expires, left)),
    numbers: { covered: left },
  };
}

function unusedFinding(waiver: Waiver): Finding {
  const { rule, subject, owner } = waiver;
  return {
    ...aboutWaiver(waiver),
    rule: waiverUnused.id,
    fingerprint: `${waiverUnused.id}:${identity(waiver)}`,
    message: say(words, (m) => m.waiverUnused.message(rule, subject ?? "", owner)),
    numbers: {},
  };
}

function aboutWaiver(waiver: Waiver): Pick<Finding, "level" | "subject" | "where" | "evidence"> {
  return { level: "definite", subject: identity(waiver), where: waiver.source, evidence: [] };
}

function identity(waiver: Waiver): string {
  return waiver.subject === undefined ? waiver.rule : `${waiver.rule} · ${waiver.subject}`;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
