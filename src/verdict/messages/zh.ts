/** The kernel's own sentences, in Simplified Chinese. */

import type { Translation } from "../../base/messages.ts";
import type { en, Tally } from "./en.ts";

function tally(t: Tally): string {
  const parts = [
    ...(t.error > 0 ? [`${t.error} 个错误`] : []),
    ...(t.warning > 0 ? [`${t.warning} 个警告`] : []),
    ...(t.note > 0 ? [`${t.note} 条提示`] : []),
  ];
  return (parts.length > 0 ? parts.join("、") : "没有发现问题") + (t.waived > 0 ? `（另有 ${t.waived} 个已豁免）` : "");
}

function on(rule: string, subject: string): string {
  // A space stands between Latin and Chinese letters, and none beside a bracket.
  return subject === "" ? `${rule} ` : `${rule}（对象：${subject}）`;
}

export const zh: Translation<typeof en> = {
  summary: {
    pass: (t) => `通过：${tally(t)}。`,
    warn: (t) => `通过，但有需要留意的问题：${tally(t)}。`,
    fail: (t) => `不通过：${tally(t)}。`,
    failOnPart: (t) => `不通过：${tally(t)}。证据虽不完整，但已读到的部分足以定论。`,
    undecided: (reasons, t) => `无法判定（原因 ${reasons} 条）；已读到的部分中：${tally(t)}。`,
  },
  undecided: {
    nothingRead: "没有读到任何证据。",
    truncated: (source) => `${source}：证据不完整，结尾被截断。`,
    notUnderstood: (source, understood, seen, share, minimum) =>
      `${source}：共 ${seen} 条记录，只解析出 ${understood} 条（${share}），低于策略要求的 ${minimum}。`,
    badCount: (source) => `${source}：解析程序未能给出解析了多少内容。`,
  },
  remark: {
    switchedOff: (findings, rules) => `策略关闭了以下规则，因此略去 ${findings} 个发现：${rules}。`,
    expiresSoon: (rule, subject, expires, owner) => `${owner} 对 ${on(rule, subject)}的豁免将于 ${expires} 到期。`,
  },
  waiverExpired: {
    title: "豁免已过期",
    why: "豁免表示在某一天之前接受某个风险。过了这一天，就不再有人为这个风险负责，原先被豁免的问题会重新计入判定。",
    fix: "修复被豁免的问题并删除这条豁免；如果确实还需要，请负责人重新评估并设定新的截止日期。",
    method: "用豁免的截止日期与当天的 UTC 日期比较。只检查与本次运行所用规则有关的豁免。",
    message: (rule, owner, expires, covered) =>
      `${owner} 对 ${rule} 的豁免已于 ${expires} 到期，` +
      (covered === 0 ? "且已没有问题需要它。" : `它原先覆盖的 ${covered} 个问题重新计入判定。`),
  },
  waiverUnused: {
    title: "豁免没有覆盖任何问题",
    why: "不再需要的豁免等于一扇没关的门：以后只要有缺陷恰好与它匹配，就会悄悄溜过去。",
    fix: "删除这条豁免。如果它本应覆盖某个问题，请对照 JSON 报告里该问题的 `rule` 和 `subject` 修改。",
    method:
      "只要豁免与本次运行中的任何一个发现匹配（包括被判为正常的），就算用到了。与本次所查规则无关的豁免不检查；证据不完整时，所有豁免都不检查。",
    message: (rule, subject, owner) => `${owner} 对 ${on(rule, subject)}的豁免没有匹配到任何问题。`,
  },
  waiverMalformed: {
    title: "豁免写法有误",
    why: "一条豁免必须写明规则、负责人、理由和截止日期。缺了任何一项，它就不起作用，而写的人却以为它生效了。",
    fix: "按这样写：`{ rule: leaks/goroutine-growth, owner: 姓名, reason: 为什么可以接受, expires: YYYY-MM-DD }`。",
    method: "策略中的每条豁免单独检查，一条写错不会影响其他条目。",
  },
};
