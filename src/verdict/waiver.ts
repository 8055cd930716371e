/** A waiver: somebody accepts a finding, for a reason, until a day. */

/** All members but `rule`'s companions are mandatory; see `assay.yaml`, section `waivers`. */
export interface Waiver {
  /** Rule id, or a glob over rule ids: `leaks/*`. */
  readonly rule: string;
  /** Glob over the finding's subject or its exact fingerprint; absent = any. */
  readonly subject?: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`, in UTC. */
  readonly expires: string;
  /** Where it is written, for findings about it. */
  readonly source: { readonly file: string; readonly line: number };
}
