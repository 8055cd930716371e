/**
 * The one record model for goroutine dumps, whatever they were read from: the text of `runtime.Stack`,
 * `debug=2`, a panic or SIGQUIT; the text of `debug=1`; the protobuf of `debug=0`; CockroachDB's `debug=3`.
 *
 * Representation. A dump may hold millions of goroutines but few distinct stacks, so stacks are interned and a
 * goroutine is a row of small numbers in columns (struct of arrays). Memory follows the number of rows and of
 * distinct stacks, never the size of the input. A row stands for `count` goroutines: always 1 in the formats that
 * list goroutines one by one, the sample's count in the aggregated ones (which carry no goroutine ids).
 */

import type { Brand } from "../../base/brand.ts";

/** What the bytes were. `text` = debug=2, panic, SIGQUIT, runtime.Stack; `proto-goroutines` = one sample a goroutine (debug=3). */
export type DumpFormat = "text" | "debug1" | "proto" | "proto-goroutines";

/**
 * What a goroutine waits for, normalised: equal for one goroutine across Go versions and formats.
 * `nilchan` = operation on a nil channel, `select0` = `select {}`, `sema` = a semaphore no lock could be named for,
 * `coro` = iter.Pull, `gc` = parked or working for the collector, `syscall` includes cgo calls,
 * `runtime` = any other wait of the runtime's own (finalizer wait, force gc, trace reader …), `idle` and `dead` as printed.
 */
export type WaitKind =
  | "send"
  | "recv"
  | "select"
  | "nilchan"
  | "select0"
  | "mutex"
  | "rlock"
  | "wlock"
  | "wg"
  | "cond"
  | "sema"
  | "sleep"
  | "io"
  | "syscall"
  | "coro"
  | "runnable"
  | "running"
  | "gc"
  | "runtime"
  | "idle"
  | "dead"
  | "unknown";

/** One call in a stack. Frames are interned: equal frames are the same object. */
export interface Frame {
  /** Full name as the runtime prints it, without arguments: `net/http.(*conn).serve`. `non-Go function` for such frames. */
  readonly function: string;
  /** Source path as printed; empty when there is none. */
  readonly file: string;
  /** Line number, 0 when there is none. */
  readonly line: number;
  /** True when the compiler inlined the call: printed with `(...)`. */
  readonly inlined: boolean;
}

/** Where a goroutine was started. */
export interface Creator {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/** One `[originating from goroutine N]` section (GODEBUG=tracebackancestors). */
export interface Ancestor {
  readonly goroutineId: number;
  readonly frames: readonly Frame[];
  readonly createdBy?: Creator;
}

/** A distinct stack: frames leaf first, and the creator. Argument values are not part of it. */
export interface Stack {
  readonly frames: readonly Frame[];
  readonly createdBy?: Creator;
  /** Frames left out by the runtime in the middle or at the end (`...N frames elided...`); -1 = some, number unknown. */
  readonly elidedFrames: number;
  /** True when the outermost frames are missing (depth limit of a profile, or cut text): the entry function is unknown. */
  readonly truncated: boolean;
  /** `goroutine running on other thread; stack unavailable`. */
  readonly unavailable: boolean;
}

/** Index of a stack in `GoroutineDump.stacks`. */
export type StackIndex = Brand<number, "StackIndex">;

/** Labels of a goroutine (pprof.Do), keys sorted. */
export type Labels = readonly (readonly [key: string, value: string])[];

/**
 * The rows, column by column; `row` runs from 0 to `length - 1`, in input order.
 * Accessors hide which columns a format fills and how they are stored.
 */
export interface GoroutineTable {
  readonly length: number;
  /** Goroutine id, or -1 where the format has none. */
  id(row: number): number;
  /** How many goroutines the row stands for. */
  count(row: number): number;
  stack(row: number): StackIndex;
  kind(row: number): WaitKind;
  /** The state as printed, without modifiers: `chan receive`; empty where the format has none. Interned. */
  state(row: number): string;
  /** Lower bound of the time blocked, whole minutes as printed; -1 when none was printed. */
  waitMinutes(row: number): number;
  /** Set by the leak-detecting collector: ` (leaked)`. */
  leaked(row: number): boolean;
  lockedToThread(row: number): boolean;
  /** ` (durable)` of testing/synctest. */
  durable(row: number): boolean;
  /** Number of the synctest bubble or group, or -1. */
  bubble(row: number): number;
  /** Labels, or an empty list. Interned. */
  labels(row: number): Labels;
  /** Id of the creating goroutine, or -1. */
  creatorId(row: number): number;
  /**
   * Address of the lock, condition or channel waited on, or -1. Only from arguments that are reliable:
   * `(*Mutex).lockSlow(0x…)`, `RWMutex`, `notifyListWait`, `runtime.chan*` at system level. Below 2^53.
   */
  waitAddress(row: number): number;
  /** Ancestors, or an empty list. */
  ancestors(row: number): readonly Ancestor[];
}

/** A run of bytes that the parser could not make sense of. */
export interface Gap {
  /** Offset of the first byte in the (decompressed) input, and the length in bytes. */
  readonly offset: number;
  readonly length: number;
  /** The beginning of it, printable, at most 80 characters. */
  readonly sample: string;
}

/** How much was seen and how much of it was understood. */
export interface Completeness {
  /** Size of the (decompressed) input in bytes. */
  readonly inputBytes: number;
  /** Goroutines announced: headers in text, the total of the head line or the samples in aggregated formats. */
  readonly headersSeen: number;
  /** Goroutines fully read. */
  readonly parsed: number;
  /** Bytes inside goroutines that were not understood: count of all, and the first 100 places. */
  readonly notUnderstoodBytes: number;
  readonly gaps: readonly Gap[];
  /** Bytes around goroutines: log lines, panic text, registers. Not an error. */
  readonly junkBytes: number;
  /** The input ended inside a goroutine, or was cut by the runtime at 64 MiB. */
  readonly truncated: "no" | "tail" | "64MiB";
  /** How many dumps the input held one after the other (from the ids and blank space between them). */
  readonly dumps: number;
}

/** Everything read from one source. */
export interface GoroutineDump {
  readonly format: DumpFormat;
  /** `goroutine`, or `goroutineleak` when the head line or the sample type says so. */
  readonly profile: "goroutine" | "goroutineleak" | "threadcreate" | "other";
  /** Go version if the input tells it, or the range its grammar allows, e.g. `>=1.21`. */
  readonly goVersion?: string;
  /** Time of the capture if the input tells it, in nanoseconds since 1970. */
  readonly timeNs?: bigint;
  readonly stacks: readonly Stack[];
  readonly goroutines: GoroutineTable;
  readonly completeness: Completeness;
}
