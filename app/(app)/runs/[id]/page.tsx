import { RunPage } from "#components/runs/run-page";

export const metadata = { title: "Run" };

type Props = { params: Promise<{ id: string }> };

export default async function Run({ params }: Props) {
  const { id } = await params;
  return <RunPage id={id} />;
}
