import { sends } from "#lib/http/handle";
import { readPreview } from "#lib/run/read-preview";
import { readPreviewEndpoint } from "#lib/run/run-api";
import { context } from "../../../../../context.ts";

// The bytes come from a ComfyUI server: they are shown as a picture or not at all, whatever they hold.
export const GET = sends(context, readPreviewEndpoint, async ({ db, actor, path }) => {
  const { bytes, type } = await readPreview(db, actor, path["id"] ?? "");
  return new Response(Buffer.from(bytes), {
    headers: {
      "content-type": type,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    },
  });
});
