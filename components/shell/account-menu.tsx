"use client";

import { LogOut, UserRound } from "lucide-react";
import { useMe, useProject } from "#components/shell/me-context";
import { Menu, type MenuEntry } from "#components/ui/menu";
import { toast } from "#components/ui/toast";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";

export function AccountMenu() {
  const { name } = useMe();
  return (
    <Menu
      side="right"
      entries={useAccountEntries()}
      trigger={
        <button
          type="button"
          aria-label={`Account: ${name}`}
          className="touchable mt-1 grid size-8 shrink-0 place-items-center rounded-full border border-line-strong/70 bg-raised text-2xs font-semibold text-text hover:bg-hover"
        >
          {initials(name)}
        </button>
      }
    />
  );
}

/** Who is here, and the way out. */
export function useAccountEntries(): MenuEntry[] {
  const me = useMe();
  const project = useProject();
  return [
    {
      type: "label",
      text: me.name,
      detail: project ? `${project.role} in ${project.name}` : "in no project",
    },
    { type: "link", text: "Account and people", icon: UserRound, href: "/settings" },
    { type: "action", text: "Sign out", icon: LogOut, run: () => void signOut() },
  ];
}

async function signOut(): Promise<void> {
  try {
    await apiSend("POST", "/api/auth/sign-out", {});
    window.location.assign("/sign-in");
  } catch (error) {
    toast.error(asProblem(error).message);
  }
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase() || "?";
}
