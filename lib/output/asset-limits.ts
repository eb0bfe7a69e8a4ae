/** What may be uploaded as an input picture or mask. Forms say so before anybody chooses a file. */
export const assetLimits = {
  bytes: 32 * 1024 * 1024,
  types: ["image/png", "image/jpeg", "image/webp", "image/avif", "image/gif", "image/tiff"],
  names: "PNG, JPEG, WebP, AVIF, GIF or TIFF",
} as const;
