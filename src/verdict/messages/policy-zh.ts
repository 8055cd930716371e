/** What is wrong with a policy file, in Simplified Chinese. */

import type { en } from "./policy-en.ts";

const meant = (word: string | undefined): string => (word === undefined ? "" : `是否想写“${word}”？`);

export const zh: typeof en = {
  unknownKey: (key, near, known) => `未知的键“${key}”。${meant(near)}${known === "" ? "" : `此处可用的键：${known}。`}`,
  unknownRule: (rule, near) => `没有名为“${rule}”的规则。${meant(near)}`,
  noRuleMatches: (glob) => `没有规则与“${glob}”匹配。`,
  missing: (type) => `缺少内容，应为${type}。`,
  expected: (type, got) => `应为${type}，实际为${got}。`,
  empty: "不能为空。",
  tooSmall: (limit, inclusive, got) => `应${inclusive ? "不小于" : "大于"} ${limit}，实际为 ${got}。`,
  tooBig: (limit, inclusive, got) => `应${inclusive ? "不大于" : "小于"} ${limit}，实际为 ${got}。`,
  oneOf: (values, got, near) => `应为以下之一：${values}，实际为${got}。${meant(near)}`,
  date: (got) => `应为 YYYY-MM-DD 格式的真实日期，实际为${got}。`,
  format: (pattern, got) => `应为符合 ${pattern} 的文本，实际为${got}。`,
  multipleOf: (divisor, got) => `应为 ${divisor} 的倍数，实际为 ${got}。`,
  noForm: (got) => `${got}不符合此处允许的任何写法。`,
  types: {
    string: "文本",
    number: "数字",
    int: "整数",
    boolean: " true 或 false",
    array: "列表",
    object: "映射",
    record: "映射",
    nonoptional: "有内容的值",
  },
  got: {
    nothing: "空值",
    list: "列表",
    mapping: "映射",
    address: "网址",
    text: (text) => `“${text}”`,
  },
  twoFiles: (one, other) => `${one} 和 ${other} 同时存在，请只保留一个。`,
  unreadable: (why) => `无法读取文件：${why}。`,
  notUtf8: "文件不是 UTF-8 文本。",
  malformedWaiver: (index, problems) => `第 ${index} 条豁免不起作用：${problems}`,
  envReference: "请写成 env:变量名，即存放网址的环境变量的名称。网址本身是机密，不应写进文件。",
  yaml: {
    codes: {
      BAD_INDENT: "缩进与前后各行不一致。",
      TAB_AS_INDENT: "使用了制表符缩进，YAML 只接受空格。",
      DUPLICATE_KEY: "这个键重复出现。",
      MISSING_CHAR: "缺少右引号、右括号、逗号或冒号。",
      BAD_DQ_ESCAPE: "双引号中没有这种转义。",
      BAD_ALIAS: "这个别名没有对应的锚点。",
      MULTIPLE_DOCS: "文件中有多个文档，策略只能有一个。",
      UNEXPECTED_TOKEN: "此处不应出现这样的内容。",
      TAG_RESOLVE_FAILED: "策略中不使用标签。",
      NON_STRING_KEY: "键必须是文本。",
      BLOCK_AS_IMPLICIT_KEY: "映射不能从这一行开始，是否漏了换行或引号？",
      MULTILINE_IMPLICIT_KEY: "键必须写在一行内，是否漏了冒号？",
      RESOURCE_EXHAUSTION: "嵌套层次过深。",
      "too-large": "文件超过 1 MiB。",
      "too-deep": "嵌套层次过深。",
      "too-many-aliases": "别名展开后的内容过多。",
    },
    other: (detail) => `不是有效的 YAML：${detail}`,
  },
};
