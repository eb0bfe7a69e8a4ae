import { ComfyFault } from "./comfy-fault.ts";
import { sendRequest, type ComfyAddress, type ComfyReply, type ComfyRequest } from "./send-request.ts";

export type FileReference = { filename: string; subfolder: string; type: string };

const downloadMs = 120_000;
/** A file comes in pieces. Where none comes for so long, a line is open at this end only. */
const downloadSilenceMs = 20_000;
const maxDownloadBytes = 512 * 1024 * 1024;
/** Where files had names and only such come without for so long, the way to the server has become another one. */
const otherWayMs = 5 * 60_000;

/**
 * Downloads from one server. Answers the bytes of a file, checked against every size that is told. What is wrong in
 * ComfyUI's own words is an `unusable` `ComfyFault`: with status 404 the file is not there, with 200 it stays so however
 * often it is asked for. Whatever else comes instead is `unanswered`: with status 200 it came as the file, and not in
 * its size; else it says nothing of the file.
 */
export function createDownload(address: ComfyAddress) {
  let passesNames = false;
  let namelessSinceMs: number | null = null;

  /** Whether it comes as files do here. ComfyUI names every one; what stands between strips all names or none. */
  function isOfThisWay({ headers }: ComfyReply): boolean {
    if (headers["content-disposition"] !== undefined) {
      passesNames = true;
      namelessSinceMs = null;
      return true;
    }
    if (!passesNames) return true;
    const nowMs = performance.now();
    namelessSinceMs ??= nowMs;
    passesNames = nowMs - namelessSinceMs < otherWayMs;
    return !passesNames;
  }

  return async (file: FileReference, signal?: AbortSignal): Promise<Uint8Array> => {
    const { filename, subfolder, type } = file;
    const request: ComfyRequest = {
      path: `/view?${new URLSearchParams({ filename, subfolder, type })}`,
      timeoutMs: downloadMs,
      silenceMs: downloadSilenceMs,
      maxBytes: maxDownloadBytes,
      signal,
    };
    try {
      const reply = await sendRequest(address, request);
      if (reply.status !== 200) {
        const kind = isOwnRefusal(reply) ? "unusable" : "unanswered";
        throw new ComfyFault(kind, `/view was answered with ${reply.status}`, reply.status);
      }
      const bytes = wholeFile(reply, file);
      if (isOfThisWay(reply)) return bytes;
      throw new ComfyFault("unanswered", somethingElse);
    } catch (error) {
      const sizeBytes = await sizeAtEnd(address, request, error);
      if (sizeBytes === null || !(error instanceof ComfyFault)) throw error;
      if (sizeBytes === error.receivedBytes) return error.received;
      throw new ComfyFault("unusable", "It announced more bytes than the file has", 200, { cause: error });
    }
  };
}

/**
 * A cut connection and a wrong Content-Length look the same: asked for what is missing, a server whose file ends there
 * says that there is nothing, and how large the file is. That size, NaN where it is not told, or null for a cut.
 */
async function sizeAtEnd(
  address: ComfyAddress,
  request: ComfyRequest,
  error: unknown,
): Promise<number | null> {
  if (!(error instanceof ComfyFault) || error.kind !== "unanswered" || error.receivedBytes === 0) return null;
  try {
    const rest = await sendRequest(address, { ...request, fromByte: error.receivedBytes });
    if (rest.status !== 416) return null;
    const [, size] = /^bytes \*\/(\d+)$/.exec(rest.headers["content-range"] ?? "") ?? [];
    return Number(size ?? Number.NaN);
  } catch (fault) {
    if (fault instanceof ComfyFault) return null;
    throw fault;
  }
}

/** ComfyUI refuses a file without a word. A page that says so is from something in between. */
function isOwnRefusal({ status, bytes }: ComfyReply): boolean {
  return [400, 403, 404].includes(status) && bytes.byteLength === 0;
}

/** What pages and messages come as that are put in the place of a file. */
const typesOfPages = /^(text\/(html|plain)|application\/json)\b/;
const filesOfThoseTypes = /\.(html?|txt|json)$/i;
const somethingElse = "Something else than the file was handed over";
const namesThatStayAsTheyAre = /^[\w.() -]+$/;

/**
 * ComfyUI names every file and its type, and its ETag is time and size of the file. That gives away what is put in the
 * place of a file, under its headers or under others.
 */
function wholeFile({ status, headers, bytes }: ComfyReply, { filename }: FileReference): Uint8Array {
  const [, size] = /^"[0-9a-f]+-([0-9a-f]+)"$/.exec(headers.etag ?? "") ?? [];
  if (size !== undefined && Number.parseInt(size, 16) !== bytes.byteLength) {
    throw new ComfyFault("unanswered", `Got ${bytes.byteLength} bytes of a file of another size`, status);
  }
  const isPage = typesOfPages.test(headers["content-type"] ?? "") && !filesOfThoseTypes.test(filename);
  if (headers.etag === undefined && (isPage || bytes.byteLength === 0)) {
    throw new ComfyFault("unanswered", somethingElse);
  }
  const [, named] = /\bfilename="([^"]*)"/.exec(headers["content-disposition"] ?? "") ?? [];
  if (named !== undefined && namesThatStayAsTheyAre.test(filename) && named !== filename) {
    throw new ComfyFault("unanswered", "Another file was handed over");
  }
  return bytes;
}
