/**
 * Reads YAML 1.2 with the position of every value, so that a problem found later can be shown where it was written.
 * The file is somebody's pull request: its size is bounded, aliases cannot multiply, and nesting cannot exhaust the
 * stack.
 */

import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { ErrorCode } from "yaml";

/** A policy of a large company is some tens of kilobytes; a megabyte is a mistake or an attack. */
export const MAX_POLICY_BYTES = 1_048_576;
/** Values that aliases may stand for altogether; beyond it a few lines could unfold into gigabytes. */
const MAX_ALIAS_VALUES = 100;

/** Lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with the YAML itself. `too-large`, `too-deep` and `too-many-aliases` are limits of this reader. */
export interface YamlProblem extends Position {
  readonly code: ErrorCode | "too-large" | "too-deep" | "too-many-aliases";
  /** What the YAML reader says, in English. */
  readonly detail: string;
}

/** A value and where its parts are written. */
export interface YamlSource {
  readonly value: unknown;
  /** Where the value at the path is written, or the nearest enclosing value that is. */
  positionOf(path: readonly PropertyKey[]): Position;
  /** Where the key itself is written. */
  positionOfKey(path: readonly PropertyKey[], key: string): Position;
}

export type YamlReading = { readonly source: YamlSource } | { readonly problems: readonly YamlProblem[] };

const START: Position = { line: 1, column: 1 };

/** Reads one document; an empty one is `undefined`. */
export function readYaml(text: string): YamlReading {
  if (text.length > MAX_POLICY_BYTES) return { problems: [{ ...START, code: "too-large", detail: "" }] };
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    const at = (offset: number): Position => {
      const { line, col } = lines.linePos(offset);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    };
    const problems = [...document.errors, ...document.warnings];
    if (problems.length > 0) {
      return { problems: problems.map(({ pos, code, message }) => ({ ...at(pos[0]), code, detail: message })) };
    }
    const aliases = aliasesOf(document);
    if (aliases.length > MAX_ALIAS_VALUES) return { problems: [{ ...START, code: "too-many-aliases", detail: "" }] };
    const dangling = aliases.filter((alias) => alias.resolve(document) === undefined);
    if (dangling.length > 0) {
      return { problems: dangling.map((alias) => ({ ...at(alias.range?.[0] ?? 0), code: "BAD_ALIAS", detail: "" })) };
    }
    return { source: sourceOf(document, at) };
  } catch (cause) {
    // The reader recurses over nested values, and counts what aliases unfold to: it throws these two and no others.
    if (cause instanceof RangeError) return { problems: [{ ...START, code: "too-deep", detail: "" }] };
    if (cause instanceof ReferenceError) return { problems: [{ ...START, code: "too-many-aliases", detail: "" }] };
    throw cause;
  }
}

function aliasesOf(document: Document.Parsed): readonly Alias[] {
  const aliases: Alias[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      aliases.push(alias);
    },
  });
  return aliases;
}

function sourceOf(document: Document.Parsed, at: (offset: number) => Position): YamlSource {
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIAS_VALUES });
  const start = (node: unknown): Position => (isNode(node) && node.range ? at(node.range[0]) : START);
  const find = (path: readonly PropertyKey[]): Node | undefined => {
    let node: unknown = document.contents;
    for (const step of path) node = child(isAlias(node) ? node.resolve(document) : node, step) ?? node;
    return isNode(node) ? node : undefined;
  };
  return {
    value: value ?? undefined,
    positionOf: (path) => start(find(path)),
    positionOfKey: (path, key) => {
      const found = find(path);
      const map = isAlias(found) ? found.resolve(document) : found;
      const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
      return start(pair?.key ?? map);
    },
  };
}

function child(node: unknown, step: PropertyKey): unknown {
  if (isSeq(node) && typeof step === "number") return node.items[step];
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
  // A key without a value has no node of its own; its key is where it is written.
  return pair?.value ?? pair?.key;
}
