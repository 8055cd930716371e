/**
 * The one error class that code in this house throws on purpose.
 * `code` comes from a closed union a module declares; the message says what was expected and what was got,
 * with the byte offset where there is one. Advice is not part of an error: the presenter adds it.
 */

/** Where and what: the facts an error carries beside its message. */
export interface ErrorFacts {
  /** Byte offset into the input, from 0, where one exists. */
  readonly offset?: number;
  /** What would have been right. */
  readonly expected?: string;
  /** What was found instead, shortened and free of control characters. */
  readonly got?: string;
  /** The file, address or option the error is about. */
  readonly subject?: string;
  readonly cause?: unknown;
}

/** An expected failure with a code from a closed union. */
export class AssayError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly facts: ErrorFacts;

  constructor(code: Code, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "AssayError";
    this.code = code;
    this.facts = facts;
  }
}
