/**
 * JSON whose bytes depend on nothing but the value: keys sorted, no insignificant white space unless asked.
 * `undefined` members are left out; bigint prints as a decimal string, since JSON numbers lose it beyond 2^53.
 */

/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Prints with sorted keys. `indent` 0 gives one line. */
export function stableStringify(value: unknown, indent = 0): string {
  return JSON.stringify(sorted(value), null, indent === 0 ? undefined : indent);
}

function sorted(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
