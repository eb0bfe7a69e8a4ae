"use client";

import { useEffect, useState } from "react";
import { cn } from "#components/ui/cn";

type RunPreviewProps = { url: string; title: string; className?: string };

/** The picture as far as it has come. Blurry by nature; nothing is drawn over it. */
export function RunPreview({ url, title, className }: RunPreviewProps) {
  const shown = useLoadedPicture(url);
  return (
    <div className={cn("overflow-hidden rounded-md bg-mat", className)}>
      {shown !== null && (
        <img src={shown} alt={`Live preview of ${title}`} className="size-full object-contain" />
      )}
    </div>
  );
}

/**
 * The newest picture that has arrived. New ones come faster than a slow line brings them, so each is fetched to its
 * end before the newest of the rest is asked for; otherwise nothing would ever be seen.
 */
function useLoadedPicture(url: string): string | null {
  const [shown, setShown] = useState<string | null>(null);
  const [loading, setLoading] = useState(url);
  const settled = shown === loading;
  if (settled && url !== loading) setLoading(url);
  useEffect(() => {
    const picture = new Image();
    const done = () => setShown(loading);
    picture.addEventListener("load", done);
    // A frame that is gone already has been followed by another one.
    picture.addEventListener("error", done);
    picture.src = loading;
    return () => {
      picture.removeEventListener("load", done);
      picture.removeEventListener("error", done);
    };
  }, [loading]);
  return shown;
}
