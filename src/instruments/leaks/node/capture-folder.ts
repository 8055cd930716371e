/**
 * Reads back what a capture or a gate archived. The folder is believed only as far as its manifest goes: a file that is
 * missing or whose bytes are not the recorded ones is an error, not evidence.
 */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { AssayError } from "../../../base/error.ts";
import { type Artefact, manifestFile, manifestSchema, type Purpose } from "./manifest.ts";

/** What can be wrong with a folder. */
export type CaptureFolderErrorCode = "capture-manifest" | "capture-file-missing" | "capture-file-changed";

/** One snapshot of a folder, by its most telling file: the full dump where there is one. */
export interface FolderSnapshot {
  readonly label: string;
  readonly takenAt: string;
  readonly file: string;
  readonly artefact: Artefact;
}

/** A capture, ready to be judged. */
export interface CaptureFolder {
  readonly folder: string;
  readonly purpose: Purpose;
  readonly target: string;
  readonly complete: boolean;
  /** Whether each snapshot was taken at rest, by the gate's protocol. */
  readonly quiesced: boolean;
  readonly process: "same" | "different" | "unknown";
  /** Oldest first. */
  readonly snapshots: readonly FolderSnapshot[];
  /** Paths of the leak profiles; empty where the service has none. */
  readonly leakProfiles: readonly string[];
}

/** Whether the path is a folder with a manifest. */
export async function isCaptureFolder(path: string): Promise<boolean> {
  try {
    return (await stat(join(path, manifestFile))).isFile();
  } catch {
    return false;
  }
}

/** Reads the manifest and checks every file it names. */
export async function loadCapture(folder: string): Promise<CaptureFolder> {
  const path = join(folder, manifestFile);
  const manifest = new Fields(path, await parse(path));
  if (manifest.text("schema") !== manifestSchema) throw manifest.unexpected("schema", manifestSchema);
  const snapshots = manifest.list("snapshots").map((snapshot) => {
    const artefacts = snapshot.list("artefacts").map(readArtefact);
    const artefact = artefacts.find(({ shape }) => shape === "text") ?? artefacts[0];
    if (artefact === undefined) throw snapshot.unexpected("artefacts", "at least one file");
    return { label: snapshot.text("label"), takenAt: snapshot.text("takenAt"), artefact, all: artefacts };
  });
  const leaks = manifest.object("leakProfile").list("artefacts").map(readArtefact);
  for (const artefact of [...snapshots.flatMap(({ all }) => all), ...leaks]) await verify(folder, artefact);
  return {
    folder,
    purpose: manifest.text("purpose") === "gate" ? "gate" : "capture",
    target: manifest.text("target"),
    complete: manifest.flag("complete"),
    quiesced: manifest.flag("quiesced"),
    process: manifest.oneOf("process", ["same", "different", "unknown"]),
    snapshots: snapshots.map(({ label, takenAt, artefact }) => ({
      label,
      takenAt,
      artefact,
      file: join(folder, artefact.file),
    })),
    leakProfiles: leaks.map(({ file }) => join(folder, file)),
  };
}

async function parse(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AssayError<CaptureFolderErrorCode>("capture-manifest", `${path}: expected a manifest, got ${reason}`, {
      subject: path,
      cause,
    });
  }
}

function readArtefact(fields: Fields): Artefact {
  const file = fields.text("file");
  // Nothing outside the folder is read, whatever the manifest says.
  if (basename(file) !== file || file === "" || file === "..") throw fields.unexpected("file", "a plain file name");
  return {
    file,
    profile: fields.oneOf("profile", ["goroutine", "goroutineleak"]),
    shape: fields.oneOf("shape", ["proto", "text", "leak-text"]),
    sha256: fields.text("sha256"),
    sizeBytes: fields.number("sizeBytes"),
    url: fields.text("url"),
    takenAt: fields.text("takenAt"),
  };
}

async function verify(folder: string, artefact: Artefact): Promise<void> {
  const path = join(folder, artefact.file);
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
  } catch (cause) {
    const code: CaptureFolderErrorCode = "capture-file-missing";
    throw new AssayError(code, `${path}: expected the file that the manifest names, got none`, {
      subject: path,
      cause,
    });
  }
  const sha256 = hash.digest("hex");
  if (sha256 === artefact.sha256) return;
  const code: CaptureFolderErrorCode = "capture-file-changed";
  throw new AssayError(code, `${path}: expected sha256 ${artefact.sha256}, got ${sha256}`, {
    subject: path,
    expected: artefact.sha256,
    got: sha256,
  });
}

/** Members of a JSON object by their expected kind; every mismatch is told with the place. */
class Fields {
  readonly place: string;
  readonly value: Readonly<Record<string, unknown>>;

  constructor(place: string, value: unknown) {
    this.place = place;
    if (!isRecord(value)) throw mismatch(place, "an object", value);
    this.value = value;
  }

  text(name: string): string {
    const value = this.value[name];
    if (typeof value !== "string") throw this.unexpected(name, "a string");
    return value;
  }

  number(name: string): number {
    const value = this.value[name];
    if (typeof value !== "number") throw this.unexpected(name, "a number");
    return value;
  }

  flag(name: string): boolean {
    const value = this.value[name];
    if (typeof value !== "boolean") throw this.unexpected(name, "true or false");
    return value;
  }

  oneOf<const T extends string>(name: string, choices: readonly T[]): T {
    const value = this.text(name);
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) throw this.unexpected(name, choices.join(" or "));
    return choice;
  }

  object(name: string): Fields {
    return new Fields(`${this.place}: ${name}`, this.value[name]);
  }

  list(name: string): readonly Fields[] {
    const value = this.value[name];
    if (!Array.isArray(value)) throw this.unexpected(name, "a list");
    return value.map((member, i) => new Fields(`${this.place}: ${name}[${i}]`, member));
  }

  unexpected(name: string, expected: string): AssayError<CaptureFolderErrorCode> {
    return mismatch(`${this.place}: ${name}`, expected, this.value[name]);
  }
}

function mismatch(place: string, expected: string, value: unknown): AssayError<CaptureFolderErrorCode> {
  const got = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 80);
  return new AssayError("capture-manifest", `${place}: expected ${expected}, got ${got}`, {
    subject: place,
    expected,
    got,
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
