import type { Page } from "@playwright/test";
import sharp from "sharp";
import type { Box } from "./page.ts";

/** Every frame that the browser put on screen during `act`, cut to `box`, as PNG. */
export async function framesDuring(page: Page, box: Box, act: () => Promise<void>): Promise<Buffer[]> {
  const client = await page.context().newCDPSession(page);
  const shots: Buffer[] = [];
  client.on("Page.screencastFrame", ({ data, sessionId }) => {
    shots.push(Buffer.from(data, "base64"));
    client.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined);
  });
  await client.send("Page.startScreencast", { format: "png", everyNthFrame: 1 });
  await act();
  await client.send("Page.stopScreencast");
  await client.detach();
  const width = page.viewportSize()?.width ?? 1;
  return Promise.all(shots.map((shot) => cut(shot, box, width)));
}

/** Mean difference of two pictures of one place, 0 to 255; small ones tell as much and take less time. */
export async function distance(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([small(one), small(other)]);
  let sum = 0;
  for (const [index, value] of a.entries()) sum += Math.abs(value - (b[index] ?? 0));
  return sum / a.length;
}

async function cut(shot: Buffer, box: Box, viewportWidth: number): Promise<Buffer> {
  const { width } = await sharp(shot).metadata();
  const scale = width / viewportWidth;
  const [left, top, w, h] = [box.x, box.y, box.width, box.height].map((length) => Math.round(length * scale));
  return sharp(shot)
    .extract({ left: left ?? 0, top: top ?? 0, width: w ?? 1, height: h ?? 1 })
    .png()
    .toBuffer();
}

function small(picture: Buffer): Promise<Buffer> {
  return sharp(picture).resize(64, 64, { fit: "fill" }).removeAlpha().raw().toBuffer();
}
