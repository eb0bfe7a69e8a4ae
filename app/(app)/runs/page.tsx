import { RunsPage } from "#components/runs/runs-page";

export const metadata = { title: "Runs" };

export default function Runs() {
  return <RunsPage />;
}
