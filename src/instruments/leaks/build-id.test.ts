import { assert, property, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { readBuildId } from "./build-id.ts";

const text = new TextEncoder();
const field = (number: number, bytes: Uint8Array): number[] => [number * 8 + 2, bytes.length, ...bytes];
const strings = (...all: string[]): number[] => all.flatMap((string) => field(6, text.encode(string)));
const mapping = (buildId: number): number[] => field(3, Uint8Array.of(8, 1, 48, buildId));

test("the first mapping's build id is found, before or after the strings", () => {
  const table = strings("", "goroutine", "/srv/app", "4f2a");
  expect(readBuildId(Uint8Array.from([...mapping(3), ...mapping(1), ...table]))).toBe("4f2a");
  expect(readBuildId(Uint8Array.from([...table, ...mapping(3)]))).toBe("4f2a");
});

test("a profile without mapping or without build id tells none", () => {
  expect(readBuildId(Uint8Array.from(strings("", "goroutine")))).toBeUndefined();
  expect(readBuildId(Uint8Array.from([...mapping(0), ...strings("", "goroutine")]))).toBeUndefined();
  expect(readBuildId(Uint8Array.from([...mapping(9), ...strings("", "goroutine")]))).toBeUndefined();
});

test("no bytes make it throw", () => {
  assert(property(uint8Array({ maxLength: 200 }), (bytes) => void readBuildId(bytes)));
});
