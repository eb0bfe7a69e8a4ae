"use client";

import { AtSign, LogOut, Search, UserRound } from "lucide-react";
import { describeUnread, useUnreadMentions } from "#components/mentions/use-unread-mentions";
import { setPaletteOpen } from "#components/palette/palette-switch";
import { destinations, onPhone } from "#components/shell/destinations";
import { useMe, useProject } from "#components/shell/me-context";
import { chooseTheme, themeOptions, useTheme } from "#components/shell/themes";
import type { Trigger } from "#components/ui/lazy-trigger";
import type { MenuEntry } from "#components/ui/menu";
import { MenuPanel } from "#components/ui/menu-panel";
import { toast } from "#components/ui/toast";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";

/** The menus of the frame, each fetched with its button's first press. */
type PanelProps = { trigger: Trigger };

export function AccountPanel({ trigger }: PanelProps) {
  return <MenuPanel side="right" trigger={trigger} entries={useAccountEntries()} />;
}

export function ThemePanel({ trigger }: PanelProps) {
  return <MenuPanel side="right" trigger={trigger} entries={useThemeEntries()} />;
}

/** What has no place in the bar of a phone. */
export function MorePanel({ trigger }: PanelProps) {
  const theme = useThemeEntries();
  const account = useAccountEntries();
  const unread = useUnreadMentions();
  const mentions: MenuEntry = {
    type: "link",
    text: unread === 0 ? "Mentions" : `Mentions, ${describeUnread(unread)}`,
    icon: AtSign,
    href: "/mentions",
  };
  const divider: MenuEntry = { type: "divider" };
  const entries = [search, mentions, ...others, divider, ...theme, divider, ...account];
  return <MenuPanel side="top" trigger={trigger} entries={entries} />;
}

const search: MenuEntry = {
  type: "action",
  text: "Go to anything",
  icon: Search,
  takesFocus: true,
  run: () => setPaletteOpen(true),
};

const others = destinations
  .slice(onPhone)
  .map(({ href, label: text, icon }): MenuEntry => ({ type: "link", href, text, icon }));

function useThemeEntries(): MenuEntry[] {
  return [
    { type: "label", text: "Theme" },
    { type: "choice", value: useTheme(), options: themeOptions, choose: chooseTheme },
  ];
}

/** Who is here, and the way out. */
function useAccountEntries(): MenuEntry[] {
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
