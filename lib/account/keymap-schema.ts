import { z } from "zod";

const action = z.string().min(1).max(40);
const key = z.string().min(1).max(20);

/** The keys that a person has changed, by action, and whether keys of a single character work at all. */
export const keymapSchema = z
  .strictObject({
    keys: z
      .record(action, key)
      .refine((keys) => Object.keys(keys).length <= 100, "At most 100 keys.")
      .meta({ description: "The key of each action that was changed, as typed: q, ArrowUp, PageDown" }),
    characters: z.boolean().meta({
      description: "Off: no letter, digit or sign does anything by itself (WCAG 2.1.4)",
    }),
  })
  .meta({ id: "Keymap" });

export type KeymapView = z.infer<typeof keymapSchema>;
