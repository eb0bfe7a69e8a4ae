"use client";

import { Sun } from "lucide-react";
import { Button } from "#components/ui/button";
import { lazyPart } from "#components/ui/lazy-part";
import { LazyTrigger } from "#components/ui/lazy-trigger";

const load = () => import("#components/shell/frame-menus");
const ThemePanel = lazyPart(() => load().then((part) => part.ThemePanel));

const trigger = (
  <Button variant="ghost" size="icon" aria-label="Theme">
    <Sun aria-hidden />
  </Button>
);

export function ThemeMenu() {
  return (
    <LazyTrigger trigger={trigger} load={load} opensByArrow>
      <ThemePanel trigger={trigger} />
    </LazyTrigger>
  );
}
