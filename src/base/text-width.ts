/**
 * How wide text is on a terminal, and cutting, padding and wrapping by that width.
 * Follows Unicode Annex 11 (East Asian Width) by grapheme: Chinese, Japanese and Korean letters, full-width forms and
 * emoji take two columns, combining marks none, characters of ambiguous width one. Text must be printable already
 * (see `printable.ts`): escapes and controls are not looked for here.
 */

import { eastAsianWidth } from "get-east-asian-width";

let segmenter: Intl.Segmenter | undefined;

/** Width in columns. */
export function textWidth(text: string): number {
  if (isAscii(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

/** Pads with spaces on the right; longer text stays as it is. */
export function padEndToWidth(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** Pads with spaces on the left; longer text stays as it is. */
export function padStartToWidth(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}

/** Cuts at the end so that text and ellipsis fit into the width. */
export function cutToWidth(text: string, width: number, ellipsis = "…"): string {
  if (textWidth(text) <= width) return text;
  const room = width - textWidth(ellipsis);
  return room < 0 ? "" : takeWidth(text, room) + ellipsis;
}

/** Cuts at the start: of a path the end tells most. */
export function cutStartToWidth(text: string, width: number, ellipsis = "…"): string {
  if (textWidth(text) <= width) return text;
  const room = width - textWidth(ellipsis);
  return room < 0 ? "" : ellipsis + takeWidthFromEnd(text, room);
}

/** Cuts in the middle: the ends of a path or a qualified name tell more than what is between. */
export function cutMiddleToWidth(text: string, width: number, ellipsis = "…"): string {
  if (textWidth(text) <= width) return text;
  const room = width - textWidth(ellipsis);
  if (room < 2) return cutToWidth(text, width, ellipsis);
  const head = takeWidth(text, Math.floor(room / 2));
  return head + ellipsis + takeWidthFromEnd(text, room - textWidth(head));
}

/**
 * Breaks one paragraph into lines no wider than `width`: at spaces, between East Asian letters (not before closing
 * punctuation), and inside a word only when the word alone is too wide. Spaces at the breaks are dropped.
 */
export function wrapToWidth(text: string, width: number): readonly string[] {
  // The widest letter must fit, or nothing ever would.
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const piece of breakable(text)) {
    const wide = textWidth(piece.trimEnd());
    if (used + wide > room && line !== "") {
      lines.push(line.trimEnd());
      line = "";
      used = 0;
    }
    let rest = piece;
    while (textWidth(rest.trimEnd()) > room) {
      const part = beforeJoint(takeWidth(rest, room));
      lines.push(part);
      rest = rest.slice(part.length);
    }
    line += rest;
    used += textWidth(rest);
  }
  if (line.trimEnd() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** A name too long for a line is broken after one of its joints, if that does not waste too much of the line. */
function beforeJoint(part: string): string {
  const joint = Math.max(part.lastIndexOf("/"), part.lastIndexOf("."), part.lastIndexOf("-"));
  return joint > part.length / 3 ? part.slice(0, joint + 1) : part;
}

/** Closing punctuation never starts a line; opening punctuation never ends one. */
const CLOSING = /^[、。，．：；！？）」』】》〉”’…—%,.;:!?)\]}]/u;
const OPENING = /[（「『【《〈“‘([{]$/u;

/** Pieces between which a line may break; each keeps the spaces that follow it. */
function* breakable(text: string): Generator<string> {
  let piece = "";
  let previous = "";
  for (const { segment } of graphemes(text)) {
    const afterSpace = previous === " " && segment !== " ";
    const betweenWide =
      previous !== "" &&
      (graphemeWidth(segment) === 2 || graphemeWidth(previous) === 2) &&
      segment !== " " &&
      !CLOSING.test(segment) &&
      !OPENING.test(previous);
    if (piece !== "" && (afterSpace || betweenWide)) {
      yield piece;
      piece = "";
    }
    piece += segment;
    previous = segment;
  }
  if (piece !== "") yield piece;
}

function takeWidth(text: string, width: number): string {
  if (isAscii(text)) return text.slice(0, width);
  let taken = "";
  let left = width;
  for (const { segment } of graphemes(text)) {
    left -= graphemeWidth(segment);
    if (left < 0) break;
    taken += segment;
  }
  return taken;
}

function takeWidthFromEnd(text: string, width: number): string {
  let taken = "";
  let left = width;
  for (const { segment } of [...graphemes(text)].toReversed()) {
    left -= graphemeWidth(segment);
    if (left < 0) break;
    taken = segment + taken;
  }
  return taken;
}

function graphemes(text: string): Iterable<{ readonly segment: string }> {
  if (isPlain(text)) return Array.from(text, (segment) => ({ segment }));
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/**
 * Whether every code unit is a grapheme of its own: ASCII, Latin, general punctuation, arrows and symbols, Chinese
 * letters and their punctuation. Most text is, and starting the segmenter costs more than printing a page.
 */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const plain =
      (unit >= 0x20 && unit <= 0x7e) ||
      (unit >= 0xa0 && unit <= 0x24f && unit !== 0xad) ||
      (unit >= 0x2010 && unit <= 0x2027) ||
      (unit >= 0x2190 && unit <= 0x2bff) ||
      isHan(unit);
    if (!plain) return false;
  }
  return true;
}

function isHan(unit: number): boolean {
  return (unit >= 0x3001 && unit <= 0x3029) || (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xff01 && unit <= 0xff60);
}

const ZERO_WIDTH = /^[\p{Mark}\p{Default_Ignorable_Code_Point}\p{Control}]+$/u;
const EMOJI_STYLE = "\uFE0F";
const FIRST_REGIONAL = 0x1f1e6;
const LAST_REGIONAL = 0x1f1ff;

function graphemeWidth(grapheme: string): number {
  const first = grapheme.codePointAt(0) ?? 0;
  if (grapheme.length === 1) {
    if (first < 0x7f) return 1;
    if (isHan(first)) return 2;
  }
  if (ZERO_WIDTH.test(grapheme)) return 0;
  if (grapheme.includes(EMOJI_STYLE)) return 2;
  if (first >= FIRST_REGIONAL && first <= LAST_REGIONAL) return grapheme.length > 2 ? 2 : 1;
  // Half-width katakana carry their voiced sound mark as a column of its own.
  const mark = grapheme.length > 1 && /[\uFF9E\uFF9F]$/u.test(grapheme) ? 1 : 0;
  return eastAsianWidth(first) + mark;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7e) return false;
  return true;
}
