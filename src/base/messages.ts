/**
 * Sentences in two languages. A catalogue is a plain object of strings and functions, written once in English
 * and once in Simplified Chinese with the same shape, so that a missing sentence does not compile.
 * A `Text` carries both renderings; the report that prints it picks one. This keeps the thinking rooms free of
 * any notion of "the current language" and lets one verdict be shown to two people.
 */

/** The languages that every sentence exists in. */
export type Lang = "en" | "zh";

/** One sentence or paragraph, in every language. */
export type Text = Readonly<Record<Lang, string>>;

/** What a catalogue may hold: sentences, and functions from facts to sentences. */
export type Catalogue = { readonly [key: string]: string | ((...facts: never[]) => string) | Catalogue };

/** The same catalogue in every language. */
export type Languages<C extends Catalogue> = Readonly<Record<Lang, C>>;

/** The shape that a translation must have: the same keys and the same facts, free in its words. */
export type Translation<C extends Catalogue> = {
  readonly [K in keyof C]: C[K] extends string
    ? string
    : C[K] extends (...facts: infer Facts) => string
      ? (...facts: Facts) => string
      : C[K] extends Catalogue
        ? Translation<C[K]>
        : never;
};

/** Says one sentence in every language: `say(messages, (m) => m.grew(12))`. */
export function say<C>(languages: Readonly<Record<Lang, C>>, sentence: (catalogue: C) => string): Text {
  return { en: sentence(languages.en), zh: sentence(languages.zh) };
}

/** A text that reads the same in every language: a name, a path, a figure. */
export function verbatim(text: string): Text {
  return { en: text, zh: text };
}
