import { readdirSync, statSync } from "node:fs";

type Folder = { modifiedAt: bigint; highest: Map<string, number> };

/**
 * The highest counter of each file name stem in a folder. The original lists the folder for every file it saves; here
 * that is only done again when somebody else has changed it.
 */
export class Counters {
  readonly #folders = new Map<string, Folder>();

  highest(folder: string, stem: string): number {
    const known = this.#upToDate(folder);
    const counter = known.highest.get(stem) ?? Math.max(0, ...readdirSync(folder).map(counterIn(stem)));
    known.highest.set(stem, counter);
    return counter;
  }

  /** To be told after each file of our own. */
  wrote(folder: string, stem: string, filename: string): void {
    const known = this.#folders.get(folder);
    if (known === undefined) return;
    known.modifiedAt = modifiedAt(folder);
    known.highest.set(stem, Math.max(known.highest.get(stem) ?? 0, counterIn(stem)(filename)));
  }

  #upToDate(folder: string): Folder {
    const now = modifiedAt(folder);
    const known = this.#folders.get(folder);
    if (known?.modifiedAt === now) return known;
    const fresh = { modifiedAt: now, highest: new Map<string, number>() };
    this.#folders.set(folder, fresh);
    return fresh;
  }
}

function modifiedAt(folder: string): bigint {
  return statSync(folder, { bigint: true }).mtimeNs;
}

function counterIn(stem: string): (filename: string) => number {
  const plain = stem.replaceAll("%batch_num%", "0");
  return (filename) => {
    const match = /_(\d+)_?\.[^.]*$/.exec(filename);
    if (match === null) return 0;
    const front = filename.slice(0, match.index);
    return front === plain || front === stem ? Number(match[1]) : 0;
  };
}
