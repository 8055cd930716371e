/** How much time and space a service may take from us, and how much a question may take from the service. */

/** How long and how much. Times in milliseconds, size in bytes. */
export interface Limits {
  readonly connectMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
  readonly maxBytes: number;
}

/** A debug=2 dump ends at 64 MiB in the runtime itself, so twice that is never a profile; a slow one takes seconds to begin. */
export const usualLimits: Limits = { connectMs: 5_000, idleMs: 30_000, totalMs: 120_000, maxBytes: 128 * 1024 * 1024 };

/** When the expensive dump is still allowed. */
export interface Guard {
  /** debug=2 only below this many goroutines … */
  readonly maxGoroutines: number;
  /** … and only when it is expected to be shorter than this. */
  readonly maxTextBytes: number;
}

/** A dump within these limits is printed in tens of milliseconds; the runtime itself cuts at 64 MiB. */
export const usualGuard: Guard = { maxGoroutines: 5_000, maxTextBytes: 48 * 1024 * 1024 };
