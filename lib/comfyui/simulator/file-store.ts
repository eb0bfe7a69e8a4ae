import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Counters } from "./counters.ts";
import { PythonError } from "./python-error.ts";

export type FolderType = "input" | "output" | "temp";
export type FileRef = { filename: string; subfolder: string; type: FolderType };

const folderTypes: readonly FolderType[] = ["input", "output", "temp"];
const annotation = /^(.*?) ?\[(output|input|temp)\]$/s;

export function isFolderType(type: string): type is FolderType {
  return folderTypes.some((known) => known === type);
}

/** Splits `name [output]` into its parts, as every file name parameter of ComfyUI may be written. */
export function splitAnnotation(name: string): { name: string; type: FolderType | null } {
  const match = annotation.exec(name);
  const type = match?.[2];
  if (match === null || type === undefined || !isFolderType(type)) return { name, type: null };
  return { name: match[1] ?? "", type };
}

/** The input, output and temp folders of one simulated server. */
export class FileStore {
  readonly root: string;
  /** Five letters in the names of preview files, new at each start. */
  readonly #tempLetters: string;
  readonly #counters = new Counters();

  constructor(root: string, tempLetters: string) {
    this.root = root;
    this.#tempLetters = tempLetters;
    for (const type of folderTypes) mkdirSync(this.folder(type), { recursive: true });
  }

  folder(type: FolderType): string {
    return path.join(this.root, type);
  }

  /** What a restart of the server does to its files. */
  wipeTemp(): void {
    rmSync(this.folder("temp"), { recursive: true, force: true });
    mkdirSync(this.folder("temp"), { recursive: true });
  }

  isInside(type: FolderType, file: string): boolean {
    const folder = this.folder(type);
    return file === folder || file.startsWith(folder + path.sep);
  }

  /** Where an annotated input name points; it may point outside. */
  inputPath(annotated: string): { file: string; type: FolderType } {
    const { name, type } = splitAnnotation(annotated);
    return { file: path.resolve(this.folder(type ?? "input"), name), type: type ?? "input" };
  }

  /** Names of the files right in the input folder, as the LoadImage combo lists them. */
  inputNames(): string[] {
    return readdirSync(this.folder("input"), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .toSorted();
  }

  /** Content hash of an input, or null when there is no such file. */
  inputHash(annotated: string): string | null {
    const { file } = this.inputPath(annotated);
    if (!existsSync(file) || !statSync(file).isFile()) return null;
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  }

  /**
   * The next free place for a save node. One counter per prefix and folder, across extensions.
   * Throws the `Exception` of ComfyUI for a prefix that leaves the folder.
   */
  async reserve(type: FolderType, prefix: string, size: Size): Promise<SaveSlot> {
    const expanded = expandTokens(prefix, size);
    const base = this.folder(type);
    const full = path.resolve(base, path.dirname(path.normalize(expanded)));
    if (!this.isInside(type, full)) throw outsideFolder(full, base);
    if (!existsSync(full)) await mkdir(full, { recursive: true });
    const stem = path.basename(path.normalize(expanded));
    const counter = 1 + this.#counters.highest(full, stem);
    const subfolder = path.relative(base, full).split(path.sep).join("/");
    return { folder: full, subfolder, stem, counter, type };
  }

  tempPrefix(): string {
    return `ComfyUI_temp_${this.#tempLetters}`;
  }

  async write(slot: SaveSlot, filename: string, bytes: Uint8Array): Promise<FileRef> {
    await writeFile(path.join(slot.folder, filename), bytes);
    this.#counters.wrote(slot.folder, slot.stem, filename);
    return { filename, subfolder: slot.subfolder, type: slot.type };
  }

  remove({ filename, subfolder, type }: FileRef): void {
    rmSync(path.join(this.folder(type), subfolder, filename), { force: true });
  }
}

export type Size = { width: number; height: number };
export type SaveSlot = {
  folder: string;
  subfolder: string;
  stem: string;
  counter: number;
  type: FolderType;
};

export function numbered(slot: SaveSlot, index: number, extension: string, tail = "_"): string {
  const stem = slot.stem.replaceAll("%batch_num%", String(index));
  return `${stem}_${String(slot.counter + index).padStart(5, "0")}${tail}.${extension}`;
}

function expandTokens(prefix: string, { width, height }: Size): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  const tokens: Record<string, string> = {
    width: String(width),
    height: String(height),
    year: String(now.getFullYear()),
    month: two(now.getMonth() + 1),
    day: two(now.getDate()),
    hour: two(now.getHours()),
    minute: two(now.getMinutes()),
    second: two(now.getSeconds()),
  };
  return prefix.replace(/%(\w+)%/g, (token, name: string) => tokens[name] ?? token);
}

function outsideFolder(full: string, base: string): PythonError {
  return new PythonError(
    "Exception",
    "**** ERROR: Saving image outside the output folder is not allowed." +
      `\n full_output_folder: ${full}\n         output_dir: ${base}`,
  );
}
