/**
 * The folder of a capture. It is filled under a temporary name beside its place and renamed when its manifest is
 * written, so that a folder with the right name is always whole; an end by any other way leaves nothing behind.
 */

import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AssayError } from "../../../base/error.ts";
import { stableStringify } from "../../../base/stable-json.ts";
import { listArtefacts, manifestFile, type Manifest } from "./manifest.ts";

/** An archive that is being filled. */
export interface Archive {
  /** Where it will be. */
  readonly folder: string;
  /** Path for a new file of this name. */
  path(name: string): string;
  /** Removes files that belong to nothing whole, writes the manifest and gives the folder its name. */
  finish(manifest: Manifest): Promise<void>;
  /** Removes everything; does nothing after `finish`. */
  discard(): Promise<void>;
}

/** Begins an archive. Fails with `archive-exists` where something is already in its place. */
export async function openArchive(folder: string): Promise<Archive> {
  await refuseOccupied(folder);
  const partial = join(dirname(folder), `.${basename(folder)}.${randomBytes(4).toString("hex")}.partial`);
  await mkdir(partial, { recursive: true });
  let open = true;
  const lastWord = (): void => {
    if (open) rmSync(partial, { recursive: true, force: true });
  };
  process.once("exit", lastWord);
  return {
    folder,
    path: (name) => join(partial, name),
    async finish(manifest) {
      const whole = new Set([...listArtefacts(manifest).map((artefact) => artefact.file), ...(manifest.logs ?? [])]);
      for (const name of await readdir(partial))
        if (!whole.has(name)) await rm(join(partial, name), { recursive: true });
      await writeFile(join(partial, manifestFile), `${stableStringify(manifest, 2)}\n`, { flag: "wx" });
      await refuseOccupied(folder);
      // An empty folder may be in the place; on some systems it would stop the renaming.
      await rmdir(folder).catch(() => undefined);
      await rename(partial, folder);
      open = false;
      process.off("exit", lastWord);
    },
    async discard() {
      if (!open) return;
      open = false;
      process.off("exit", lastWord);
      await rm(partial, { recursive: true, force: true });
    },
  };
}

async function refuseOccupied(folder: string): Promise<void> {
  try {
    const names = await readdir(folder);
    if (names.length === 0) return;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
    throw new AssayError("archive-exists", `${folder}: expected a folder or nothing, got another file`, {
      subject: folder,
      cause: error,
    });
  }
  throw new AssayError("archive-exists", `${folder}: expected an empty folder or none, got one with files in it`, {
    subject: folder,
  });
}

/** A name no other run has: time, target, and four random digits. */
export function archiveName(at: Date, target: string): string {
  const stamp = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const place = target
    .replace(/^[a-z]+:\/*/, "")
    .replace(/\/.*$/, "")
    .replace(/[^A-Za-z0-9.]+/g, "-");
  return ["leaks", stamp, place, randomBytes(2).toString("hex")].filter((part) => part !== "").join("-");
}

/** The version of this program. */
export async function toolVersion(): Promise<string> {
  const text = await readFile(new URL("../../../../package.json", import.meta.url), "utf8");
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === "object" && parsed !== null && "version" in parsed ? String(parsed.version) : "unknown";
}
