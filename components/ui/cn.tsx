import { clsx, type ClassValue } from "clsx";

/** Joins class names. Parts are written so that callers add to them and never have to override. */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
