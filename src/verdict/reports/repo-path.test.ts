import { expect, test } from "vitest";
import { verbatim } from "../../base/messages.ts";
import type { Location } from "../finding.ts";
import type { Verdict } from "../verdict.ts";
import { repoPaths } from "./repo-path.ts";
import type { Sources } from "./report.ts";

const sources: Sources = {
  roots: [{ prefix: "/home/ci/shop/", path: "" }],
  modules: [
    { module: "example.com/shop", folder: "" },
    { module: "example.com/shop/tools", folder: "tools/" },
  ],
};

function verdictWith(...related: readonly Location[]): Verdict {
  return {
    status: "fail",
    instrument: "leaks",
    subject: "s",
    summary: verbatim("s"),
    findings: [
      {
        rule: "leaks/x",
        level: "definite",
        severity: "error",
        subject: "s",
        fingerprint: "f",
        message: verbatim("m"),
        numbers: {},
        evidence: [],
        related,
      },
    ],
    waived: [],
    evidence: [],
    rules: [],
    policyRevision: "0",
    remarks: [],
  };
}

const cart: Location = {
  file: "/app/internal/cart/store.go",
  function: "example.com/shop/internal/cart.(*Store[go.shape.int]).watch",
};

test.each<[string, Location, string | undefined]>([
  ["below a known root", { file: "/home/ci/shop/cmd/main.go", function: "main.main" }, "cmd/main.go"],
  ["by the package of its function", cart, "internal/cart/store.go"],
  [
    "main of the container that built it, learned from another frame",
    { file: "/app/main.go", function: "main.main" },
    "main.go",
  ],
  ["a trimmed build", { file: "example.com/shop/cmd/shop/main.go", function: "main.main" }, "cmd/shop/main.go"],
  ["a file in the module's root", { file: "/x/shop.go", function: "example.com/shop.New" }, "shop.go"],
  [
    "a Windows build",
    { file: String.raw`C:\work\internal\cart\store.go`, function: "example.com/shop/internal/cart.New" },
    "internal/cart/store.go",
  ],
  ["relative already", { file: "cmd/x.go" }, "cmd/x.go"],
  [
    "the standard library",
    { file: "/usr/local/go/src/net/http/server.go", function: "net/http.(*conn).serve" },
    undefined,
  ],
  [
    "the standard library of a trimmed build",
    { file: "net/http/server.go", function: "net/http.(*conn).serve" },
    undefined,
  ],
  [
    "another module of a trimmed build",
    { file: "github.com/a/b@v1.0.0/c.go", function: "github.com/a/b.C" },
    undefined,
  ],
  ["a module cache inside the repository", { file: "/home/ci/shop/.go/pkg/mod/github.com/a/b@v1.0.0/c.go" }, undefined],
  ["a path that climbs out", { file: "../../etc/passwd" }, undefined],
  ["a module whose name merely begins alike", { file: "/x/y.go", function: "example.com/shopping/y.Z" }, undefined],
])("%s", (_, place, path) => {
  expect(repoPaths(verdictWith(cart), sources)(place)).toBe(path);
});

test("without knowledge of the repository only relative names are taken", () => {
  const path = repoPaths(verdictWith(cart), undefined);
  expect(path(cart)).toBeUndefined();
  expect(path({ file: "main.go" })).toBe("main.go");
});
