/**
 * One HTTP GET against a target, streamed into a sink, with every limit a stranger's answer needs: time to connect,
 * silence, total time, size, redirects. Nothing is retried and nothing is buffered whole. What goes wrong comes back as
 * one `TargetError`. Proxies of the environment are not used: a profile is asked for where it is.
 */

import { createHash } from "node:crypto";
import * as http from "node:http";
import * as https from "node:https";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { verbatim } from "../../../base/messages.ts";
import { printableLine } from "../../../base/printable.ts";
import type { Limits } from "./limits.ts";
import { duration, size } from "./quantity.ts";
import { got, TargetError } from "./target-error.ts";
import type { Target } from "./target.ts";

/** What was asked for and what it took. */
export interface Received {
  /** The request without secrets. */
  readonly url: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** From sending the request to the last byte. */
  readonly wallMs: number;
}

/** What an answer must look like from its first bytes. */
export interface Ask {
  /** Below the prefix, with query: `goroutine?debug=2`. */
  readonly path: string;
  /** Bytes of a real answer begin like this; anything else is not written anywhere. */
  readonly accepts: (head: Uint8Array) => boolean;
}

/** Where the bytes go: a stream, or somebody who looks at them and may have seen enough, which gives up the connection. */
export type Sink = Writable | ((chunk: Uint8Array) => "more" | "enough");

/** A way to talk to one target: keeps one connection for all its requests until closed. */
export interface Exchange {
  readonly target: Target;
  get(ask: Ask, sink: Sink, signal: AbortSignal): Promise<Received>;
  close(): void;
}

const maxRedirects = 3;
const excerptBytes = 400;
const excerptCharacters = 160;

/** Opens nothing yet; the first request does. */
export function openExchange(target: Target, limits: Limits): Exchange {
  const settings = { keepAlive: true, maxSockets: 1 };
  const agent = target.secure ? new https.Agent({ ...settings, ...target.tls }) : new http.Agent(settings);
  return {
    target,
    get: (ask, sink, signal) => get({ target, limits, agent }, ask, sink, signal),
    close: () => agent.destroy(),
  };
}

interface Line {
  readonly target: Target;
  readonly limits: Limits;
  readonly agent: http.Agent;
}

async function get(line: Line, ask: Ask, sink: Sink, signal: AbortSignal): Promise<Received> {
  const { target, limits } = line;
  const total = AbortSignal.timeout(limits.totalMs);
  const stop = AbortSignal.any([signal, total]);
  const state: Progress = { bytes: 0, reused: false, expired: "no" };
  const started = performance.now();
  let path = pathOf(target, ask.path);
  const subject = shownRequest(target, ask.path);
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await sendAfresh(line, path, stop, state);
      const status = response.statusCode ?? 0;
      if (status >= 300 && status < 400 && status !== 304) {
        if (redirects === maxRedirects)
          throw new TargetError(
            "target-redirect",
            subject,
            got((m) => m.redirects(redirects)),
          );
        path = redirected(target, path, response, subject);
        // The body of a redirect is of no interest; what is left of it must not hold the connection.
        response.destroy();
        continue;
      }
      if (status !== 200) throw await refusal(target, response, subject);
      const body = await receive(line, response, ask, sink, stop, state, subject);
      return { url: subject, ...body, wallMs: performance.now() - started };
    }
  } catch (error) {
    if (error instanceof TargetError) throw error;
    throw translate(error, { signal, total, subject, limits, state, target });
  }
}

interface Progress {
  bytes: number;
  /** Whether the last request went over a connection that had been used before. */
  reused: boolean;
  /** Which limit ended it: Node tells of a destroyed connection only that it is gone. */
  expired: "no" | "connect" | "idle";
}

function pathOf(target: Target, path: string): string {
  const full = `${target.prefix}${path}`;
  if (target.query === "") return full;
  return `${full}${full.includes("?") ? "&" : "?"}${target.query}`;
}

/** The request as it may be shown: with its own query, and without the target's. */
function shownRequest(target: Target, path: string): string {
  return target.redact(`${target.shown.replace(/\?.*$/, "")}${path}`);
}

/**
 * Sends the request; once more where the kept connection turned out to be closed by the other side meanwhile, which
 * says nothing about the service (RFC 9112, 9.3.1).
 */
async function sendAfresh(
  line: Line,
  path: string,
  signal: AbortSignal,
  state: Progress,
): Promise<http.IncomingMessage> {
  try {
    return await send(line, path, signal, state);
  } catch (error) {
    const closed = error instanceof Error && "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
    if (!closed || !state.reused || state.expired !== "no") throw error;
    return send(line, path, signal, state);
  }
}

/** Sends the request and waits for the head of the answer. */
function send(line: Line, path: string, signal: AbortSignal, state: Progress): Promise<http.IncomingMessage> {
  const { target, limits, agent } = line;
  const options: https.RequestOptions = {
    method: "GET",
    path,
    headers: { ...target.headers },
    agent,
    signal,
    // The Host header is the name in the address, whatever the connection goes through.
    host: target.host,
    port: target.port,
    ...(target.socketPath === undefined ? {} : { socketPath: target.socketPath }),
    ...(target.secure ? target.tls : {}),
  };
  return new Promise((resolve, reject) => {
    const request = target.secure ? https.request(options) : http.request(options);
    const expire = (limit: "connect" | "idle"): void => {
      state.expired = limit;
      request.destroy();
    };
    const connecting = setTimeout(expire, limits.connectMs, "connect");
    request.on("socket", (socket) => {
      state.reused = request.reusedSocket;
      const connected = (): void => {
        clearTimeout(connecting);
        request.setTimeout(limits.idleMs, () => expire("idle"));
      };
      if (request.reusedSocket || (!target.secure && !socket.connecting)) connected();
      else socket.once(target.secure ? "secureConnect" : "connect", connected);
    });
    request.on("response", (response) => {
      clearTimeout(connecting);
      resolve(response);
    });
    request.on("error", (error) => {
      clearTimeout(connecting);
      reject(error);
    });
    request.end();
  });
}

/** Where a redirect leads, if it stays on this origin. */
function redirected(target: Target, path: string, response: http.IncomingMessage, subject: string): string {
  const status = response.statusCode ?? 0;
  const location = response.headers.location;
  if (location === undefined)
    throw new TargetError(
      "target-redirect",
      subject,
      got((m) => m.redirectNowhere(status)),
    );
  const host = target.host.includes(":") ? `[${target.host}]` : target.host;
  const here = new URL(`${target.secure ? "https" : "http"}://${host}:${target.port}${path}`);
  const there = URL.canParse(location, here.href) ? new URL(location, here) : undefined;
  if (there === undefined || there.origin !== here.origin) {
    const shown = there === undefined ? printable(location) : `${there.origin}${there.pathname}`;
    throw new TargetError(
      "target-redirect",
      subject,
      got((m) => m.redirect(status, target.redact(shown))),
    );
  }
  return `${there.pathname}${there.search}`;
}

/** Turns an answer that is not 200 into an error with the first words of its body. */
async function refusal(target: Target, response: http.IncomingMessage, subject: string): Promise<TargetError> {
  const status = response.statusCode ?? 0;
  const head: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      if (!(chunk instanceof Uint8Array)) break;
      head.push(chunk);
      length += chunk.length;
      if (length >= excerptBytes) break;
    }
  } catch {
    // The status has told enough; a body that breaks off takes nothing from it.
  }
  response.destroy();
  const text = Buffer.concat(head).toString("utf8");
  const excerpt = target.redact(printable(looksLikeHtml(text) ? htmlTitle(text) : text));
  const shown = got((m) => m.status(`${status} ${printable(response.statusMessage ?? "")}`.trim(), excerpt));
  const code = status === 404 ? "target-missing" : status === 401 || status === 403 ? "target-denied" : "target-status";
  return new TargetError(code, subject, shown);
}

interface Body {
  readonly sizeBytes: number;
  readonly sha256: string;
}

async function receive(
  line: Line,
  response: http.IncomingMessage,
  ask: Ask,
  sink: Sink,
  signal: AbortSignal,
  state: Progress,
  subject: string,
): Promise<Body> {
  const { limits } = line;
  const hash = createHash("sha256");
  let checked = false;
  const check = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      if (!checked) {
        if (!ask.accepts(chunk)) throw notAProfile(line.target, chunk, subject);
        checked = true;
      }
      state.bytes += chunk.length;
      if (state.bytes > limits.maxBytes) {
        throw new TargetError(
          "target-too-large",
          subject,
          got((m) => m.moreThan(size(limits.maxBytes))),
        );
      }
      hash.update(chunk);
      yield chunk;
    }
    if (!checked)
      throw new TargetError(
        "target-content",
        subject,
        got((m) => m.empty),
      );
  };
  if (typeof sink === "function") {
    for await (const chunk of check(response)) if (sink(chunk) === "enough") break;
  } else {
    await pipeline(response, check, sink, { signal });
  }
  return { sizeBytes: state.bytes, sha256: hash.digest("hex") };
}

function notAProfile(target: Target, head: Uint8Array, subject: string): TargetError {
  const text = Buffer.from(head.subarray(0, 4096)).toString("utf8");
  const what = looksLikeHtml(text)
    ? got((m) => m.html(target.redact(htmlTitle(text))))
    : got((m) => m.other(target.redact(printable(text))));
  return new TargetError("target-content", subject, what);
}

function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text.slice(0, 200));
}

function htmlTitle(text: string): string {
  const start = text.search(/<title>/i);
  if (start < 0) return "";
  const end = text.indexOf("<", start + "<title>".length);
  return printable(text.slice(start + "<title>".length, end < 0 ? undefined : end));
}

/** One line that is safe to show, cut where it gets long. */
function printable(text: string): string {
  const line = printableLine(text.slice(0, excerptBytes).trim().replace(/\s+/g, " "));
  return line.length > excerptCharacters ? `${line.slice(0, excerptCharacters)}…` : line;
}

interface Circumstances {
  readonly signal: AbortSignal;
  readonly total: AbortSignal;
  readonly subject: string;
  readonly limits: Limits;
  readonly state: Progress;
  readonly target: Target;
}

const tlsCodes = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_MISMATCH|ERR_OSSL)/;
const unreachableCodes = new Set([
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "EADDRNOTAVAIL",
  "ENOENT",
  "EACCES",
  "ENOTSOCK",
]);

/** Node's errors as ours. */
function translate(error: unknown, about: Circumstances): unknown {
  const { subject, limits, state, target } = about;
  if (about.signal.aborted)
    return new TargetError(
      "target-interrupted",
      subject,
      got((m) => m.interrupted),
      error,
    );
  if (about.total.aborted) {
    const limit = duration(limits.totalMs);
    return new TargetError(
      "target-timeout",
      subject,
      got((m) => m.totalTimeout(limit, m.bytes(state.bytes))),
      error,
    );
  }
  if (state.expired === "connect") {
    const limit = duration(limits.connectMs);
    return new TargetError(
      "target-timeout",
      subject,
      got((m) => m.connectTimeout(limit)),
      error,
    );
  }
  if (state.expired === "idle") {
    const limit = duration(limits.idleMs);
    return new TargetError(
      "target-timeout",
      subject,
      got((m) => m.idleTimeout(limit, m.bytes(state.bytes))),
      error,
    );
  }
  if (!(error instanceof Error)) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const said = verbatim(target.redact(printable(code === "" ? error.message : `${code}: ${error.message}`)));
  if (code === "ECONNREFUSED") return new TargetError("target-refused", subject, verbatim(code), error);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EAI_FAIL")
    return new TargetError("target-name", subject, said, error);
  if (unreachableCodes.has(code)) return new TargetError("target-unreachable", subject, said, error);
  if (code === "ETIMEDOUT") return new TargetError("target-timeout", subject, said, error);
  if (tlsCodes.test(code)) return new TargetError("target-tls", subject, said, error);
  if (code.startsWith("HPE_")) return new TargetError("target-protocol", subject, said, error);
  if (code === "ECONNRESET" || code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE") {
    return new TargetError(
      "target-closed",
      subject,
      got((m) => m.bytes(state.bytes)),
      error,
    );
  }
  // The sink's own failure (a full disk) is no fault of the target.
  return error;
}
