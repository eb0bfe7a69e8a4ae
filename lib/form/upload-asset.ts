import { newIdempotencyKey } from "#lib/http/browser/api";
import { ApiProblem, type ProblemDetails } from "#lib/http/browser/api-problem";
import type { ApiError } from "#lib/http/api-error-schema";
import type { AssetView } from "#lib/output/asset-schema";

export type UploadOptions = {
  /** Called with 0 to 1 while bytes leave; 1 means that the server is looking at the picture. */
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Sends one picture to POST /api/v1/assets. XMLHttpRequest, because fetch tells nothing about how much has been sent.
 * Throws ApiProblem with words for people; an abort rejects with the signal's reason.
 */
export function uploadAsset(file: File, { onProgress, signal }: UploadOptions): Promise<AssetView> {
  const body = new FormData();
  body.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/assets");
    request.setRequestHeader("idempotency-key", newIdempotencyKey());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201 || request.status === 200)
        resolve(JSON.parse(request.responseText) as AssetView);
      else reject(new ApiProblem(problemOf(request)));
    };
    request.onerror = () => reject(new ApiProblem(lost));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) reject(signal.reason);
    else request.send(body);
  });
}

const lost: ProblemDetails = {
  code: "offline",
  message: "The upload was interrupted. Check the connection and choose the file again.",
  retryable: true,
};

function problemOf({ status, responseText }: XMLHttpRequest): ProblemDetails {
  try {
    const { error } = JSON.parse(responseText) as Partial<ApiError>;
    if (error !== undefined) return { code: error.code, message: error.message };
  } catch {
    // Not our own answer, so something in between refused: the status is all there is.
  }
  const message =
    status === 413 ? "The file is too large." : `The server refused the file (${status}). Try again.`;
  return { code: status === 413 ? "too_large" : "internal", message };
}
