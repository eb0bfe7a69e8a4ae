import type { ComponentProps } from "react";

/** A mark in the line under a picture: it stands there whole, or not at all. */
export function TileMark(props: ComponentProps<"span">) {
  return <span className="flex h-4 shrink-0 items-center gap-0.5 text-soft tabular" {...props} />;
}
