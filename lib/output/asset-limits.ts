/** What may be uploaded as an input picture or mask. Forms state it before anybody chooses a file. */
export const assetLimits = {
  bytes: 25_000_000,
  types: ["image/png", "image/jpeg", "image/webp"],
  names: "PNG, JPEG or WebP",
} as const;
