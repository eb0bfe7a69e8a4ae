"use client";

import { LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu";
import { toast } from "#components/ui/toast";
import { useMe, useProject } from "#components/shell/me-context";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";

export function AccountMenu() {
  const me = useMe();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Account: ${me.name}`}
        className="touchable mt-1 grid size-8 shrink-0 place-items-center rounded-full border border-line-strong/70 bg-raised text-2xs font-semibold text-text hover:bg-hover"
      >
        {initials(me.name)}
      </DropdownMenuTrigger>
      <DropdownMenuContent side="right" align="end">
        <AccountMenuItems />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

export function AccountMenuItems() {
  const me = useMe();
  const project = useProject();
  async function leave() {
    try {
      await apiSend("POST", "/api/auth/sign-out", {});
      window.location.assign("/sign-in");
    } catch (error) {
      toast.error(asProblem(error).message);
    }
  }
  return (
    <>
      <DropdownMenuLabel>
        <span className="block font-medium text-text">{me.name}</span>
        {project && <span>{`${project.role} in ${project.name}`}</span>}
      </DropdownMenuLabel>
      <DropdownMenuItem asChild>
        <Link href="/settings">
          <UserRound aria-hidden />
          Account and people
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void leave()}>
        <LogOut aria-hidden />
        Sign out
      </DropdownMenuItem>
    </>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase() || "?";
}
