/** Labels and connecting words of the reports, in Simplified Chinese. */

import type { Translation } from "../../../base/messages.ts";
import type { en } from "./en.ts";

export const zh: Translation<typeof en> = {
  status: { pass: "通过", warn: "警告", fail: "不通过", undecided: "无法判定" },
  severity: { error: "错误", warning: "警告", note: "提示" },
  level: { definite: "确定", likely: "很可能", suspect: "可疑", normal: "正常" },
  sureness: {
    definite: "证据足以证明",
    likely: "证据倾向于成立",
    suspect: "值得一看",
    normal: "已检查，属正常情况",
  },
  label: {
    at: "位置",
    stack: "调用栈",
    because: "依据",
    why: "为何重要",
    fix: "如何处理",
    figures: "数据",
    evidence: "证据",
    waived: "已豁免",
    remarks: "备注",
    undecided: "无法判定的原因",
    findings: "发现的问题",
    rule: "规则",
    finding: "问题",
    severity: "严重程度",
    sure: "把握",
    owner: "负责人",
    reason: "理由",
    until: "截止日期",
    source: "来源",
    kind: "类型",
    read: "读取情况",
    policy: "策略",
    judged: "检查对象",
    fingerprint: "指纹",
  },
  understood: (understood, seen) => (understood >= seen ? `${seen} 条全部解析` : `${seen} 条中解析出 ${understood} 条`),
  cutOff: "结尾被截断",
  waivedUntil: (owner, expires, reason) => `${owner} 豁免至 ${expires}：${reason}`,
  more: (n) => `…… 另有 ${n} 条`,
  moreFindings: (n) => `…… 另有 ${n} 个次要问题未列出；json 和 html 报告中有完整列表。`,
  nothingFound: "没有发现问题。",
  spec: {
    unknown: (name, meant, known) =>
      `没有名为“${name}”的报告${meant === undefined ? "" : `，是否想写“${meant}”？`}可用的报告：${known}。`,
    address: (name) =>
      `报告“${name}”不接受写在命令行里的网址，因为本机所有进程都能看到命令行。请把网址放进环境变量，写成 slack=env:变量名。`,
    noService: (name) => `报告“${name}”只能写入文件或标准输出，不能发往服务`,
    badEnv: (name) => `“${name}=env:”后面必须是环境变量名`,
    sameFile: (path) => `有两份报告写往同一个文件：${path}`,
    mixed: (names) => `以下报告不能同时写往标准输出：${names}。请只保留一份，其余写入文件，例如 json=verdict.json`,
  },
  delivery: {
    notWritten: (path, why) => `报告无法写入 ${path}：${why}`,
    noAddress: (env) => `未发送 Slack 消息：没有设置环境变量 ${env}`,
    badAddress: (env) => `未发送 Slack 消息：环境变量 ${env} 的值不是 https 网址`,
    refused: (status, answer) => `Slack 拒收了消息：HTTP ${status}${answer === "" ? "" : `，${answer}`}`,
    gaveUp: (attempts, why) => `尝试 ${attempts} 次后，消息仍未送达 Slack：${why}`,
    stopped: "运行被中止，Slack 消息未发送完",
  },
  explain: (rule) => `assay explain ${rule}`,
};
