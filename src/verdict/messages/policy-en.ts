/** What is wrong with a policy file, in English. `policy-zh.ts` has the same shape. */

const meant = (word: string | undefined): string => (word === undefined ? "" : ` Did you mean "${word}"?`);

export const en = {
  unknownKey: (key: string, near: string | undefined, known: string): string =>
    `unknown key "${key}".${meant(near)}${known === "" ? "" : ` Known here: ${known}.`}`,
  unknownRule: (rule: string, near: string | undefined): string => `no rule is named "${rule}".${meant(near)}`,
  noRuleMatches: (glob: string): string => `no rule matches "${glob}".`,
  missing: (type: string): string => `missing; expected ${type}.`,
  expected: (type: string, got: string): string => `expected ${type}, got ${got}.`,
  empty: "must not be empty.",
  tooSmall: (limit: string, inclusive: boolean, got: string): string =>
    `must be ${inclusive ? "at least" : "more than"} ${limit}, got ${got}.`,
  tooBig: (limit: string, inclusive: boolean, got: string): string =>
    `must be ${inclusive ? "at most" : "less than"} ${limit}, got ${got}.`,
  oneOf: (values: string, got: string, near: string | undefined): string =>
    `expected one of ${values}; got ${got}.${meant(near)}`,
  date: (got: string): string => `expected a day of the calendar as YYYY-MM-DD, got ${got}.`,
  format: (pattern: string, got: string): string => `expected text of the form ${pattern}, got ${got}.`,
  multipleOf: (divisor: string, got: string): string => `must be a multiple of ${divisor}, got ${got}.`,
  noForm: (got: string): string => `${got} has none of the forms that are allowed here.`,
  types: {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a mapping",
    record: "a mapping",
    nonoptional: "a value",
  },
  got: {
    nothing: "nothing",
    list: "a list",
    mapping: "a mapping",
    address: "a web address",
    text: (text: string): string => `"${text}"`,
  },
  twoFiles: (one: string, other: string): string => `both ${one} and ${other} exist; keep one of them.`,
  unreadable: (why: string): string => `the file cannot be read: ${why}.`,
  notUtf8: "the file is not UTF-8 text.",
  malformedWaiver: (index: number, problems: string): string => `Waiver ${index} covers nothing: ${problems}`,
  envReference:
    "write env:NAME, the name of the environment variable that holds the address. The address itself is a secret and does not belong in a file.",
  yaml: {
    codes: {
      BAD_INDENT: "the indentation does not fit the lines around it.",
      TAB_AS_INDENT: "a tab is used for indentation; YAML takes spaces only.",
      DUPLICATE_KEY: "this key stands here a second time.",
      MISSING_CHAR: "a closing quote, bracket, comma or colon is missing.",
      BAD_DQ_ESCAPE: "there is no such escape in double quotes.",
      BAD_ALIAS: "this alias stands for nothing: its anchor is missing.",
      MULTIPLE_DOCS: "the file holds several documents; a policy is one.",
      UNEXPECTED_TOKEN: "this cannot stand here.",
      TAG_RESOLVE_FAILED: "tags are not used in a policy.",
      NON_STRING_KEY: "keys must be text.",
      BLOCK_AS_IMPLICIT_KEY: "a mapping cannot begin on this line; is a line break or a quote missing?",
      MULTILINE_IMPLICIT_KEY: "a key must stand on one line; is a colon missing?",
      RESOURCE_EXHAUSTION: "the values are nested too deeply.",
      "too-large": "the file is larger than 1 MiB.",
      "too-deep": "the values are nested too deeply.",
      "too-many-aliases": "aliases stand for too many values.",
    },
    other: (detail: string): string => `not valid YAML: ${detail}`,
  },
};
