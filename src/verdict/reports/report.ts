/**
 * What a report is: a pure function from a verdict to text. One verdict feeds any number of reports in one run;
 * files, streams and the network belong to `../node/`. Renderers are loaded when they are asked for, since a run
 * needs one or two of them and starting up is part of being fast.
 */

import type { Lang } from "../../base/messages.ts";
import type { Verdict } from "../verdict.ts";
import type { ReportSection } from "./html/section.ts";

/** Who made the report. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** Files that begin with `prefix` lie in the repository at `path` + rest. Both end in `/`; `path` may be empty. */
export interface SourceRoot {
  readonly prefix: string;
  readonly path: string;
}

/** A Go module of the repository. `folder` is where its go.mod lies: empty for the root, else ending in `/`. */
export interface GoModule {
  readonly module: string;
  readonly folder: string;
}

/** How file names in the evidence become paths inside the repository. */
export interface Sources {
  readonly roots: readonly SourceRoot[];
  readonly modules: readonly GoModule[];
}

/** What reports may depend on beside the verdict; the same options give the same bytes. */
export interface ReportOptions {
  readonly lang: Lang;
  readonly tool: Tool;
  /** Width of the terminal in columns; 80 where absent. */
  readonly columns?: number;
  /** Whether the terminal report may use colour; no where absent. */
  readonly color?: boolean;
  /** Paths of source files, for the services that show findings in the code; none where absent. */
  readonly sources?: Sources;
  /** What the instrument adds to the HTML report. */
  readonly sections?: readonly ReportSection[];
}

/** Turns a verdict into text that ends in a line feed. */
export type RenderReport = (verdict: Verdict, options: ReportOptions) => string;
