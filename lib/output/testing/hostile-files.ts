import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import type { OutputKind } from "#lib/run/output-summary-schema";
import { buildApng, buildBlack, buildPng, end, header, pixels, uint32 } from "./build-png.ts";

export type HostileFile = { name: string; bytes: Uint8Array } & (
  | { kept: OutputKind; mime: string }
  | { setAside: RegExp }
);

const script = "<script>alert(document.domain)</script>";

function grain(width: number, height: number): Sharp {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  return sharp({ create: { width, height, channels: 3, background: "grey", noise } });
}

/** Files as a broken server or an attacker would send them, each with what must become of it. Made anew each time. */
export async function hostileFiles(): Promise<HostileFile[]> {
  return [
    ...strangers(),
    ...(await broken()),
    ...(await greedy()),
    ...profiled(await printProfile()),
    ...(await odd()),
    ...(await moving()),
  ];
}

/** No picture at all, whatever the name says. */
function strangers(): HostileFile[] {
  const text = (name: string, content: string, setAside: RegExp) => ({
    name,
    bytes: Buffer.from(content),
    setAside,
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`;
  return [
    { name: "empty.png", bytes: Buffer.alloc(0), setAside: /empty/ },
    text("svg.png", svg, /SVG.*\.png/),
    text("svg-with-prolog.png", `<?xml version="1.0"?>\n${svg}`, /SVG/),
    text("svg-with-entities.svg", `<!DOCTYPE svg [<!ENTITY a "b">]>${svg}`, /SVG/),
    text("page.png", `<!DOCTYPE html>${script}`, /HTML/),
    text("page.webp", `<html><body>${script}`, /HTML/),
    text("xhtml.png", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${script}`, /HTML/),
    text("document.png", "%PDF-1.7\n1 0 obj<</OpenAction 2 0 R>>", /pdf/),
    text("script.png", "#!/bin/sh\nrm -rf /", /recognise/),
    text("code.jpg", "alert(1)", /recognise/),
    text("postscript.png", "%!PS-Adobe-3.0 EPSF-3.0\nshowpage", /eps/),
    { name: "noise.png", bytes: randomBytes(4096), setAside: /recognise|is / },
    { name: "zeroes.png", bytes: Buffer.alloc(4096), setAside: /recognise/ },
    { name: "archive.png", bytes: Buffer.from("504b0506" + "00".repeat(18), "hex"), setAside: /./ },
    {
      name: "program.png",
      bytes: Buffer.concat([Buffer.from("MZ"), Buffer.alloc(512)]),
      setAside: /msdownload|recognise/,
    },
    {
      name: "elf.png",
      bytes: Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01"), Buffer.alloc(512)]),
      setAside: /elf|recognise/,
    },
  ];
}

/** Pictures that begin well. */
async function broken(): Promise<HostileFile[]> {
  const png = await grain(300, 200).png().toBuffer();
  const jpeg = await grain(300, 200).jpeg().toBuffer();
  const webp = await grain(300, 200).webp().toBuffer();
  const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));
  const flipped = Buffer.from(png);
  for (let at = 400; at < 2000; at += 7) flipped[at] = 255 - (flipped[at] ?? 0);
  const setAside = /damaged|incomplete/;
  const idat = (data: Uint8Array) => ({ type: "IDAT", data });
  const tooMany = /64 million pixels/;
  return [
    { name: "signature-only.png", bytes: png.subarray(0, 8), setAside: /./ },
    { name: "header-only.png", bytes: png.subarray(0, 33), setAside },
    { name: "half.png", bytes: half(png), setAside },
    { name: "almost.png", bytes: png.subarray(0, png.length - 2000), setAside },
    { name: "half.jpg", bytes: half(jpeg), setAside },
    { name: "half.webp", bytes: half(webp), setAside },
    { name: "flipped-bits.png", bytes: flipped, setAside },
    { name: "no-pixels.png", bytes: buildPng([header(64, 64), end]), setAside },
    {
      name: "few-pixels.png",
      bytes: buildPng([header(640, 640), idat(pixels(64, 64)), end]),
      setAside,
    },
    {
      name: "wrong-pixels.png",
      bytes: buildPng([header(64, 64), idat(randomBytes(999)), end]),
      setAside,
    },
    { name: "no-width.png", bytes: buildPng([header(0, 64), idat(pixels(64, 64)), end]), setAside },
    { name: "script.gif", bytes: Buffer.from(`GIF89a/*${script}*/=1;`), setAside },
    { name: "page-in-jpeg-clothes.jpg", bytes: Buffer.from(`\xff\xd8\xff\xe0${script}`, "latin1"), setAside },
    { name: "bomb.png", bytes: buildBlack(16_000), setAside: tooMany },
    {
      name: "claims-2-billion.png",
      bytes: buildPng([header(50_000, 40_000), idat(deflateSync(Buffer.alloc(64))), end]),
      setAside: tooMany,
    },
    {
      name: "claims-everything.png",
      bytes: buildPng([header(2 ** 31 - 1, 2 ** 31 - 1), idat(pixels(1, 1)), end]),
      setAside: /./,
    },
    { name: "bomb.gif", bytes: gifOf(65_000, 65_000), setAside: /./ },
  ];
}

/** Within 64 million pixels, and yet what their decoders keep in memory at once would be hundreds of megabytes. */
async function greedy(): Promise<HostileFile[]> {
  const plain = sharp({ create: { width: 3300, height: 3300, channels: 3, background: "teal" } });
  const some = { type: "IDAT", data: pixels(64, 64) };
  const interlaced = (side: number, depth: 8 | 16) => ({
    type: "IHDR",
    data: Buffer.concat([uint32(side, side), Buffer.from([depth, 2, 0, 0, 1])]),
  });
  return [
    { name: "greedy.avif", bytes: await plain.avif({ effort: 0 }).toBuffer(), setAside: /AVIF/ },
    { name: "greedy.gif", bytes: gifOf(7900, 7900), setAside: /GIF/ },
    { name: "greedy.png", bytes: buildPng([interlaced(7000, 8), some, end]), setAside: /interlaced PNG/ },
    { name: "greedy-deep.png", bytes: buildPng([interlaced(5000, 16), some, end]), setAside: /interlaced/ },
    { name: "greedy.jpg", bytes: await jpegOf(7900, 7900, true), setAside: /progressive JPEG/ },
    { name: "claims-4-billion.jpg", bytes: await jpegOf(65_500, 65_500), setAside: /64 million pixels/ },
  ];
}

/** Colour profiles of another kind of picture than the one they are in, and one that unpacks to 100 MB. */
function profiled(print: Buffer): HostileFile[] {
  const profile = (packed: Uint8Array) => ({
    type: "iCCP",
    data: Buffer.concat([Buffer.from("p\0\0"), packed]),
  });
  const picture = { type: "IDAT", data: pixels(64, 64) };
  const kept = "image" as const;
  return [
    ["print-profile.png", deflateSync(print)] as const,
    ["profile-bomb.png", deflateSync(Buffer.alloc(100_000_000))] as const,
  ].map(([name, packed]) => ({
    name,
    bytes: buildPng([header(64, 64), profile(packed), picture, end]),
    kept,
    mime: "image/png",
  }));
}

async function printProfile(): Promise<Buffer> {
  const print = await grain(8, 8).toColourspace("cmyk").withIccProfile("cmyk").jpeg().toBuffer();
  return (await sharp(print).metadata()).icc ?? Buffer.alloc(0);
}

/** A small JPEG that claims to be of another size. */
async function jpegOf(width: number, height: number, progressive = false): Promise<Buffer> {
  const bytes = await grain(64, 64).jpeg({ progressive }).toBuffer();
  const frame = bytes.indexOf(Buffer.from([0xff, progressive ? 0xc2 : 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

/** Unusual, and still pictures that people may have asked for. */
async function odd(): Promise<HostileFile[]> {
  const png = await grain(300, 200).png().toBuffer();
  const kept = "image" as const;
  const textChunk = { type: "tEXt", data: Buffer.from(`prompt\0${"x".repeat(20_000_000)}`) };
  const packedText = {
    type: "zTXt",
    data: Buffer.concat([Buffer.from("workflow\0\0"), deflateSync(Buffer.alloc(100_000_000, 65))]),
  };
  const picture = { type: "IDAT", data: pixels(64, 64) };
  const profile = {
    type: "iCCP",
    data: Buffer.concat([Buffer.from("bad\0\0"), deflateSync(randomBytes(500))]),
  };
  return [
    {
      name: "polyglot.png",
      bytes: Buffer.concat([png, Buffer.from(`<html>${script}`)]),
      kept,
      mime: "image/png",
    },
    { name: "named.jpg", bytes: png, kept, mime: "image/png" },
    { name: "../../../etc/passwd", bytes: png, kept, mime: "image/png" },
    {
      name: "long-text.png",
      bytes: buildPng([header(64, 64), textChunk, picture, end]),
      kept,
      mime: "image/png",
    },
    {
      name: "text-bomb.png",
      bytes: buildPng([header(64, 64), packedText, picture, end]),
      kept,
      mime: "image/png",
    },
    {
      name: "bad-profile.png",
      bytes: buildPng([header(64, 64), profile, picture, end]),
      kept,
      mime: "image/png",
    },
    {
      name: "cmyk.jpg",
      bytes: await grain(300, 200).toColourspace("cmyk").jpeg().toBuffer(),
      kept,
      mime: "image/jpeg",
    },
    {
      name: "16-bit.png",
      bytes: await grain(300, 200).toColourspace("rgb16").png().toBuffer(),
      kept,
      mime: "image/png",
    },
    {
      name: "grey.png",
      bytes: await grain(300, 200).toColourspace("b-w").png().toBuffer(),
      kept,
      mime: "image/png",
    },
    { name: "needle.png", bytes: await grain(1, 30_000).png().toBuffer(), kept, mime: "image/png" },
    { name: "dot.png", bytes: await grain(1, 1).png().toBuffer(), kept, mime: "image/png" },
    {
      name: "photo.avif",
      bytes: await grain(64, 64).avif({ effort: 0 }).toBuffer(),
      kept,
      mime: "image/avif",
    },
    { name: "scan.tiff", bytes: await grain(64, 64).tiff().toBuffer(), kept, mime: "image/tiff" },
    { name: "sound.png", bytes: silence(), kept: "audio", mime: "audio/wav" },
  ];
}

async function moving(): Promise<HostileFile[]> {
  const frames = Buffer.concat(
    Array.from({ length: 1000 }, (_, index) => Buffer.alloc(16 * 16 * 3, index % 251)),
  );
  const strip = () => sharp(frames, { raw: { width: 16, height: 16_000, channels: 3, pageHeight: 16 } });
  const kept = "animation" as const;
  return [
    { name: "thousand.gif", bytes: await strip().gif().toBuffer(), kept, mime: "image/gif" },
    { name: "thousand.webp", bytes: await strip().webp({ effort: 0 }).toBuffer(), kept, mime: "image/webp" },
    { name: "thousand.png", bytes: buildApng(1000), kept, mime: "image/apng" },
  ];
}

/** A GIF that claims a huge screen and holds next to nothing. */
function gifOf(width: number, height: number): Buffer {
  const sizes = Buffer.alloc(4);
  sizes.writeUInt16LE(width, 0);
  sizes.writeUInt16LE(height, 2);
  const frame = Buffer.concat([
    Buffer.from([0x2c, 0, 0, 0, 0]),
    sizes,
    Buffer.from([0, 2, 2, 0x4c, 1, 0, 0x3b]),
  ]);
  return Buffer.concat([
    Buffer.from("GIF89a"),
    sizes,
    Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    frame,
  ]);
}

/** A tenth of a second of silence as WAV. */
function silence(): Buffer {
  const rate = 8000;
  const data = Buffer.alloc(rate / 10);
  const head = Buffer.from("RIFF....WAVEfmt \x10\0\0\0\x01\0\x01\0........\x01\0\x08\0data....", "latin1");
  head.writeUInt32LE(36 + data.length, 4);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data, uint32(0)]);
}
