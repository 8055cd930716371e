import * as fc from "fast-check";
import { expect, test } from "vitest";
import { printableLine, printableText } from "./printable.ts";

test("terminal escapes, bidirectional controls and lone surrogates become visible", () => {
  expect(printableLine("\u001B[2J\u009B31m\u202Eabc\uD800\u0000\r\n")).toBe(
    String.raw`\x1b[2J\x9b31m\u202eabc\ud800\x00\r\n`,
  );
  expect(printableText("a\r\nb\tc\rd")).toBe("a\nb  c\\rd");
});

test("ordinary text of any script stays as it is", () => {
  const text = "chan send · main.(*Server).handle[...] 泄漏的协程 é 👩‍👩‍👧 𝒳";
  expect(printableLine(text)).toBe(text);
});

test("nothing unsafe is left, and doing it twice changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const line = printableLine(text);
      // oxlint-disable-next-line no-control-regex
      expect(line).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/u);
      expect(line.isWellFormed()).toBe(true);
      expect(printableLine(line)).toBe(line);
    }),
  );
});
