/** What an instrument may add to the HTML report: pictures and tables that only it can draw. */

import type { Text } from "../../../base/messages.ts";
import type { Json } from "../../../base/stable-json.ts";
import type { Html } from "./markup.ts";

export interface ReportSection {
  /** Letters, digits and hyphens; becomes the element's id and the anchor in the navigation. */
  readonly id: string;
  readonly title: Text;
  /** Made with the `html` tag, which escapes everything untrusted. No `style` or event attributes: the page forbids both. */
  readonly body: Html;
  /** Rules for the section; written for both colour schemes with the page's own properties (`--ink`, `--line`, …). */
  readonly style?: string;
  /** A classic script, run after the page's own; its hash is added to the page's Content-Security-Policy. */
  readonly script?: string;
  /** Handed to the script: `JSON.parse(document.getElementById("<id>-data").textContent)`. */
  readonly data?: Json;
}
