/**
 * The little Markdown that rules and instruments write in `why` and `fix`: paragraphs, fenced code, `inline code`.
 * Nothing else is recognised, so a name with stars and brackets in it stays a name.
 */

/** A run of words, or a piece of inline code. */
export type Span = { readonly kind: "words" | "code"; readonly text: string };

/** A paragraph, or a block of code as it stood between its fences. */
export type Block =
  | { readonly kind: "paragraph"; readonly spans: readonly Span[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

const FENCE = "```";

/** Splits prose into blocks. A fence that is never closed runs to the end; empty paragraphs vanish. */
export function parseProse(prose: string): readonly Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let code: { readonly language: string; readonly lines: string[] } | undefined;
  const endParagraph = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: "paragraph", spans: parseSpans(paragraph.join(" ")) });
    paragraph = [];
  };
  const endCode = (): void => {
    if (code !== undefined) blocks.push({ kind: "code", language: code.language, text: code.lines.join("\n") });
    code = undefined;
  };
  for (const line of prose.replaceAll("\r\n", "\n").split("\n")) {
    const bare = line.trim();
    if (code !== undefined) {
      if (bare === FENCE) endCode();
      else code.lines.push(line);
    } else if (bare.startsWith(FENCE)) {
      endParagraph();
      code = { language: bare.slice(FENCE.length), lines: [] };
    } else if (bare === "") {
      endParagraph();
    } else {
      paragraph.push(bare);
    }
  }
  endParagraph();
  endCode();
  return blocks;
}

/** Splits one paragraph at its backticks; a lone backtick stays a character. */
export function parseSpans(paragraph: string): readonly Span[] {
  const spans: Span[] = [];
  const parts = paragraph.split("`");
  const pairs = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  for (const [i, part] of parts.entries()) {
    const lone = i >= pairs;
    if (lone) spans.push({ kind: "words", text: `\`${part}` });
    else if (part !== "") spans.push({ kind: i % 2 === 1 ? "code" : "words", text: part });
  }
  return spans;
}
