import { expect, test } from "vitest";
import { clashOf, parseReportSpec, type ReportSpec } from "./spec.ts";

function specOf(spec: string): ReportSpec {
  const parsed = parseReportSpec(spec);
  if (!parsed.ok) throw new Error(parsed.error.en);
  return parsed.value;
}

test.each<[string, ReportSpec]>([
  ["json", { name: "json", target: { kind: "stdout" } }],
  ["json=-", { name: "json", target: { kind: "stdout" } }],
  ["json=a=b.json", { name: "json", target: { kind: "file", path: "a=b.json" } }],
])("%s is read", (spec, read) => {
  expect(parseReportSpec(spec)).toEqual({ ok: true, value: read });
});

test.each([
  ["jsn", 'there is no report "jsn"; did you mean "json"?'],
  ["", 'there is no report ""'],
  ["json=env:X", "goes to a file or to standard output"],
  ["json=https://example.com/hook", "takes no web address"],
])("%s is refused", (spec, why) => {
  const parsed = parseReportSpec(spec);
  expect(parsed.ok ? "" : parsed.error.en).toContain(why);
  expect(parsed.ok ? "" : parsed.error.zh).not.toContain("example.com");
});

test("one file twice and two documents on one stream are refused", () => {
  expect(clashOf([specOf("json=a"), specOf("terminal=a")])?.en).toBe("two reports go to the same file: a");
  expect(clashOf([specOf("json"), specOf("terminal")])?.en).toContain("cannot share standard output: json, terminal");
  expect(clashOf([specOf("json=a"), specOf("terminal")])).toBeUndefined();
});
