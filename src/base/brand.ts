/**
 * Nominal types over primitives, so that two numbers with different meanings cannot be mixed up.
 * The brand exists for the compiler alone; at run time the value is the bare primitive.
 */

declare const brand: unique symbol;

/** A `T` that only code which says so may call a `Name`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
