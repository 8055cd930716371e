/** 门禁流程的中文语句。 */

import type { Translation } from "../../../base/messages.ts";
import type { en, EndingFacts } from "./gate-en.ts";

function ending(facts: EndingFacts): string {
  if (facts.reason !== undefined) return `无法启动（${facts.reason}）`;
  return facts.signal === undefined ? `以退出码 ${facts.code} 结束` : `被 ${facts.signal} 终止`;
}

export const zh: Translation<typeof en> = {
  summary: "给服务加负载，若有 goroutine 滞留则不放行",
  description:
    "先预热，等服务静下来，拍快照 A；运行负载命令，再等服务静下来，拍快照 B；每一轮如此，最后判定留下了什么。只增长一次的池与每轮都增长的泄漏能够区分开。若判定不通过，会再静置并多拍一次，确认留下的不会自行消失。所有快照都会归档。无法判定的情形（负载命令失败、服务重启或无法连接）记为“无法判定”，退出码 3。",
  option: {
    warmup: "在第一个快照之前运行一次该 shell 命令，让惰性创建的池和缓存先就位",
    start: "用该 shell 命令启动服务，等它应答，结束时连同其子进程一并停止",
    startTimeout: "启动的服务最迟多久应答",
    settle: "每次快照前最多等待多久让服务静下来",
    rounds: "负载运行几轮；每轮结束拍一次快照",
    skipGc: "快照前不在服务中触发垃圾回收",
    skipConfirm: "判为不通过之前不再静置复查",
    skipLeakProfile: "不抓取泄漏 profile",
    archive: "归档所在文件夹；每次运行在其中新建一个",
  },
  example: {
    plain: "服务已在运行，用压测施加负载",
    start: "启动服务、预热、加负载、判定、停止",
    token: "需要令牌的服务",
  },
  error: {
    noLoad: "-- 之后应有负载命令，实际没有：assay leaks gate --target URL -- ./load-test.sh",
    rounds: (rounds) => `--rounds 至少为 1，实际为 ${rounds}`,
  },
  step: {
    start: (command) => `启动服务：${command}`,
    ready: (time) => `服务在 ${time} 后应答`,
    warmup: (command) => `预热：${command}`,
    load: (round, rounds, command) => `负载（第 ${round} 轮，共 ${rounds} 轮）：${command}`,
    settled: (time, goroutines) => `${time} 后静止：${goroutines} 个 goroutine`,
    above: (time, goroutines, before) =>
      `${time} 后有 ${goroutines} 个 goroutine，比加负载前多 ${goroutines - before} 个`,
    restless: (time, goroutines) => `${time} 后仍未静止：${goroutines} 个 goroutine，仍在变化`,
    snapshot: (label, goroutines) => `快照 ${label}：${goroutines} 个 goroutine`,
    confirm: "有东西留了下来；再静置一次以确认",
    leakProfile: "泄漏 profile",
    stop: "停止服务",
  },
  undecided: {
    target: (what, advice) => (advice === "" ? what : `${what}。${advice}`),
    load: (command, facts) => `负载命令${ending(facts)}，服务可能没有得到应有的负载：${command}`,
    warmup: (command, facts) => `预热命令${ending(facts)}：${command}`,
    service: (command, facts) => `服务${ending(facts)}：${command}`,
    serviceSaid: (lines) => `它最后的输出：${lines}`,
    notReady: (time, what) => `服务在 ${time} 内没有应答：${what}`,
    restarted: "两次快照之间服务重启过：两个进程的 goroutine 无法比较",
    interrupted: "已中断",
  },
  remark: {
    archived: (folder) => `快照已归档在 ${folder}。`,
    restless: (labels) => `拍下这些快照时 goroutine 数仍在变化：${labels}。延长 --settle 可让结论更可靠。`,
    unknownProcess: "未能用运行时计数器证明所有快照来自同一进程。",
    skipped: (label, why) => (label === "" ? why : `快照 ${label}：${why}。`),
  },
};
