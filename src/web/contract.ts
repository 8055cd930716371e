/** What an instrument offers to the browser shell. Instruments import types from here and nothing else of that shell. */

import type { Text } from "../base/messages.ts";

/** One page of the workbench. */
export interface Page {
  /** `/leaks`. */
  readonly path: string;
  readonly title: Text;
  /** Fills the element and gives back how to leave it. */
  mount(element: HTMLElement): () => void;
}
