import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

/**
 * Draws the icons of the installed app from app/icon.svg, which is the one that is edited. Run it after a change:
 * `node ops/draw-icons.ts`. Masked ones are cut to a circle by some systems, so the mark stands in their safe zone.
 */
const folder = "public/icons";
const groundOf = (svg: string) =>
  /<rect width="32" height="32" rx="7" fill="(#\w+)"\/>/.exec(svg)?.[1] ?? "#000000";
const safeShare = 0.72;

await mkdir(folder, { recursive: true });
const svg = await readFile("app/icon.svg", "utf8");
const ground = groundOf(svg);

for (const side of [192, 512]) await draw(side, join(folder, `icon-${side}.png`));
await drawFull(512, join(folder, "maskable-512.png"));
await drawFull(180, "app/apple-icon.png");

async function draw(side: number, path: string): Promise<void> {
  await sharp(Buffer.from(svg), { density: (72 * side) / 32 })
    .resize(side, side)
    .png()
    .toFile(path);
}

/** To the very corners, which the system rounds itself. */
async function drawFull(side: number, path: string): Promise<void> {
  const inner = Math.round(side * safeShare);
  const square = svg.replace(' rx="7"', "");
  const mark = await sharp(Buffer.from(square), { density: (72 * inner) / 32 })
    .resize(inner, inner)
    .toBuffer();
  await sharp({ create: { width: side, height: side, channels: 3, background: ground } })
    .composite([{ input: mark }])
    .png()
    .toFile(path);
}
