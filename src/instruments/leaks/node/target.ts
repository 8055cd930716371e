/**
 * Where a service serves net/http/pprof and how to be let in: the address forms, headers and TLS options of the command
 * line become one `Target`. Its secrets are known here and nowhere else: `redact` takes them out of any text, and `shown`
 * is the only form of the address that may be printed or archived.
 */

import { readFile } from "node:fs/promises";
import { verbatim } from "../../../base/messages.ts";
import { got, TargetError } from "./target-error.ts";

/** What the command line says about the target. */
export interface TargetOptions {
  readonly address: string;
  readonly unixSocket?: string | undefined;
  /** `Name: value`. */
  readonly headers: readonly string[];
  /** `Name=VARIABLE`: the value is taken from the environment. */
  readonly headersFromEnv: readonly string[];
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly serverName?: string | undefined;
  readonly insecure: boolean;
}

/** How TLS is spoken; contents of the files, not their names. */
export interface TlsSettings {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly servername?: string;
  readonly rejectUnauthorized: boolean;
}

/** A place that serves net/http/pprof. */
export interface Target {
  /** The address without secrets, ending in the prefix: `http://host:6060/debug/pprof/`. */
  readonly shown: string;
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly socketPath?: string;
  /** Path of the pprof index, with a slash at both ends. */
  readonly prefix: string;
  /** Query that goes with every request, without `?`; may hold a token. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly hasCredentials: boolean;
  readonly tls: TlsSettings;
  /** Takes every secret out of a text. */
  redact(text: string): string;
}

/** Where the runtime's documentation and every tutorial put it. */
const usualPrefix = "/debug/pprof/";
const usualPort = 6060;
const hidden = "***";

/** Ends of an address that name a profile and not the place where all of them are. */
const profileNames = new Set([
  "allocs",
  "block",
  "cmdline",
  "goroutine",
  "goroutineleak",
  "heap",
  "mutex",
  "profile",
  "symbol",
  "threadcreate",
  "trace",
]);

/** Understands the address and reads the files; throws `TargetError`. */
export async function resolveTarget(
  options: TargetOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Target> {
  const { url, socketPath } = parseAddress(options);
  const headers: Record<string, string> = { accept: "*/*", "user-agent": "assay" };
  const secrets: string[] = [];
  addUrlCredentials(url, headers, secrets);
  for (const [name, value] of [
    ...options.headers.map(parseHeader),
    ...options.headersFromEnv.map((text) => headerFromEnv(text, env)),
  ]) {
    headers[name.toLowerCase()] = value;
    secrets.push(value, ...value.split(" ").slice(1));
  }
  // What belongs to one profile and not to the place where all of them are.
  for (const name of ["debug", "gc", "seconds"]) url.searchParams.delete(name);
  for (const value of url.searchParams.values()) secrets.push(value);
  // A port that was left out is the scheme's.
  const secure = url.protocol === "https:";
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  const prefix = prefixOf(url.pathname);
  const [ca, cert, key] = await Promise.all([options.ca, options.cert, options.key].map(readOption));
  return {
    shown: shownAddress(url, prefix, socketPath),
    secure,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port,
    ...(socketPath === undefined ? {} : { socketPath }),
    prefix,
    query: url.search.replace(/^\?/, ""),
    headers,
    hasCredentials: secrets.length > 0,
    tls: {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(options.serverName === undefined ? {} : { servername: options.serverName }),
      rejectUnauthorized: !options.insecure,
    },
    redact: redaction(secrets),
  };
}

function parseAddress(options: TargetOptions): { readonly url: URL; readonly socketPath?: string } {
  const address = options.address.trim();
  if (address.startsWith("unix:")) {
    // `unix:/run/a.sock` or `unix:/run/a.sock:/prefix/`, as in curl's and nginx's addresses.
    const [socketPath = "", path = ""] = address.slice("unix:".length).split(/:(?=\/)/, 2);
    if (socketPath === "") throw badAddress(address);
    return { url: parseUrl(`http://localhost${path}`, address), socketPath: socketPath.replace(/^\/\/(?=\/)/, "") };
  }
  const url = parseUrl(withScheme(address), address);
  return options.unixSocket === undefined ? { url } : { url, socketPath: options.unixSocket };
}

function withScheme(address: string): string {
  if (address.includes("://")) return address;
  if (/^\d+$/.test(address)) return `http://localhost:${address}`;
  const [authority = "", ...path] = address.split("/");
  const host = authority.startsWith(":") ? `localhost${authority}` : authority;
  const hasPort = /:\d+$/.test(host);
  return `http://${hasPort ? host : `${host}:${usualPort}`}/${path.join("/")}`;
}

function parseUrl(text: string, address: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:") || url.hostname === "") {
    throw badAddress(address);
  }
  return url;
}

function badAddress(address: string): TargetError {
  // The text may hold a password even when it cannot be understood.
  const shown = address.replace(/\/\/[^@/]*@/, `//${hidden}@`).replace(/\?.*$/s, "?…");
  return new TargetError("target-address", "--target", verbatim(`“${shown}”`));
}

function prefixOf(pathname: string): string {
  if (pathname === "/" || pathname === "") return usualPrefix;
  const segments = pathname.split("/").filter((segment) => segment !== "");
  const last = segments.at(-1);
  if (last !== undefined && segments.length > 1 && profileNames.has(last)) segments.pop();
  return `/${segments.join("/")}/`;
}

function shownAddress(url: URL, prefix: string, socketPath: string | undefined): string {
  const query = [...url.searchParams.keys()].map((key) => `${encodeURIComponent(key)}=${hidden}`).join("&");
  const suffix = `${prefix}${query === "" ? "" : `?${query}`}`;
  return socketPath === undefined ? `${url.protocol}//${url.host}${suffix}` : `unix:${socketPath}:${suffix}`;
}

function addUrlCredentials(url: URL, headers: Record<string, string>, secrets: string[]): void {
  if (url.username === "" && url.password === "") return;
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  const encoded = Buffer.from(`${user}:${password}`).toString("base64");
  headers["authorization"] = `Basic ${encoded}`;
  secrets.push(encoded, password, url.password);
}

function parseHeader(text: string): readonly [string, string] {
  const colon = text.indexOf(":");
  const name = text.slice(0, colon).trim();
  if (colon < 1 || !isToken(name)) {
    // Only the beginning is shown: what follows may be the secret.
    throw new TargetError(
      "target-option",
      "--header",
      got((m) => m.headerForm(`${text.slice(0, 4)}…`)),
    );
  }
  return [name, headerValue(text.slice(colon + 1).trim(), name)];
}

function headerFromEnv(text: string, env: Readonly<Record<string, string | undefined>>): readonly [string, string] {
  const equals = text.indexOf("=");
  const name = text.slice(0, equals).trim();
  if (equals < 1 || !isToken(name))
    throw new TargetError(
      "target-option",
      "--header-env",
      got((m) => m.headerEnvForm(text)),
    );
  const variable = text.slice(equals + 1).trim();
  const value = env[variable];
  if (value === undefined || value === "") {
    throw new TargetError(
      "target-option",
      "--header-env",
      got((m) => m.headerEnvUnset(variable)),
    );
  }
  return [name, headerValue(value.trim(), name)];
}

function isToken(name: string): boolean {
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name);
}

function headerValue(value: string, name: string): string {
  // A line break would start another header, and beyond Latin-1 nothing can be sent.
  if (!/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) {
    throw new TargetError(
      "target-option",
      "--header",
      got((m) => m.headerForm(`${name}: ${hidden}`)),
    );
  }
  return value;
}

async function readOption(file: string | undefined): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file);
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new TargetError(
      "target-option",
      "TLS",
      got((m) => m.file(file, reason)),
      cause,
    );
  }
}

/** Secrets shorter than this are not searched for: replacing a letter everywhere would only make a mess that gives it away. */
const shortestSecret = 3;

function redaction(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .toSorted((a, b) => b.length - a.length);
  return (text) => forms.reduce((left, secret) => left.replaceAll(secret, hidden), text);
}
