import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseProse } from "./prose.ts";

test("paragraphs, fenced code and inline code are told apart", () => {
  expect(parseProse("Close `ch`\nat the end.\n\n```go\nclose(ch)\n\n\treturn\n```\nThen `rest")).toEqual([
    {
      kind: "paragraph",
      spans: [
        { kind: "words", text: "Close " },
        { kind: "code", text: "ch" },
        { kind: "words", text: " at the end." },
      ],
    },
    { kind: "code", language: "go", text: "close(ch)\n\n\treturn" },
    {
      kind: "paragraph",
      spans: [
        { kind: "words", text: "Then " },
        { kind: "words", text: "`rest" },
      ],
    },
  ]);
});

function countA(text: string): number {
  return text.split("a").length - 1;
}

test("no letter is lost, whatever the prose", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "`", "```", "\n", " ") }), (prose) => {
      const letters = parseProse(prose).flatMap((block) =>
        block.kind === "code" ? [block.language, block.text] : block.spans.map((span) => span.text),
      );
      // A closing fence may carry no letters, so every one of them is in a block.
      expect(countA(letters.join(""))).toBe(countA(prose));
    }),
  );
});
