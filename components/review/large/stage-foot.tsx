import type { ReactNode, Ref } from "react";

type StageFootProps = {
  filmstrip: ReactNode;
  /** How close one looks; a side of compare puts it in by `zoomPlace` instead. */
  zoom?: ReactNode;
  zoomPlace?: Ref<HTMLDivElement>;
};

/** Under the picture: the list, and how close one looks, where they cover nothing; not where they would take its room. */
export function StageFoot({ filmstrip, zoom, zoomPlace }: StageFootProps) {
  return (
    <div className="bare:hidden shallow:hidden flex shrink-0 border-t bg-bg max-md:flex-col-reverse">
      <div className="min-w-0 flex-1">{filmstrip}</div>
      <div
        ref={zoomPlace}
        className="flex min-h-7 shrink-0 border-l max-md:border-b max-md:border-l-0 md:min-w-58"
      >
        {zoom}
      </div>
    </div>
  );
}
