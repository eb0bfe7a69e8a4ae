import { gzipSync } from "node:zlib";

/** The addresses of the scripts that an HTML page has a browser load, each once. */
export function scriptsOf(html: string): string[] {
  const found = new Set<string>();
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/gi)) {
    // For browsers that know no modules; the others never load it.
    if (/\bnomodule\b/i.test(tag)) continue;
    const isScript = /^<script/i.test(tag);
    const isPreload =
      /\brel="(?:modulepreload|preload)"/i.test(tag) && /modulepreload|\bas="script"/i.test(tag);
    const address = (isScript ? /\bsrc="([^"]+)"/i : /\bhref="([^"]+)"/i).exec(tag)?.[1];
    if (address !== undefined && (isScript || isPreload)) found.add(address.replaceAll("&amp;", "&"));
  }
  return [...found];
}

export type Weight = {
  /** Of all scripts, gzipped, in KB of 1,024 bytes. */
  kilobytes: number;
  scripts: { address: string; kilobytes: number }[];
  /** Whether the form engine is in one of them. */
  hasFormEngine: boolean;
};

/** Whether a script holds the form engine, by what RJSF says in each build of it and nothing else of ours does. */
export function hasFormEngine(script: string): boolean {
  return script.includes("ui:widget");
}

/** Weighs scripts as they are served, each asked for with `read`. */
export async function weigh(
  addresses: readonly string[],
  read: (address: string) => Promise<string>,
): Promise<Weight> {
  const scripts: Weight["scripts"] = [];
  let isEngineThere = false;
  for (const address of addresses) {
    const text = await read(address);
    scripts.push({ address, kilobytes: gzipSync(text, { level: 9 }).byteLength / 1024 });
    isEngineThere ||= hasFormEngine(text);
  }
  return {
    kilobytes: scripts.reduce((sum, { kilobytes }) => sum + kilobytes, 0),
    scripts,
    hasFormEngine: isEngineThere,
  };
}
