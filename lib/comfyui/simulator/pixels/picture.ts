import sharp, { type Sharp } from "sharp";

/** 8-bit pixels, row by row; what an IMAGE tensor holds, in the precision that is saved. */
export type Picture = { width: number; height: number; channels: 3 | 4; data: Buffer };
/** One byte a pixel, 255 = fully selected. */
export type Mask = { width: number; height: number; data: Buffer };

export type ResizeMethod = "nearest-exact" | "bilinear" | "area" | "bicubic" | "bislerp" | "lanczos";

export function solidPicture(width: number, height: number, color: number): Picture {
  const data = Buffer.alloc(width * height * 3);
  const pixel = Buffer.from([(color >> 16) & 255, (color >> 8) & 255, color & 255]);
  return { width, height, channels: 3, data: data.fill(pixel) };
}

export function solidMask(width: number, height: number, value: number): Mask {
  return { width, height, data: Buffer.alloc(width * height, toByte(value * 255)) };
}

export function toByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value);
}

export function sharpOf(picture: Picture): Sharp {
  const { width, height, channels, data } = picture;
  return sharp(data, { raw: { width, height, channels } });
}

export async function pictureFrom(pipeline: Sharp): Promise<Picture> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  if (info.channels === 3 || info.channels === 4) {
    return { width: info.width, height: info.height, channels: info.channels, data };
  }
  return pictureFrom(
    sharp(data, {
      raw: { width: info.width, height: info.height, channels: info.channels },
    }).toColourspace("srgb"),
  );
}

/** ComfyUI drops the alpha channel of whatever meets an RGB picture. */
export function withoutAlpha(picture: Picture): Picture {
  if (picture.channels === 3) return picture;
  const data = Buffer.alloc(picture.width * picture.height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    picture.data.copy(data, to, from, from + 3);
  }
  return { ...picture, channels: 3, data };
}

const kernels = {
  "nearest-exact": "nearest",
  bilinear: "linear",
  area: "cubic",
  bicubic: "cubic",
  bislerp: "cubic",
  lanczos: "lanczos3",
} as const;

/** Stretches to the given size; `center` first crops to the target's shape, as ComfyUI does. */
export async function resizePicture(
  picture: Picture,
  width: number,
  height: number,
  method: ResizeMethod,
  crop: "disabled" | "center" = "disabled",
): Promise<Picture> {
  if (picture.width === width && picture.height === height) return picture;
  return pictureFrom(
    sharpOf(picture).resize(width, height, {
      fit: crop === "center" ? "cover" : "fill",
      kernel: kernels[method],
    }),
  );
}

export async function resizeMask(mask: Mask, width: number, height: number): Promise<Mask> {
  if (mask.width === width && mask.height === height) return mask;
  const data = await sharp(mask.data, {
    raw: { width: mask.width, height: mask.height, channels: 1 },
  })
    .resize(width, height, { fit: "fill", kernel: "linear" })
    .extractChannel(0)
    .raw()
    .toBuffer();
  return { width, height, data };
}

/** A copy of a rectangle; it must lie inside. */
export function cropPicture(picture: Picture, x: number, y: number, width: number, height: number): Picture {
  const { channels } = picture;
  const data = Buffer.alloc(width * height * channels);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * picture.width + x) * channels;
    picture.data.copy(data, row * width * channels, from, from + width * channels);
  }
  return { width, height, channels, data };
}

export function maskToPicture(mask: Mask): Picture {
  const data = Buffer.alloc(mask.data.length * 3);
  for (let i = 0; i < mask.data.length; i++) data.fill(mask.data[i] ?? 0, i * 3, i * 3 + 3);
  return { width: mask.width, height: mask.height, channels: 3, data };
}

export function channelOf(picture: Picture, channel: 0 | 1 | 2 | 3): Mask {
  const { width, height, channels } = picture;
  const data = Buffer.alloc(width * height, 255);
  if (channel < channels) {
    for (let i = 0; i < data.length; i++) {
      data[i] = picture.data[i * channels + channel] ?? 0;
    }
  }
  return { width, height, data };
}

export function mapMask(mask: Mask, change: (value: number, index: number) => number): Mask {
  const data = Buffer.alloc(mask.data.length);
  for (let i = 0; i < data.length; i++) data[i] = toByte(change(mask.data[i] ?? 0, i));
  return { ...mask, data };
}

export function mapPicture(picture: Picture, change: (value: number, index: number) => number): Picture {
  const data = Buffer.alloc(picture.data.length);
  for (let i = 0; i < data.length; i++) data[i] = toByte(change(picture.data[i] ?? 0, i));
  return { ...picture, data };
}
