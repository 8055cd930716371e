/**
 * From a file name as the Go toolchain recorded it to a path inside the repository, which is what code-scanning
 * services want. Three ways, surest first: a folder the caller knows (the checkout); the package in a function's name,
 * whose import path below the module path is its folder; and a build folder learned from such a function elsewhere in
 * the verdict, which also finds package main of a binary that was built in a container.
 */

import type { Location } from "../finding.ts";
import type { Verdict } from "../verdict.ts";
import type { Sources } from "./report.ts";

/** The path inside the repository, with forward slashes, or `undefined` for code that is not in it. */
export type RepoPath = (location: Location) => string | undefined;

/** Prepares the mapping for one verdict. */
export function repoPaths(verdict: Verdict, sources: Sources | undefined): RepoPath {
  if (sources === undefined) return relativeOnly;
  const learned = new Set<string>();
  for (const finding of [...verdict.findings, ...verdict.waived]) {
    for (const place of [...(finding.where === undefined ? [] : [finding.where]), ...(finding.related ?? [])]) {
      const path = byPackage(place, sources);
      const file = slashed(place.file);
      if (path !== undefined && file.endsWith(`/${path}`)) learned.add(file.slice(0, -path.length));
    }
  }
  const roots = [...sources.roots, ...[...learned].toSorted().map((prefix) => ({ prefix, path: "" }))];
  return (place) => {
    const file = slashed(place.file);
    for (const { prefix, path } of roots) {
      if (prefix !== "" && file.startsWith(prefix)) return inside(path + file.slice(prefix.length));
    }
    return byPackage(place, sources) ?? relativeOnly(place);
  };
}

/** `example.com/shop/internal/cart.(*Store).watch` in `/app/…/store.go` is `internal/cart/store.go` of that module. */
function byPackage(place: Location, { modules }: Sources): string | undefined {
  const importPath = packageOf(place.function ?? "");
  const file = slashed(place.file);
  const name = file.slice(file.lastIndexOf("/") + 1);
  for (const { module, folder } of modules) {
    if (importPath === module) return inside(folder + name);
    if (importPath.startsWith(`${module}/`)) return inside(`${folder}${importPath.slice(module.length + 1)}/${name}`);
    // Built with -trimpath: the file itself begins with the module path.
    if (file.startsWith(`${module}/`)) return inside(folder + file.slice(module.length + 1));
  }
  return undefined;
}

/** The import path in a function's name: everything before the first dot after the last slash, type arguments aside. */
function packageOf(name: string): string {
  const end = name.search(/[[(]/u);
  const bare = end < 0 ? name : name.slice(0, end);
  const slash = bare.lastIndexOf("/");
  const dot = bare.indexOf(".", slash + 1);
  // The linker writes dots in the last element as %2e: gopkg.in/yaml%2ev3.Unmarshal.
  return (dot < 0 ? bare : bare.slice(0, dot)).replaceAll("%2e", ".");
}

/** A file that is relative already, unless it is named by its import path, as -trimpath does for code from elsewhere. */
function relativeOnly(place: Location): string | undefined {
  const file = slashed(place.file);
  const folder = file.slice(0, Math.max(0, file.lastIndexOf("/")));
  const absolute = file.startsWith("/") || /^[A-Za-z]:/u.test(file);
  const foreign = folder !== "" && (folder === packageOf(place.function ?? "") || /^[^/]+\.[^/]+\//u.test(file));
  return absolute || foreign ? undefined : inside(file);
}

/** Refuses what climbs out of the repository or lies in a module cache or GOROOT inside it. */
function inside(path: string): string | undefined {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  const outside = parts.length === 0 || parts.includes("..") || parts.some((part) => /@v\d/u.test(part));
  return outside ? undefined : parts.join("/");
}

function slashed(file: string): string {
  return file.replaceAll("\\", "/");
}
