import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { archiveName, openArchive } from "./archive.ts";
import { isCaptureFolder, loadCapture } from "./capture-folder.ts";
import type { Artefact, Manifest } from "./manifest.ts";

let home = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "assay-folder-"));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

const dump = "goroutine 1 [running]:\nmain.main()\n";

function artefact(file: string, shape: Artefact["shape"]): Artefact {
  const sha256 = createHash("sha256").update(dump).digest("hex");
  const profile = shape === "leak-text" ? "goroutineleak" : "goroutine";
  return {
    file,
    shape,
    profile,
    sha256,
    sizeBytes: dump.length,
    url: "http://orders/",
    takenAt: "2026-01-02T03:04:05Z",
  };
}

const snapshot = (label: string, ...artefacts: Artefact[]): Manifest["snapshots"][number] => ({
  label,
  takenAt: "2026-01-02T03:04:05Z",
  goroutines: 1,
  artefacts,
  skipped: [],
  cost: [],
});

const manifest: Manifest = {
  schema: "assay/leaks-capture/1",
  tool: { name: "assay", version: "0" },
  purpose: "gate",
  complete: true,
  quiesced: true,
  target: "http://orders/",
  startedAt: "2026-01-02T03:04:05Z",
  endedAt: "2026-01-02T03:04:05Z",
  process: "same",
  snapshots: [
    snapshot("A", artefact("A.pb.gz", "proto"), artefact("A.txt", "text")),
    snapshot("B", artefact("B.pb.gz", "proto")),
  ],
  leakProfile: { available: true, artefacts: [artefact("leak.txt", "leak-text")], skipped: [], cost: [] },
};

async function record(files: readonly string[], written: Manifest = manifest): Promise<string> {
  const folder = join(home, "capture");
  const archive = await openArchive(folder);
  for (const file of files) writeFileSync(archive.path(file), dump);
  await archive.finish(written);
  return folder;
}

const all = ["A.pb.gz", "A.txt", "B.pb.gz", "leak.txt"];

test("a folder is read back: the full dump where there is one, else the profile", async () => {
  const folder = await record(all);
  expect(await isCaptureFolder(folder)).toBe(true);
  const capture = await loadCapture(folder);
  expect(capture).toMatchObject({ purpose: "gate", quiesced: true, complete: true, process: "same" });
  expect(capture.snapshots.map(({ label, file }) => [label, file])).toEqual([
    ["A", join(folder, "A.txt")],
    ["B", join(folder, "B.pb.gz")],
  ]);
  expect(capture.leakProfiles).toEqual([join(folder, "leak.txt")]);
});

test("files that belong to nothing whole are not kept, and nothing else is left beside", async () => {
  await record([...all, "C.pb.gz"]);
  expect(readdirSync(home, { recursive: true }).map(String).toSorted()).toEqual(
    ["capture", ...[...all, "manifest.json"].map((file) => join("capture", file))].toSorted(),
  );
});

test("a discarded archive leaves nothing", async () => {
  const archive = await openArchive(join(home, "gone"));
  writeFileSync(archive.path("A.txt"), dump);
  await archive.discard();
  expect(readdirSync(home)).toEqual([]);
});

test("a file whose bytes changed is no evidence", async () => {
  const folder = await record(all);
  writeFileSync(join(folder, "A.pb.gz"), "other");
  await expect(loadCapture(folder)).rejects.toMatchObject({ code: "capture-file-changed" });
});

test("a file that is missing is told", async () => {
  const folder = await record(all);
  rmSync(join(folder, "leak.txt"));
  await expect(loadCapture(folder)).rejects.toMatchObject({ code: "capture-file-missing" });
});

test.each([
  ["not json", "got Unexpected token"],
  ["[]", "expected an object"],
  ['{"schema":"other"}', "expected assay/leaks-capture/1"],
  ['{"schema":"assay/leaks-capture/1","snapshots":[1]}', "snapshots[0]: expected an object, got 1"],
])("a manifest of %s is refused with its place", async (text, expected) => {
  const folder = await record(all);
  writeFileSync(join(folder, "manifest.json"), text);
  await expect(loadCapture(folder)).rejects.toThrow(expected);
});

test("a manifest cannot point out of its folder", async () => {
  writeFileSync(join(home, "secret.txt"), dump);
  const folder = await record(all, { ...manifest, snapshots: [snapshot("A", artefact("../secret.txt", "text"))] });
  await expect(loadCapture(folder)).rejects.toThrow("expected a plain file name");
});

test("two captures of one moment have different names", () => {
  const at = new Date("2026-01-02T03:04:05.678Z");
  const names = new Set(Array.from({ length: 3 }, () => archiveName(at, "http://orders:6060/debug/pprof/")));
  expect(names.size).toBeGreaterThan(1);
  for (const name of names) expect(name).toMatch(/^leaks-20260102T030405Z-orders-6060-[0-9a-f]{4}$/);
});
