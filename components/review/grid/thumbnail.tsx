"use client";

import { ImageOff, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useReconnected } from "#components/review/desk/use-reconnected";
import { cn } from "#components/ui/cn";
import type { OutputView } from "#lib/output/output-schema";
import { containIn } from "#lib/review/browser/grid/contain";
import { thumbhashUrl } from "#lib/review/browser/grid/thumbhash-url";

type ThumbnailProps = { row: OutputView; side: number; isDimmed?: boolean };

/** The whole picture, never cropped. Until it arrives its blur stands in the very same place. */
export function Thumbnail({ row, side, isDimmed = false }: ThumbnailProps) {
  const [state, setState] = useState<"waiting" | "done" | { failure: string }>("waiting");
  const [tries, setTries] = useState(0);
  if (row.sha256 === null)
    return <Missing words={`Set aside: ${row.quarantine ?? "the file cannot be shown"}`} />;
  // A new address makes the browser ask again for what it remembers as broken.
  const url = `${thumbnailUrl(row.sha256, side)}${tries === 0 ? "" : `?again=${tries}`}`;
  if (typeof state === "object") {
    return (
      <Failed
        words={state.failure}
        onRetry={() => {
          setTries(tries + 1);
          setState("waiting");
        }}
      />
    );
  }
  const { width, height } = containIn(row, side);
  const blur = state === "done" ? undefined : thumbhashUrl(row.thumbhash);
  return (
    <img
      src={url}
      alt=""
      width={width}
      height={height}
      decoding="async"
      draggable={false}
      onLoad={() => setState("done")}
      onError={() => void explain(url).then((failure) => setState({ failure }))}
      style={{
        width,
        height,
        ...(blur !== undefined && { backgroundImage: `url(${blur})`, backgroundSize: "100% 100%" }),
      }}
      className={cn("absolute inset-0 m-auto select-none", isDimmed && "opacity-35")}
    />
  );
}

/** Why a picture did not load. An img only knows that; the address, asked once more, says it. */
async function explain(url: string): Promise<string> {
  try {
    const { ok, status } = await fetch(url, { cache: "no-store" });
    if (ok) return "The picture did not load.";
    if (status === 404) return "The thumbnail is missing from the file store.";
    return `The file store did not answer (${status}).`;
  } catch {
    return "The picture did not arrive: no connection.";
  }
}

function Failed({ words, onRetry }: { words: string; onRetry: () => void }) {
  useReconnected(onRetry);
  return (
    <Missing words={words}>
      <button
        type="button"
        className="inline-flex min-h-6 items-center gap-1 rounded-sm px-1.5 text-accent-text underline"
        onClick={(event) => {
          event.stopPropagation();
          onRetry();
        }}
      >
        <RefreshCw aria-hidden className="size-3" />
        Try again
      </button>
    </Missing>
  );
}

function Missing({ words, children }: { words: string; children?: React.ReactNode }) {
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-1.5 p-3 text-center text-2xs text-soft">
      <ImageOff aria-hidden className="size-5 text-faint" />
      <span className="line-clamp-3">{words}</span>
      {children}
    </div>
  );
}

/** The smallest thumbnail that is sharp at this size on this screen. */
export function thumbnailUrl(sha256: string, side: number): string {
  const density = typeof window === "undefined" ? 1 : window.devicePixelRatio;
  return `/files/${sha256}/${side * density > 280 ? 512 : 256}`;
}
