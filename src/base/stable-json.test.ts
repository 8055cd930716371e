import { expect, test } from "vitest";
import { stableStringify } from "./stable-json.ts";

test("equal values print equal bytes whatever the order of their keys", () => {
  expect(stableStringify({ b: 1, a: [{ d: undefined, c: 2n }] })).toBe('{"a":[{"c":"2"}],"b":1}');
});
