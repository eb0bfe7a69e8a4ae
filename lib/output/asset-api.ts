import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { assetSchema } from "./asset-schema.ts";

const tag = "Assets";

export const createAssetEndpoint = endpoint({
  method: "post",
  path: "/api/v1/assets",
  summary: "Upload an image or mask as form data; it is re-encoded as PNG, and its id is usable in params",
  tag,
  body: z.object({
    file: z.string().meta({ format: "binary", description: "The image; `image` is accepted as well" }),
    project: z.string().optional().meta({ description: "Slug; the default project when left out" }),
  }),
  bodyType: "multipart",
  status: 201,
  answer: assetSchema,
  errors: ["malformed", "not_found", "too_large", "invalid", "unavailable"],
});

export const readAssetEndpoint = endpoint({
  method: "get",
  path: "/api/v1/assets/{id}",
  summary: "One uploaded image",
  tag,
  status: 200,
  answer: assetSchema,
  errors: ["not_found"],
});
