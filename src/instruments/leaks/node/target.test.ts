import { expect, test } from "vitest";
import { resolveTarget } from "./target.ts";

const resolve = (address: string, options: { headers?: string[]; unixSocket?: string } = {}) =>
  resolveTarget({ headers: [], headersFromEnv: [], insecure: false, ...options, address }, {});

test.each([
  ["6060", "http://localhost:6060/debug/pprof/"],
  [":6060", "http://localhost:6060/debug/pprof/"],
  ["orders", "http://orders:6060/debug/pprof/"],
  ["orders:8080", "http://orders:8080/debug/pprof/"],
  ["orders:8080/admin", "http://orders:8080/admin/"],
  ["[::1]:6060", "http://[::1]:6060/debug/pprof/"],
  ["http://orders", "http://orders/debug/pprof/"],
  ["https://orders/debug/pprof", "https://orders/debug/pprof/"],
  ["http://orders/debug/pprof/goroutine?debug=2", "http://orders/debug/pprof/"],
  ["http://orders/goroutine", "http://orders/goroutine/"],
  ["unix:/run/a.sock", "unix:/run/a.sock:/debug/pprof/"],
  ["unix:///run/a.sock", "unix:/run/a.sock:/debug/pprof/"],
  ["unix:/run/a.sock:/admin/", "unix:/run/a.sock:/admin/"],
  ["http://joe:secret@orders/?key=secret", "http://orders/debug/pprof/?key=***"],
])("%s is %s", async (address, shown) => {
  expect((await resolve(address)).shown).toBe(shown);
});

test("ports come from the scheme where none is given", async () => {
  expect(await resolve("http://orders")).toMatchObject({ port: 80, secure: false });
  expect(await resolve("https://orders")).toMatchObject({ port: 443, secure: true });
  expect(await resolve("https://[::1]:8443/")).toMatchObject({ host: "::1", port: 8443 });
});

test("every form of a secret is taken out of a text", async () => {
  const target = await resolve("http://joe:p%40ss%20word@orders/?token=a%2Fb%2Fc", { headers: ["X-Key: Bearer k3y"] });
  expect(target.redact("p@ss word, p%40ss%20word, a/b/c, a%2Fb%2Fc, k3y, orders")).toBe(
    "***, ***, ***, ***, ***, orders",
  );
});
