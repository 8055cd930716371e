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
 * `chan` = a channel operation whose direction the source does not tell (debug=1 hides it), `nilchan` = operation on a nil channel, `select0` = `select {}`, `sema` = a semaphore no lock could be named for,
 * `coro` = iter.Pull, `gc` = parked or working for the collector, `syscall` includes cgo calls,
 * `runtime` = any other wait of the runtime's own (finalizer wait, force gc, trace reader …), `idle` and `dead` as printed,
 * `unknown` = the source does not tell; it may well be blocked.
 */
export type WaitKind =
  | "send"
  | "recv"
  | "chan"
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

/**
 * One call in a stack. Frames are interned: equal frames are the same object. The runtime's own hidden frames
 * (`runtime.gopark`, `runtime.goexit` …), which some sources list and some do not, are left out wherever others remain.
 */
export interface Frame {
  /** Full name, without arguments, normalised: `net/http.(*conn).serve`, `main.Map[...]`. `non-Go function` for such frames. */
  readonly function: string;
  /** Import path of its package: `net/http`, `gopkg.in/yaml.v2`; empty for functions that are not Go's. */
  readonly package: string;
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
  readonly package: string;
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
  /** Index of the frame before which they are missing; `frames.length` when at the end. Meaningless when none are. */
  readonly elidedAt: number;
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
  /** False where the text was cut or a line inside was not understood: the stack is what could be read. */
  complete(row: number): boolean;
  /** Byte offset of the goroutine's first line in the (decompressed) input; of the record in aggregated formats. */
  offset(row: number): number;
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
  /** Goroutines fully read: the sum of `count` over the complete rows. */
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

/** What the bytes look like from their beginning; said also of input that is no dump, so that the error can be precise. */
export interface InputDescription {
  /**
   * `dump` = a goroutine dump in `format`; `text` = readable text without one; `profile` = a pprof profile of another
   * kind, see `detail`; `archive` = gzip, zip, zstd …; `program` = an executable; `binary` = anything else.
   */
  readonly kind: "dump" | "empty" | "html" | "json" | "text" | "profile" | "trace" | "archive" | "program" | "binary";
  readonly format?: DumpFormat;
  /** Says which: `gzip`, `zip`, `ELF`, `samples/count, cpu/nanoseconds`, the title of an HTML page; printable. */
  readonly detail?: string;
  /** The first line of it, printable, at most 80 characters; empty for binary input. */
  readonly sample: string;
}

/** Everything read from one source. */
export interface GoroutineDump {
  readonly format: DumpFormat;
  /** What the input is; anything but `dump` means that nothing was found in it. */
  readonly input: InputDescription;
  /** `goroutine`, or `goroutineleak` when the head line or the sample type says so. */
  readonly profile: "goroutine" | "goroutineleak" | "threadcreate" | "other";
  /** Go version if the input tells it, or the range its grammar allows, e.g. `>=1.21`. */
  readonly goVersion?: string;
  /** Time of the capture if the input tells it, in nanoseconds since 1970. */
  readonly timeNs?: bigint;
  readonly stacks: readonly Stack[];
  readonly goroutines: GoroutineTable;
  /** The row at which each of the input's dumps begins; `[0]` for the usual single one. */
  readonly dumpStarts: readonly number[];
  readonly completeness: Completeness;
}
