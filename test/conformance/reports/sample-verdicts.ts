/** Verdicts made by `decide` itself, for the goldens of every report. */

import { type Text, verbatim } from "../../../src/base/messages.ts";
import { decide, type DecideInput } from "../../../src/verdict/decide.ts";
import { effectivePolicy, type PolicyParts } from "../../../src/verdict/effective-policy.ts";
import type { Evidence, Finding, Rule } from "../../../src/verdict/finding.ts";
import type { ReportOptions } from "../../../src/verdict/reports/report.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";

export const options: ReportOptions = {
  lang: "en",
  tool: { name: "assay", version: "0.1.0" },
  sources: {
    roots: [{ prefix: "/build/shop/", path: "" }],
    modules: [{ module: "example.com/shop", folder: "" }],
  },
};

const growth: Rule = {
  id: "leaks/goroutine-growth",
  severity: "error",
  title: { en: "Blocked goroutines keep growing", zh: "阻塞的协程持续增多" },
  why: {
    en: "A goroutine that never ends keeps its stack and everything it refers to; enough of them exhaust the memory.",
    zh: "永不结束的协程会一直占着自己的栈和它引用的所有对象，积累多了会耗尽内存。",
  },
  fix: {
    en: "Give every send a way out:\n\n```go\nselect {\ncase out <- v:\ncase <-ctx.Done():\n\treturn ctx.Err()\n}\n```\n\nor close the channel when `serve` returns.",
    zh: "给每次发送留一条退路：\n\n```go\nselect {\ncase out <- v:\ncase <-ctx.Done():\n\treturn ctx.Err()\n}\n```\n\n或者在 `serve` 返回时关闭通道。",
  },
  method: {
    en: "Goroutines with equal stacks are counted in both snapshots; those of the first must still be there.",
    zh: "统计两次快照中调用栈相同的协程，并确认第一次快照中的协程仍然存在。",
  },
};

const forgottenTimer: Rule = {
  id: "leaks/old-waiter",
  severity: "warning",
  title: { en: "A goroutine has waited for very long", zh: "有协程等待时间过长" },
  why: { en: "Long waits are often forgotten ones.", zh: "等得太久的协程往往已被遗忘。" },
  fix: { en: "Bound the wait with a deadline.", zh: "给等待加上期限。" },
  method: { en: "The printed minutes are compared with the limit.", zh: "用转储中打印的分钟数与上限比较。" },
};

export const rules: readonly Rule[] = [growth, forgottenTimer];

const snapshots: readonly Evidence[] = ["before.txt", "after.txt"].map((source, i) => ({
  source,
  kind: "goroutine-dump",
  sha256: String(i + 1).repeat(64),
  seen: 1200 + i * 52,
  understood: 1200 + i * 52,
  truncated: false,
  details: { goVersion: "go1.26" },
}));

const send: Finding = {
  rule: "leaks/goroutine-growth",
  level: "definite",
  subject: "chan send · example.com/shop/internal/cart.(*Store).watch.func1",
  fingerprint: "leaks/goroutine-growth:send:example.com/shop/internal/cart.(*Store).watch.func1",
  message: {
    en: "40 new goroutines are blocked in a channel send; the 12 from before have not moved.",
    zh: "新增 40 个协程阻塞在通道发送上，之前的 12 个一直没有动过。",
  },
  where: {
    file: "/build/shop/internal/cart/store.go",
    line: 88,
    function: "example.com/shop/internal/cart.(*Store).watch.func1",
  },
  related: [
    { file: "/usr/local/go/src/runtime/proc.go", line: 461, function: "runtime.gopark" },
    { file: "/usr/local/go/src/runtime/chan.go", line: 283, function: "runtime.chansend" },
    {
      file: "/build/shop/internal/cart/store.go",
      line: 88,
      function: "example.com/shop/internal/cart.(*Store).watch.func1",
    },
    { file: "/build/shop/internal/cart/store.go", line: 80, function: "example.com/shop/internal/cart.(*Store).watch" },
  ],
  numbers: { new: 40, grown: 40, count: 52 },
  evidence: [
    {
      kind: "survival",
      text: { en: "all 12 of the first snapshot are still there", zh: "第一次快照中的 12 个全部还在" },
      weight: 0.6,
    },
    {
      kind: "leak-profile",
      text: { en: "the leak-detecting collector cannot reach the channel", zh: "泄漏检测回收器已无法到达该通道" },
      weight: 1,
    },
    { kind: "pool", text: { en: "looks a little like a worker pool", zh: "有点像工作池" }, weight: -0.1 },
  ],
  details: { kind: "send", state: "chan send", count: 52, new: 40, goroutineIds: [7, 8, 9] },
};

const receive: Finding = {
  rule: "leaks/goroutine-growth",
  level: "likely",
  subject: "chan receive · main.handle.func2",
  fingerprint: "leaks/goroutine-growth:recv:main.handle.func2",
  message: { en: "9 new goroutines are blocked in a channel receive.", zh: "新增 9 个协程阻塞在通道接收上。" },
  where: { file: "/build/shop/main.go", line: 31, column: 7, function: "main.handle.func2" },
  numbers: { new: 9, grown: 9, count: 9, share: 0.12345678 },
  evidence: [{ kind: "growth", text: { en: "three snapshots in a row", zh: "连续三次快照都在增长" }, weight: 0.5 }],
  fix: { en: "Return from `handle` only after `done` was closed.", zh: "先关闭 `done`，再从 `handle` 返回。" },
};

const old: Finding = {
  rule: "leaks/old-waiter",
  level: "suspect",
  subject: "select · github.com/acme/queue.(*Consumer).loop",
  fingerprint: "leaks/old-waiter:select:github.com/acme/queue.(*Consumer).loop",
  message: { en: "1 goroutine has waited for 94 minutes.", zh: "有 1 个协程已等待 94 分钟。" },
  where: {
    file: "/go/pkg/mod/github.com/acme/queue@v1.4.0/consumer.go",
    line: 140,
    function: "github.com/acme/queue.(*Consumer).loop",
  },
  numbers: { minutes: 94 },
  evidence: [],
};

const note: Finding = {
  ...old,
  subject: "sleep · main.heartbeat",
  fingerprint: "leaks/old-waiter:sleep:main.heartbeat",
  message: { en: "1 goroutine sleeps for long.", zh: "有 1 个协程长时间休眠。" },
  severity: "note",
  where: { file: "main.go", line: 12, function: "main.heartbeat" },
};

const waivers: PolicyParts = {
  file: "assay.yaml",
  waivers: [
    {
      rule: "leaks/old-waiter",
      subject: "select · github.com/acme/queue.*",
      owner: "ann",
      reason: "the consumer waits for work by design",
      expires: "2026-12-01",
      source: { file: "assay.yaml", line: 9 },
    },
    {
      rule: "leaks/*",
      subject: "io wait · *",
      owner: "bob",
      reason: "gone",
      expires: "2027-06-30",
      source: { file: "assay.yaml", line: 14 },
    },
  ],
};

function verdictOf(over: Partial<DecideInput>, policy: PolicyParts = {}): Verdict {
  return decide({
    instrument: "leaks",
    subject: "http://localhost:6060",
    findings: [],
    rules,
    evidence: snapshots,
    policy: effectivePolicy(policy, []),
    today: "2026-11-24",
    ...over,
  });
}

function numbered(i: number): Finding {
  const template = [send, receive, old, note][i % 4] ?? send;
  const name = `example.com/shop/internal/part${String(i).padStart(3, "0")}.(*Worker).run`;
  return {
    ...template,
    subject: `${template.subject.split(" · ")[0]} · ${name}`,
    fingerprint: `${template.rule}:${name}`,
    where: { file: `/build/shop/internal/part${i}/worker.go`, line: i + 1, function: name },
  };
}

/** Text that tries to break out of every format there is. */
export const nasty =
  "</script><img src=x onerror=alert(1)>]]>--> \u001B[2J\u0007 | `code` **bold** @octocat #1 %0A::error::x\r\n::stop-commands::t\n&amp; \"q\" 'q' \u202Egpj.exe \uD800 <!channel> <@U1> [link](javascript:x) {{7*7}} ${x}";

const hostileText: Text = verbatim(nasty);

const hostile: Finding = {
  rule: "leaks/goroutine-growth",
  level: "definite",
  subject: nasty,
  fingerprint: nasty,
  message: hostileText,
  where: { file: nasty, line: 3, function: nasty },
  related: [{ file: `../../${nasty}`, line: 1, function: nasty }],
  numbers: { [nasty]: 1 },
  evidence: [{ kind: nasty, text: hostileText, weight: 1, data: { [nasty]: nasty } }],
  why: hostileText,
  fix: verbatim(`\`\`\`${nasty}\n${nasty}\n\`\`\`\n${nasty}`),
  details: { [nasty]: nasty },
};

/** Every kind of verdict that a report must be able to show, by name. */
export const samples = {
  clean: verdictOf({}),
  three: verdictOf({ findings: [old, receive, note, send] }, waivers),
  undecided: verdictOf({
    findings: [receive],
    evidence: [
      ...snapshots.slice(0, 1),
      { source: "after.txt", kind: "goroutine-dump", seen: 1252, understood: 800, truncated: true },
    ],
  }),
  "two-hundred": verdictOf({ findings: Array.from({ length: 200 }, (_, i) => numbered(i)) }),
  hostile: verdictOf(
    {
      subject: nasty,
      findings: [hostile, { ...hostile, subject: `waived ${nasty}` }],
      evidence: [{ ...hostileEvidence(), truncated: true }],
      remarks: [hostileText],
      undecided: [hostileText],
      details: { [nasty]: nasty },
    },
    {
      waivers: [
        {
          rule: "leaks/*",
          subject: "waived *",
          owner: nasty,
          reason: nasty,
          expires: "2027-01-01",
          source: { file: nasty, line: 1 },
        },
      ],
    },
  ),
} satisfies Readonly<Record<string, Verdict>>;

function hostileEvidence(): Evidence {
  return { source: nasty, kind: nasty, seen: 1, understood: 1, truncated: false, details: { [nasty]: nasty } };
}

/** A verdict with `n` findings, for limits. */
export function many(n: number): Verdict {
  return verdictOf({ findings: Array.from({ length: n }, (_, i) => numbered(i)) });
}
