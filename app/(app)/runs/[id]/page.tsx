import type { Metadata } from "next";
import { RunPage } from "#components/runs/run-page";
import { readRun } from "#lib/run/read-runs";
import { titleAbout } from "../../../page-title.ts";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return titleAbout("Run", async (db, actor) => {
    const { workflowTitle, seed } = await readRun(db, actor, id);
    return `Run of ${workflowTitle}${seed === null ? "" : `, seed ${seed}`}`;
  });
}

export default async function Run({ params }: Props) {
  const { id } = await params;
  return <RunPage id={id} />;
}
