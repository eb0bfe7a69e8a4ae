import type { Metadata } from "next";
import { Door } from "#components/account/door";
import { Welcome } from "#components/account/welcome";
import { currentActor } from "../session.ts";

export const metadata: Metadata = { title: "Welcome", referrer: "no-referrer" };

export default async function WelcomePage() {
  const viewer = await currentActor();
  return (
    <Door>
      <Welcome me={viewer?.me ?? null} />
    </Door>
  );
}
