import { ServersPage } from "#components/servers/servers-page";

export const metadata = { title: "Servers" };

export default function Servers() {
  return <ServersPage />;
}
