import { z } from "zod";

export const assetSchema = z
  .object({
    id: z.string().meta({ description: "Usable as the value of an image or mask param" }),
    sha256: z.string(),
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
    filename: z.string(),
    url: z.string(),
  })
  .meta({ id: "Asset" });

export type AssetView = z.infer<typeof assetSchema>;
