"use client";

import { Brush, Eraser, Undo2 } from "lucide-react";
import { useEffect, useRef, useState, type PointerEvent } from "react";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent } from "#components/ui/dialog";
import { Segmented } from "#components/ui/segmented";
import { Slider } from "#components/ui/slider";
import { paintStrokes, type Stroke } from "#lib/form/mask-strokes";
import type { AssetView } from "#lib/output/asset-schema";

type MaskPainterProps = {
  picture: AssetView;
  isOpen: boolean;
  onClose: () => void;
  onDone: (mask: File) => void;
};

/** Paints the area to change over the picture; what leaves is a black picture of the same size, painted white. */
export function MaskPainter({ picture, isOpen, onClose, onDone }: MaskPainterProps) {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [tool, setTool] = useState<"paint" | "erase">("paint");
  const [size, setSize] = useState(8);
  const width = Math.max(2, Math.round((size / 100) * Math.max(picture.width, picture.height)));

  async function finish() {
    const mask = await maskOf(strokes, picture);
    if (mask !== null) onDone(mask);
  }

  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Paint the area to change"
        description="What is painted is redrawn; the rest stays."
        wide
      >
        <div className="my-3 flex flex-wrap items-center gap-3">
          <Segmented
            aria-label="Tool"
            value={tool}
            onChange={setTool}
            options={[
              {
                value: "paint",
                label: (
                  <>
                    <Brush aria-hidden /> Paint
                  </>
                ),
              },
              {
                value: "erase",
                label: (
                  <>
                    <Eraser aria-hidden /> Erase
                  </>
                ),
              },
            ]}
          />
          <div className="flex w-44 items-center gap-2 text-xs text-soft">
            <span aria-hidden>Brush</span>
            <Slider
              aria-label="Brush size"
              min={1}
              max={30}
              value={[size]}
              onValueChange={([next]) => setSize(next ?? size)}
            />
          </div>
          <Button
            size="sm"
            variant="ghost"
            blocked={strokes.length === 0 ? "nothing painted yet" : undefined}
            onClick={() => setStrokes(strokes.slice(0, -1))}
          >
            <Undo2 aria-hidden />
            Undo stroke
          </Button>
        </div>
        <Canvas
          picture={picture}
          strokes={strokes}
          brush={{ size: width, isErasing: tool === "erase" }}
          onChange={setStrokes}
        />
        <div className="mt-4 flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            blocked={
              strokes.some(({ isErasing }) => !isErasing) ? undefined : "paint over what should change first"
            }
            onClick={() => void finish()}
          >
            Use this area
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}

type CanvasProps = {
  picture: AssetView;
  strokes: readonly Stroke[];
  brush: Omit<Stroke, "points">;
  onChange: (strokes: readonly Stroke[]) => void;
};

function Canvas({ picture, strokes, brush, onChange }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, picture.width, picture.height);
    paintStrokes(context, strokes, getComputedStyle(context.canvas).color);
  }, [strokes, picture]);

  function pointAt({ clientX, clientY, currentTarget }: PointerEvent) {
    const box = currentTarget.getBoundingClientRect();
    return {
      x: ((clientX - box.left) / box.width) * picture.width,
      y: ((clientY - box.top) / box.height) * picture.height,
    };
  }
  function start(event: PointerEvent<HTMLCanvasElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onChange([...strokes, { ...brush, points: [pointAt(event)] }]);
  }
  function move(event: PointerEvent<HTMLCanvasElement>) {
    const last = strokes.at(-1);
    if (last === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onChange([...strokes.slice(0, -1), { ...last, points: [...last.points, pointAt(event)] }]);
  }

  return (
    <div className="grid place-items-center bg-mat">
      <div className="relative">
        <img
          src={picture.url}
          alt={picture.filename}
          draggable={false}
          className="max-h-[55dvh] max-w-full select-none"
        />
        <canvas
          ref={canvas}
          width={picture.width}
          height={picture.height}
          aria-label="Picture to paint on"
          onPointerDown={start}
          onPointerMove={move}
          className="absolute inset-0 size-full cursor-crosshair touch-none text-accent opacity-60"
        />
      </div>
    </div>
  );
}

async function maskOf(
  strokes: readonly Stroke[],
  { width, height, filename }: AssetView,
): Promise<File | null> {
  const [painted, mask] = [newCanvas(width, height), newCanvas(width, height)];
  const [brush, ground] = [painted.getContext("2d"), mask.getContext("2d")];
  if (brush === null || ground === null) return null;
  paintStrokes(brush, strokes, "white");
  ground.fillStyle = "black";
  ground.fillRect(0, 0, width, height);
  ground.drawImage(painted, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => mask.toBlob(resolve, "image/png"));
  const name = `${filename.replace(/\.[^.]*$/, "")}-mask.png`;
  return blob === null ? null : new File([blob], name, { type: "image/png" });
}

function newCanvas(width: number, height: number): HTMLCanvasElement {
  return Object.assign(document.createElement("canvas"), { width, height });
}
