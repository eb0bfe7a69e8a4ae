import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "#components/account/door";
import { SignInForm } from "#components/account/sign-in-form";
import { safeNextPath } from "#lib/account/safe-next-path";
import { currentActor } from "../session.ts";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const target = safeNextPath(typeof next === "string" ? next : undefined);
  if ((await currentActor()) !== null) redirect(target);
  return (
    <Door>
      <SignInForm next={target} />
    </Door>
  );
}
