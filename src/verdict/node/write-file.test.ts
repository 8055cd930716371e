import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile, chmod, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeWholeFile } from "./write-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-write-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("missing folders are created and nothing is left beside the file", async () => {
  const path = join(folder, "a", "b", "out.json");
  await writeWholeFile(path, "one");
  await writeWholeFile(path, "two");
  expect(await readFile(path, "utf8")).toBe("two");
  expect(await readdir(join(folder, "a", "b"))).toEqual(["out.json"]);
});

test("an existing file keeps its mode, and a link keeps pointing where it pointed", async () => {
  const real = join(folder, "real.txt");
  const link = join(folder, "link.txt");
  await writeFile(real, "old");
  await chmod(real, 0o640);
  await symlink(real, link);
  await writeWholeFile(link, "new");
  expect(await readFile(real, "utf8")).toBe("new");
  expect((await stat(real)).mode & 0o777).toBe(0o640);
  expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a target that cannot be written leaves the folder as it was", async () => {
  const path = join(folder, "taken");
  await mkdir(path);
  await expect(writeWholeFile(path, "x")).rejects.toThrow("EISDIR");
  await expect(writeWholeFile(join(folder, "real.txt", "below"), "x")).rejects.toThrow("EEXIST");
  expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a device is written to and not replaced", async () => {
  await writeWholeFile("/dev/null", "x");
  expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
});
