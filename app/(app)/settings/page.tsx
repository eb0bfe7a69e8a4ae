import type { Metadata } from "next";
import { Settings } from "#components/account/settings";
import { requireActor } from "../../session.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  await requireActor("/settings");
  return <Settings />;
}
