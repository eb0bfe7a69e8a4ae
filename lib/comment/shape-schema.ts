import { z } from "zod";

const markColours = ["amber", "red", "cyan", "white"] as const;

/** A fraction of the picture's width or height, from its left or upper edge; five places are finer than any pixel. */
const fraction = z
  .number()
  .min(0)
  .max(1)
  .overwrite((value) => Math.round(value * 1e5) / 1e5);
const point = z.tuple([fraction, fraction]).meta({ id: "MarkPoint", description: "x and y from 0 to 1" });
const colour = z.enum(markColours).default("amber");

const pin = z.strictObject({ kind: z.literal("pin"), colour, at: point });
const box = z
  .strictObject({ kind: z.literal("box"), colour, from: point, to: point })
  .refine(({ from, to }) => from[0] !== to[0] && from[1] !== to[1], "A box needs a width and a height.");
const arrow = z
  .strictObject({ kind: z.literal("arrow"), colour, from: point, to: point.meta({ description: "The tip" }) })
  .refine(({ from, to }) => from[0] !== to[0] || from[1] !== to[1], "An arrow needs a length.");
const freehand = z.strictObject({
  kind: z.literal("freehand"),
  colour,
  points: z.array(point).min(2).max(1000),
});

/** A mark on a picture, in coordinates that hold at any size. */
export const shapeSchema = z.discriminatedUnion("kind", [pin, box, arrow, freehand]).meta({ id: "Shape" });

export type Shape = z.infer<typeof shapeSchema>;
export type ShapeKind = Shape["kind"];
export type MarkColour = (typeof markColours)[number];
/** x and y, each from 0 to 1. */
export type MarkPoint = [number, number];
