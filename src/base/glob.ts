/**
 * Globs over names that are no paths: rule ids, subjects, functions. `*` stands for any run of characters (also none,
 * also across `/`), `?` for one character, `\` takes the next character literally; everything else, brackets
 * included, stands for itself, since Go names are full of them. Matching is over the whole text and case-sensitive.
 * Cost is at most pattern × text: only the last `*` is ever revisited, so nothing can blow up.
 */

/** A glob ready to be matched many times. */
export interface Glob {
  readonly pattern: string;
  /** True when the pattern has no wildcard: it matches one text only. */
  readonly exact: boolean;
  /** Number of characters that must be equal; of two globs the one with more of them says more. */
  readonly literals: number;
  matches(text: string): boolean;
}

const ANY_RUN = -1;
const ANY_ONE = -2;

/** Reads a glob; every string is one. */
export function parseGlob(pattern: string): Glob {
  const tokens: number[] = [];
  let literals = 0;
  for (let i = 0; i < pattern.length; i++) {
    const unit = pattern[i];
    if (unit === "*") {
      if (tokens.at(-1) !== ANY_RUN) tokens.push(ANY_RUN);
    } else if (unit === "?") {
      tokens.push(ANY_ONE);
    } else {
      if (unit === "\\" && i + 1 < pattern.length) i++;
      tokens.push(pattern.charCodeAt(i));
      literals++;
    }
  }
  return { pattern, exact: literals === tokens.length, literals, matches: (text) => matches(tokens, text) };
}

function matches(tokens: readonly number[], text: string): boolean {
  let token = 0;
  let at = 0;
  let lastRun = -1;
  let retryAt = 0;
  while (at < text.length) {
    const wanted = tokens[token];
    if (wanted === ANY_RUN) {
      lastRun = token++;
      retryAt = at;
    } else if (wanted === ANY_ONE || wanted === text.charCodeAt(at)) {
      token++;
      at++;
    } else if (lastRun >= 0) {
      token = lastRun + 1;
      at = ++retryAt;
    } else {
      return false;
    }
  }
  while (tokens[token] === ANY_RUN) token++;
  return token === tokens.length;
}
