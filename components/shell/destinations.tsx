import {
  FileJson2,
  House,
  Images,
  ListVideo,
  type LucideIcon,
  Server,
  Settings,
  SlidersHorizontal,
} from "lucide-react";

export type Destination = { href: string; label: string; icon: LucideIcon; counts?: "waiting" };

/** Where one can go, in the order of the work. */
export const destinations: readonly Destination[] = [
  { href: "/", label: "Home", icon: House },
  { href: "/generate", label: "Generate", icon: SlidersHorizontal },
  { href: "/runs", label: "Runs", icon: ListVideo },
  { href: "/review", label: "Review", icon: Images, counts: "waiting" },
  { href: "/workflows", label: "Workflows", icon: FileJson2 },
  { href: "/servers", label: "Servers", icon: Server },
  { href: "/settings", label: "Settings", icon: Settings },
];

/** What fits under a thumb; the rest is behind "More". */
export const onPhone = 4;

export function isCurrent(href: string, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
