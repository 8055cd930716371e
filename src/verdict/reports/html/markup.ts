/**
 * HTML that is escaped unless somebody says otherwise: `html` is a tag for template literals whose values are escaped,
 * except values that are `Html` already, and lists of them. `undefined` and `false` print nothing.
 */

import type { Brand } from "../../../base/brand.ts";
import { printableText } from "../../../base/printable.ts";
import { stableStringify, type Json } from "../../../base/stable-json.ts";

/** A piece of HTML in which everything untrusted has been escaped. */
export type Html = Brand<{ readonly html: string }, "Html">;

type Value = Html | string | number | undefined | false | readonly (Html | string)[];

/** Builds HTML; safe in text and in double-quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  let out = parts[0] ?? "";
  for (const [i, value] of values.entries()) out += print(value) + (parts[i + 1] ?? "");
  return trusted(out);
}

/** Takes text as HTML without escaping: for constants of this house only. */
export function trusted(text: string): Html {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that brands
  return { html: text } as Html;
}

function print(value: Value): string {
  if (value === undefined || value === false) return "";
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return isList(value) ? value.map(print).join("") : value.html;
}

function isList(value: Html | readonly (Html | string)[]): value is readonly (Html | string)[] {
  return Array.isArray(value);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Safe in text and in quoted attributes; controls become visible. */
export function escapeHtml(text: string): string {
  return printableText(text).replaceAll(/[&<>"']/gu, (unit) => ENTITIES[unit] ?? unit);
}

/** JSON for a `<script type="application/json">`: no value can end the element or open a comment in it. */
export function jsonForScript(value: Json): Html {
  return trusted(
    stableStringify(value).replaceAll(
      /[<>&\u2028\u2029]/gu,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
}
