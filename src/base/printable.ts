/**
 * Makes untrusted text safe to show. A dump, a label or a response body may hold terminal escapes that clear the
 * screen or retitle the window, bidirectional controls that reverse what is read (CVE-2021-42574), and characters
 * that XML and JSON readers refuse. They are replaced by a visible escape, so nothing is lost and nothing acts.
 */

/** C0 and C1 controls, DEL, line and paragraph separators, bidirectional controls, BOM, non-characters, lone surrogates. */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- the control characters are what this is about
  /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** One line that is safe on a terminal and in any document: `\n` and its like become visible too. */
export function printableLine(text: string): string {
  return text.replaceAll(UNSAFE, visible);
}

/** As `printableLine`, but line feeds stay (CRLF becomes LF) and tabs become two spaces. */
export function printableText(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(UNSAFE, (unit) => (unit === "\n" ? unit : unit === "\t" ? "  " : visible(unit)));
}

const NAMED: Readonly<Record<string, string>> = { "\n": String.raw`\n`, "\r": String.raw`\r`, "\t": String.raw`\t` };

function visible(unit: string): string {
  const code = unit.charCodeAt(0);
  const hex = code.toString(16);
  return NAMED[unit] ?? (code < 0x100 ? String.raw`\x${hex.padStart(2, "0")}` : String.raw`\u${hex.padStart(4, "0")}`);
}
