"use client";

import { ArrowUpRight, MapPin, Minus, PenLine, Plus, Spline, Square, Undo2 } from "lucide-react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useDraft } from "#components/comments/use-comments";
import { useDrawing } from "#components/drawing/use-drawing";
import { takeBack, useDrawingKeys, writeAboutDrawing } from "#components/drawing/use-drawing-keys";
import { KeyCap } from "#components/review/desk/key-cap";
import { Button } from "#components/ui/button";
import { Segmented } from "#components/ui/segmented";
import { Tooltip } from "#components/ui/tooltip";
import { nudgeMark, type Sheet } from "#lib/comment/browser/draw-on";
import { changeDrawing, leaveDrawing } from "#lib/comment/browser/drawing";
import type { MarkColour, ShapeKind } from "#lib/comment/shape-schema";
import type { OutputView } from "#lib/output/output-schema";

const tools: readonly { value: ShapeKind; title: string; icon: typeof MapPin }[] = [
  { value: "pin", title: "Pin", icon: MapPin },
  { value: "box", title: "Box", icon: Square },
  { value: "arrow", title: "Arrow", icon: ArrowUpRight },
  { value: "freehand", title: "Line", icon: Spline },
];

const colours: readonly { value: MarkColour; title: string }[] = [
  { value: "amber", title: "Amber" },
  { value: "red", title: "Red" },
  { value: "cyan", title: "Cyan" },
  { value: "white", title: "White" },
];

const larger = 1.2;

/** The row of tools while one draws; stands where the large view's own row was, so the picture does not move. */
export function DrawTools({ row }: { row: OutputView }) {
  const { drafts } = useDeskParts();
  const tool = useDrawing((drawing) => drawing.tool);
  const colour = useDrawing((drawing) => drawing.colour);
  const press = useDrawingKeys(row);
  const count = useDraft(row.id).shapes.length;
  const sheet: Sheet = { drafts, outputId: row.id, aspect: 1 };
  const none = count === 0 ? "Nothing is drawn yet" : undefined;
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons have the focus
    <div
      role="toolbar"
      aria-label="Drawing"
      data-drawing
      onKeyDown={press}
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b bg-surface max-md:min-h-13 px-2 py-0.5 text-xs"
    >
      <Segmented
        aria-label="Tool"
        value={tool}
        onChange={(value) => changeDrawing({ tool: value, isHeld: false })}
        options={tools.map(({ value, title, icon: Icon }) => ({
          value,
          title,
          label: (
            <>
              <Icon aria-hidden />
              <span className="max-lg:sr-only">{title}</span>
            </>
          ),
        }))}
      />
      <Segmented
        aria-label="Colour"
        className="max-md:order-2"
        value={colour}
        onChange={(value) => changeDrawing({ colour: value })}
        options={colours.map(({ value, title }) => ({
          value,
          title,
          label: (
            <>
              <span
                aria-hidden
                className="size-3.5 rounded-full border border-line-strong forced-color-adjust-none"
                style={{ background: `var(--mark-${value})` }}
              />
              <span className="sr-only">{title}</span>
            </>
          ),
        }))}
      />
      <span className="flex items-center max-md:order-2">
        <Tooltip label="Make the last mark smaller" keys={["−"]} side="bottom">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Smaller"
            blocked={none}
            onClick={() => nudgeMark(sheet, { type: "scale", factor: 1 / larger })}
          >
            <Minus aria-hidden />
          </Button>
        </Tooltip>
        <Tooltip label="Make the last mark larger" keys={["+"]} side="bottom">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Larger"
            blocked={none}
            onClick={() => nudgeMark(sheet, { type: "scale", factor: larger })}
          >
            <Plus aria-hidden />
          </Button>
        </Tooltip>
        <Tooltip label="Take the last mark back" keys={["Ctrl Z"]} side="bottom">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Take back"
            blocked={none}
            onClick={() => takeBack(sheet)}
          >
            <Undo2 aria-hidden />
          </Button>
        </Tooltip>
      </span>
      <span className="min-w-0 truncate text-2xs text-faint max-xl:hidden">
        Enter places, arrows move, Shift and arrows size
      </span>
      {/* On a phone beside the tools: three rows would be a quarter of the picture. */}
      <span className="ml-auto flex items-center gap-1.5 max-md:order-1">
        <Button variant="ghost" size="sm" onClick={writeAboutDrawing}>
          <PenLine aria-hidden />
          <span className="max-md:sr-only">Write</span>
          <KeyCap action="note" className="max-md:hidden" />
        </Button>
        <Button size="sm" onClick={() => leaveDrawing(count)}>
          Done
          <KeyCap action="close" className="max-md:hidden" />
        </Button>
      </span>
    </div>
  );
}
