/**
 * Everything that can answer instead of a healthy net/http/pprof, on real sockets. Each must end with exit code 3, a
 * sentence that says what was expected and what was got, and nothing left on disk.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type * as net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { captureCommand } from "../../src/instruments/leaks/node/capture-command.ts";
import { heapText, pprof, redirect, refuse, send } from "../support/pprof-server.ts";
import { type Ran, runCommand } from "../support/run-command.ts";
import { closedPort, type Listening, serve, serveRaw } from "../support/servers.ts";

const tls = (name: string): string => join(import.meta.dirname, "../fixtures/tls", name);
const pem = (name: string): Buffer => readFileSync(tls(name));
const serverTls = { key: pem("server-key.pem"), cert: pem("server.pem") };

let cwd = "";
const open: Listening[] = [];
const kept = (): string[] => readdirSync(cwd, { recursive: true }).map(String);

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "assay-targets-"));
});

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  rmSync(cwd, { recursive: true, force: true });
});

async function up(server: Promise<Listening>): Promise<Listening> {
  const listening = await server;
  open.push(listening);
  return listening;
}

const capture = (
  target: string,
  options: Parameters<typeof runCommand>[1] = {},
  env: Record<string, string> = {},
): Promise<Ran> => runCommand(captureCommand, { target, output: join(cwd, "out"), ...options }, { cwd, env });

/** Short limits, so that what never ends, ends soon. */
const hasty = { connectTimeout: 2_000, idleTimeout: 300, timeout: 900 };

function refuses(ran: Ran, ...words: (string | RegExp)[]): void {
  for (const word of words) expect(ran.stderr).toMatch(word);
  expect(ran.code).toBe(3);
  expect(kept().filter((name) => name !== "out")).toEqual([]);
}

describe("answers that are no profile", () => {
  test("404 tells which import is missing", async () => {
    const server = await up(serve(pprof({}, "/elsewhere/")));
    refuses(await capture(server.host), "got HTTP 404 Not Found: 404 page not found", 'import _ "net/http/pprof"');
  });

  test.each([
    [401, "Unauthorized", /let in, got HTTP 401 Unauthorized.*\n.*--header/],
    [403, "Forbidden", /let in, got HTTP 403 Forbidden/],
    [500, "oops", /expected HTTP 200, got HTTP 500 Internal Server Error: oops/],
    [503, "<!doctype html><title>Try later</title>", /expected HTTP 200, got HTTP 503 Service Unavailable: Try later/],
  ])("%i is told with the first words of its body", async (status, body, expected) => {
    const server = await up(serve(refuse(status, body)));
    refuses(await capture(server.host), expected);
  });

  test("an HTML page is named by its title", async () => {
    const server = await up(serve(send("<!DOCTYPE html>\n<title>Sign in</title>")));
    refuses(await capture(server.host), "expected a profile, got an HTML page (“Sign in”)");
  });

  test("an HTML page in place of one profile leaves nothing of the others", async () => {
    const server = await up(serve(pprof({ "goroutine?debug=2": send("<html>hello</html>") })));
    refuses(await capture(server.host), /goroutine\?debug=2: expected a profile, got an HTML page/);
  });

  test("an empty answer is no profile", async () => {
    const server = await up(serve(pprof({ goroutine: send("") })));
    refuses(await capture(server.host), "expected a profile, got an empty answer");
  });

  test("a profile whose gzip ends too early is no profile", async () => {
    const half = gzipSync(Buffer.alloc(4096, 10)).subarray(0, 20);
    const server = await up(serve(pprof({ goroutine: send(half) })));
    refuses(await capture(server.host), /goroutine: expected a profile, got a truncated gzip stream/);
  });
});

describe("connections", () => {
  test("a closed port is refused", async () => {
    refuses(await capture(await closedPort()), "got a refused connection (ECONNREFUSED)", "Is the service running");
  });

  test("a name that does not resolve is told", async () => {
    refuses(await capture("http://no-such-host.invalid:6060"), "expected a host name that resolves");
  });

  test("a socket that is not there is told", async () => {
    refuses(await capture(`unix:${join(cwd, "none.sock")}`), "expected a connection, got ENOENT");
  });

  test("silence ends at the idle limit", async () => {
    const server = await up(serve(() => {}));
    refuses(await capture(server.host, hasty), "in time, got silence for 300ms after 0 bytes");
  });

  test("a connection on which TLS never begins ends at the connect limit", async () => {
    const server = await up(serveRaw(() => {}));
    refuses(await capture(`https://${server.host}`, { ...hasty, connectTimeout: 300 }), "no connection within 300ms");
  });

  test("an answer that drips for ever ends at the total limit", async () => {
    const timers: NodeJS.Timeout[] = [];
    const server = await up(
      serve(
        pprof({
          "goroutine?debug=2": (_, response) => {
            response.write("goroutine 1 [running]:\n");
            timers.push(setInterval(() => response.write("main.main()\n"), 50));
          },
        }),
      ),
    );
    const ran = await capture(server.host, hasty);
    for (const timer of timers) clearInterval(timer);
    refuses(ran, /no end within 900ms, \d+ bytes so far/);
  });

  test("an answer without end stops at the size limit", async () => {
    const line = "goroutine 1 [running]:\nmain.main()\n".repeat(1000);
    const server = await up(
      serve(
        pprof({
          "goroutine?debug=2": (_, response) => {
            const more = (): void => {
              while (!response.destroyed && response.write(line));
            };
            response.on("drain", more);
            more();
          },
        }),
      ),
    );
    refuses(await capture(server.host, { maxBytes: 1 << 20 }), "below the size limit, got more than 1 MiB");
  });

  test("an answer that breaks off is not kept", async () => {
    const server = await up(
      serve(
        pprof({
          "goroutine?debug=2": (_, response) => {
            response.writeHead(200, { "content-length": 1000 });
            response.write("goroutine 1 [running]:\n", () => response.destroy());
          },
        }),
      ),
    );
    refuses(await capture(server.host), "a connection that was closed after 23 bytes");
  });

  test("a kept connection that the service closed is opened again", async () => {
    let closing: net.Socket | undefined;
    const server = await up(
      serve(
        pprof({
          // Closes the connection when the next request is already on its way.
          cmdline: (request, response) => {
            closing = request.socket;
            response.end("/srv/tiny");
          },
          "heap?debug=1": (request, response) => {
            if (closing !== request.socket) return send(heapText(1_000, 3))(request, response);
            return closing.destroy();
          },
        }),
      ),
    );
    expect(await capture(server.host, { skipProbe: true, snapshots: 2, every: 1 })).toMatchObject({ code: 0 });
  });

  test("bytes that are no HTTP are told", async () => {
    const server = await up(serveRaw((socket) => void socket.end("SSH-2.0-OpenSSH_9.2\r\n")));
    refuses(await capture(server.host), "expected an HTTP answer, got HPE_");
  });

  test("an interruption leaves nothing behind", async () => {
    const interrupt = new AbortController();
    const server = await up(serve(pprof({ goroutine: () => interrupt.abort() })));
    const ran = await runCommand(
      captureCommand,
      { target: server.host, output: join(cwd, "out") },
      { cwd, signal: interrupt.signal },
    );
    refuses(ran, "expected to go on to the end, got an interruption");
  });
});

describe("redirects", () => {
  test("another origin is not followed, and gets nothing", async () => {
    const thief = await up(serve(pprof()));
    const server = await up(serve(redirect(`http://${thief.host}/debug/pprof/?next=hunter2`)));
    const ran = await capture(server.host, { header: ["Authorization: Bearer hunter2"] });
    refuses(ran, `got a redirect (HTTP 302) to http://${thief.host}/debug/pprof/\n`);
    expect(thief.requests).toEqual([]);
  });

  test("a circle ends", async () => {
    const server = await up(serve(redirect("/debug/pprof/")));
    refuses(await capture(server.host), "got more than 3 redirects");
    expect(server.requests).toHaveLength(4);
  });

  test("the same origin is followed", async () => {
    const server = await up(
      serve((request, response) => {
        if (request.url?.startsWith("/debug/")) return redirect(`/real${request.url}`)(request, response);
        return pprof({}, "/real/debug/pprof/")(request, response);
      }),
    );
    expect(await capture(server.host)).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("TLS", () => {
  test("a certificate nobody vouches for is refused, and the ways out are told", async () => {
    const server = await up(serve(pprof(), { tls: serverTls }));
    const ran = await capture(`https://${server.host}`);
    refuses(ran, "trusted certificate, got UNABLE_TO_VERIFY_LEAF_SIGNATURE", "--ca FILE");
    expect(server.requests).toEqual([]);
  });

  test("a certificate for another name is refused", async () => {
    const server = await up(serve(pprof(), { tls: serverTls }));
    refuses(await capture(`https://${server.host}`, { ca: tls("authority.pem") }), "ERR_TLS_CERT_ALTNAME_INVALID");
  });

  test("the authority and the name make it trusted", async () => {
    const server = await up(serve(pprof(), { tls: serverTls }));
    const options = { ca: tls("authority.pem"), serverName: "pprof.test" };
    expect(await capture(`https://${server.host}`, options)).toMatchObject({ code: 0, stderr: "" });
  });

  test("--insecure goes through and says so loudly", async () => {
    const server = await up(serve(pprof(), { tls: serverTls }));
    const ran = await capture(`https://${server.host}`, { insecure: true });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain("WARNING: --insecure");
  });

  test("a client certificate is shown to a service that asks for one", async () => {
    const asking = { ...serverTls, ca: pem("authority.pem"), requestCert: true, rejectUnauthorized: true };
    const server = await up(serve(pprof(), { tls: asking }));
    const trusted = { ca: tls("authority.pem"), serverName: "pprof.test" };
    expect((await capture(`https://${server.host}`, trusted)).code).toBe(3);
    const client = { cert: tls("client.pem"), key: tls("client-key.pem") };
    expect(await capture(`https://${server.host}`, { ...trusted, ...client })).toMatchObject({ code: 0, stderr: "" });
  });

  test("https at a port that speaks http, and the other way round", async () => {
    const plain = await up(serve(pprof()));
    refuses(await capture(`https://${plain.host}`), "expected a TLS connection");
    const secure = await up(serve(pprof(), { tls: serverTls }));
    refuses(await capture(secure.host), /expected (an HTTP|a complete) answer/);
  });
});

describe("credentials", () => {
  test("are sent, and never printed, not even when the service repeats them", async () => {
    const server = await up(
      serve((request, response) => {
        refuse(500, `no: ${request.headers.authorization} ${String(request.headers["x-token"])} ${request.url}`)(
          request,
          response,
        );
      }),
    );
    const ran = await capture(
      `http://joe:p%40ssw0rd@${server.host}/debug/pprof/?key=topsecret`,
      { headerEnv: ["X-Token=TOKEN"] },
      { TOKEN: "hunter2" },
    );
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("joe:p@ssw0rd").toString("base64")}`,
      "x-token": "hunter2",
    });
    expect(server.requests[0]?.url).toBe("/debug/pprof/?key=topsecret");
    const said = ran.stdout + ran.stderr;
    for (const secret of ["ssw0rd", "hunter2", "topsecret", Buffer.from("joe:p@ssw0rd").toString("base64")]) {
      expect(said).not.toContain(secret);
    }
    refuses(ran, /got HTTP 500 Internal Server Error: no: Basic \*\*\* \*\*\*/);
  });

  test("are not archived", async () => {
    const server = await up(serve(pprof()));
    const ran = await capture(`http://joe:opensesame@${server.host}/?key=topsecret`, {
      header: ["Authorization: Bearer hunter3"],
    });
    // The program's own arguments are secrets, too.
    expect(ran.code).toBe(0);
    for (const name of kept().filter((file) => file.includes("."))) {
      expect(readFileSync(join(cwd, name), "latin1")).not.toMatch(/opensesame|hunter|topsecret/);
    }
  });

  test.each([
    [{ header: ["no colon hunter2"] }, "--header: expected usable connection options, got --header no c…"],
    [{ header: ["X-A: hunter2\r\nX-B: c"] }, "X-A: ***"],
    [{ headerEnv: ["X-Token=UNSET"] }, "the environment variable UNSET, which is not set"],
    [{ ca: "/no/such/file" }, "/no/such/file: ENOENT"],
  ])("options that cannot be used are a usage error: %o", async (options, expected) => {
    const ran = await capture("localhost:1", options);
    expect(ran.stderr).toContain(expected);
    expect(ran.stderr).not.toContain("hunter2");
    expect(ran.code).toBe(2);
  });

  test.each(["ftp://host/", "http://", "unix:", "host:99999", "http://a b/"])("%s is no address", async (address) => {
    const ran = await capture(address);
    expect(ran.stderr).toContain("--target: expected an address such as");
    expect(ran.code).toBe(2);
  });
});

describe("addresses", () => {
  test.each([
    ["/debug/pprof/", (host: string) => host],
    ["/debug/pprof/", (host: string) => `http://${host}`],
    ["/debug/pprof/", (host: string) => `http://${host}/debug/pprof`],
    ["/debug/pprof/", (host: string) => `http://${host}/debug/pprof/goroutine?debug=2`],
    ["/admin/profiles/", (host: string) => `http://${host}/admin/profiles`],
    ["/debug/pprof/", (host: string) => host.replace("127.0.0.1", "")],
  ])("%s is found in form %#", async (prefix, form) => {
    const server = await up(serve(pprof({}, prefix)));
    expect(await capture(form(server.host))).toMatchObject({ code: 0, stderr: "" });
  });

  test("a unix socket is reached in both forms", async () => {
    const path = join(cwd, "pprof.sock");
    await up(serve(pprof(), { path }));
    expect(await capture(`unix:${path}`)).toMatchObject({ code: 0, stderr: "" });
    const output = join(cwd, "second");
    expect((await capture("http://orders.internal/debug/pprof/", { unixSocket: path, output })).code).toBe(0);
    expect(open[0]?.requests.at(-1)?.headers.host).toBe("orders.internal");
  });

  test("a mount without an index page is counted by its profile", async () => {
    const missing = refuse(404, "");
    const server = await up(serve(pprof({ "": missing, cmdline: missing, "heap?debug=1": missing })));
    const ran = await capture(server.host);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toContain("restarts cannot be noticed for sure");
    const manifest = JSON.parse(readFileSync(join(cwd, "out/manifest.json"), "utf8"));
    expect(manifest.snapshots[0].goroutines).toBe(3);
  });
});

test("a folder with files in it is not touched", async () => {
  const server = await up(serve(pprof()));
  expect((await capture(server.host)).code).toBe(0);
  const before = kept();
  await expect(capture(server.host)).rejects.toMatchObject({ code: "archive-exists" });
  expect(kept()).toEqual(before);
});

test("whole snapshots survive a failure of a later one, marked incomplete", async () => {
  let dumps = 0;
  const server = await up(
    serve(
      pprof({
        "goroutine?debug=2": (_, response) => {
          response.statusCode = dumps++ === 0 ? 200 : 500;
          response.end("goroutine 1 [running]:\nmain.main()\n");
        },
      }),
    ),
  );
  const ran = await capture(server.host, { snapshots: 2, every: 1 });
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain("kept the 1 whole snapshots");
  expect(kept().toSorted()).toEqual(["out", "out/A-goroutine.pb.gz", "out/A-goroutine.txt", "out/manifest.json"]);
  expect(JSON.parse(readFileSync(join(cwd, "out/manifest.json"), "utf8"))).toMatchObject({ complete: false });
});
