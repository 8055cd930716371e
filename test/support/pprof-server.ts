/** Answers like net/http/pprof of a tiny program: enough to be captured, every part replaceable by a test. */

import type * as http from "node:http";
import { gzipSync } from "node:zlib";

const index = `<html><body><table>
<tr><td>3</td><td><a href='goroutine?debug=1'>goroutine</a></td></tr>
<tr><td>1</td><td><a href='heap?debug=1'>heap</a></td></tr>
</table></body></html>`;

/** The heap profile's end of a process that began at `start` and has collected so often. */
export function heapText(start: number, collections: number): string {
  const ends = Array.from({ length: 256 }, (_, i) => (i < collections ? start + i : 0));
  const counters = {
    Mallocs: collections,
    LastGC: ends[collections - 1] ?? 0,
    PauseEnd: `[${ends.join(" ")}]`,
    NumGC: collections,
  };
  const lines = Object.entries(counters).map(([name, value]) => `# ${name} = ${value}\n`);
  return `heap profile: 0: 0 [0: 0] @ heap/1048576\n\n# runtime.MemStats\n${lines.join("")}`;
}

const stacks = `goroutine 1 [chan receive]:
main.main()
\tmain.go:9 +0x1d

`;

export type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

export const send =
  (body: string | Uint8Array): Answer =>
  (_, response) => {
    response.end(body);
  };

export const refuse =
  (status: number, body: string): Answer =>
  (_, response) => {
    response.writeHead(status).end(body);
  };

export const redirect =
  (location: string): Answer =>
  (_, response) => {
    response.writeHead(302, { location }).end();
  };

/** By what stands behind the prefix, query included. */
export const healthyAnswers: Readonly<Record<string, Answer>> = {
  "": send(index),
  cmdline: send("/srv/tiny\0-token=hunter2"),
  goroutine: send(gzipSync(Buffer.from([0x0a, 0x00]))),
  "goroutine?debug=1": send("goroutine profile: total 3\n"),
  "goroutine?debug=2": send(stacks),
  "heap?debug=1": send(heapText(1_000, 3)),
  "heap?gc=1&debug=1": send(heapText(1_000, 3)),
};

export function pprof(replaced: Readonly<Record<string, Answer>> = {}, prefix = "/debug/pprof/"): Answer {
  const answers = { ...healthyAnswers, ...replaced };
  return (request, response) => {
    const url = (request.url ?? "").replace(/[?&]key=[^&]*/, "");
    const answer = url.startsWith(prefix) ? answers[url.slice(prefix.length)] : undefined;
    if (answer !== undefined) return answer(request, response);
    return refuse(404, "404 page not found\n")(request, response);
  };
}
