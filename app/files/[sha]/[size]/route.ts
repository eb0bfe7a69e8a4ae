import { AppError } from "#lib/errors";
import { errorReply } from "#lib/http/reply";
import { serveFile } from "#lib/output/serve-file";
import { context } from "../../../context.ts";

type Route = { params: Promise<{ sha: string; size: string }> };

/** The bytes of an output or asset, for those who may see it. */
export async function GET(request: Request, route: Route): Promise<Response> {
  const web = context();
  try {
    const actor = await web.resolveActor(request);
    if (actor === null) throw new AppError("unauthenticated", "Sign in to see files.");
    return await serveFile(web, actor, request, await route.params);
  } catch (error) {
    return errorReply(error, web.log);
  }
}

export const HEAD = GET;
