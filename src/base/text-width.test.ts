import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  cutMiddleToWidth,
  cutStartToWidth,
  cutToWidth,
  padEndToWidth,
  padStartToWidth,
  textWidth,
  wrapToWidth,
} from "./text-width.ts";

test.each([
  ["", 0],
  ["abc", 3],
  ["协程泄漏", 8],
  ["é", 1],
  ["e\u0301", 1],
  ["ｆｕｌｌ", 8],
  ["ｶﾞ", 2],
  ["👍", 2],
  ["👩‍👩‍👧", 2],
  ["🇨🇳", 2],
  ["1️⃣", 2],
  ["❤️", 2],
  ["·…→✗", 4],
  ["한글", 4],
  ["a\u200Bb", 2],
])("%s is %i columns wide", (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test("cutting keeps to the width, even through double-width letters", () => {
  expect(cutToWidth("协程泄漏了", 6)).toBe("协程…");
  expect(cutToWidth("goroutine", 6)).toBe("gorou…");
  expect(cutMiddleToWidth("github.com/acme/shop/internal/cart.(*Store).watch", 24)).toBe("github.com/…Store).watch");
  expect(cutStartToWidth("/usr/local/go/src/runtime/proc.go", 16)).toBe("…runtime/proc.go");
  expect(cutMiddleToWidth("协程泄漏检测", 7)).toBe("协…检测");
});

test("padding counts columns and not characters", () => {
  expect(padEndToWidth("协程", 6)).toBe("协程  ");
  expect(padStartToWidth("协程", 6)).toBe("  协程");
});

test("wrapping breaks English at spaces and Chinese between letters, but never before a comma", () => {
  expect(wrapToWidth("12 goroutines are blocked in a channel send", 16)).toEqual([
    "12 goroutines",
    "are blocked in a",
    "channel send",
  ]);
  expect(wrapToWidth("有十二个协程阻塞在通道发送上，且数量仍在增长。", 16)).toEqual([
    "有十二个协程阻塞",
    "在通道发送上，且",
    "数量仍在增长。",
  ]);
  expect(wrapToWidth("main.(*Server).handle.func1", 10)).toEqual(["main.", "(*Server).", "handle.", "func1"]);
  expect(wrapToWidth("", 10)).toEqual([""]);
});

test("no line is wider than asked, and nothing but spaces is lost", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "协", "程", "，", "(", "é", "👍") });
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 30 }), (words, width) => {
      const lines = wrapToWidth(words, width);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join("").replaceAll(" ", "")).toBe(words.replaceAll(" ", ""));
      expect(textWidth(cutToWidth(words, width))).toBeLessThanOrEqual(width);
      expect(textWidth(cutStartToWidth(words, width))).toBeLessThanOrEqual(width);
      expect(textWidth(cutMiddleToWidth(words, width))).toBeLessThanOrEqual(width);
    }),
  );
});
