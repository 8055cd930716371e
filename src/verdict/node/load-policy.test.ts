import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadPolicy } from "./load-policy.ts";

let root = "";
let cwd = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "assay-policy-"));
  cwd = join(root, "repo", "cmd", "shop");
  await mkdir(cwd, { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

async function load(file?: string) {
  return loadPolicy({ cwd, sections: [], ...(file === undefined ? {} : { file }) });
}

test("without a file the defaults apply", async () => {
  const policy = await load();
  expect(policy).toMatchObject({ ok: true, value: { minimumUnderstood: 0.995, rules: {}, waivers: [] } });
  expect(policy.ok && policy.value.file).toBeUndefined();
});

test("the nearest file up to the repository's root is read, and one above it is not", async () => {
  await writeFile(join(root, "assay.yaml"), "minimumUnderstood: 0.1\n");
  expect(await load()).toMatchObject({ value: { minimumUnderstood: 0.995 } });
  await mkdir(join(root, "repo", ".git"));
  expect(await load()).toMatchObject({ value: { minimumUnderstood: 0.995 } });
  await writeFile(join(root, "repo", "assay.yml"), "minimumUnderstood: 0.2\n");
  expect(await load()).toMatchObject({ value: { minimumUnderstood: 0.2, file: "assay.yml" } });
  await writeFile(join(root, "repo", "cmd", "assay.yaml"), "minimumUnderstood: 0.3\n");
  expect(await load()).toMatchObject({ value: { minimumUnderstood: 0.3, file: "cmd/assay.yaml" } });
});

test("a file that was named must be there and be text", async () => {
  expect(await load("no.yaml")).toMatchObject({
    ok: false,
    error: { problems: [{ message: { en: "the file cannot be read: ENOENT." } }] },
  });
  await writeFile(join(cwd, "latin.yaml"), Buffer.from([0x61, 0xff]));
  expect(await load("latin.yaml")).toMatchObject({
    error: { problems: [{ message: { en: "the file is not UTF-8 text." } }] },
  });
  expect(await load(".")).toMatchObject({
    error: { problems: [{ message: { en: "the file cannot be read: EISDIR." } }] },
  });
  await writeFile(join(cwd, "bom.yaml"), "\uFEFFminimumUnderstood: 0.5\r\n");
  expect(await load("bom.yaml")).toMatchObject({ value: { minimumUnderstood: 0.5 } });
});

test("two files side by side are refused instead of one being ignored", async () => {
  await writeFile(join(cwd, "assay.yaml"), "");
  await writeFile(join(cwd, "assay.yml"), "");
  expect(await load()).toMatchObject({
    ok: false,
    error: {
      file: "assay.yaml",
      problems: [{ message: { en: "both assay.yaml and assay.yml exist; keep one of them." } }],
    },
  });
});

test("problems come with the name of the file", async () => {
  await writeFile(join(cwd, "assay.yaml"), "rules: 3\n");
  expect(await load()).toMatchObject({ ok: false, error: { file: "assay.yaml", problems: [{ line: 1, column: 8 }] } });
});
