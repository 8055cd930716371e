import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseGlob } from "./glob.ts";

test.each([
  ["leaks/*", "leaks/goroutine-growth", true],
  ["leaks/*", "profiles/cpu", false],
  ["*", "", true],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["*func?", "main.handle.func1", true],
  ["chan send · *.(*Server).*", "chan send · main.(*Server).handle", true],
  ["main.F[...]", "main.F[...]", true],
  ["main.F[...]", "main.F.", false],
  ["a\\*b", "a*b", true],
  ["a\\*b", "axb", false],
  ["*a*b*c*", "xxaxxbxxcxx", true],
  ["*ab", "aab", true],
  ["", "", true],
  ["", "a", false],
])("%s on %s is %s", (pattern, text, expected) => {
  expect(parseGlob(pattern).matches(text)).toBe(expected);
});

test("a text matches itself escaped, and any piece of it between stars", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, text, after) => {
      const literal = text.replaceAll(/[\\*?]/gu, String.raw`\$&`);
      expect(parseGlob(literal).matches(text)).toBe(true);
      expect(parseGlob(literal).exact).toBe(true);
      expect(parseGlob(`*${literal}*`).matches(before + text + after)).toBe(true);
    }),
  );
});

test("many stars over a long text do not blow up", () => {
  expect(parseGlob(`${"*a".repeat(1000)}b`).matches("a".repeat(20_000))).toBe(false);
});
