import * as fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearest } from "./nearest.ts";

test.each([
  ["", "", 0],
  ["waivers", "waivers", 0],
  ["wavers", "waivers", 1],
  ["waviers", "waivers", 1],
  ["kitten", "sitting", 3],
  ["", "abc", 3],
])("from %s to %s it takes %i", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test.each([
  ["sariff", "sarif"],
  ["JSON", "json"],
  ["junti", "junit"],
  ["pdf", undefined],
  ["x".repeat(10_000), undefined],
])("%s probably means %s", (word, meant) => {
  expect(nearest(word, ["terminal", "json", "sarif", "junit"])).toBe(meant);
});

test("the distance is the same both ways and never more than the longer word", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(editDistance(a, b) === 0).toBe(a === b);
    }),
  );
});
