const usualPort = "8188";

/**
 * What a server is called on screens: enough for people to tell servers apart, not enough to reach one. The first
 * label of its host, the port when it is not ComfyUI's usual one; a bare address keeps only its last number.
 */
export function serverName(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  const shownPort = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  return shownPort === usualPort ? hostLabel(hostname) : `${hostLabel(hostname)} ${shownPort}`;
}

function hostLabel(hostname: string): string {
  if (hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.")) return "local";
  if (hostname.startsWith("[")) return `server ${hostname.slice(1, -1).split(":").at(-1)}`;
  if (/^\d+(\.\d+){3}$/.test(hostname)) return `server ${hostname.split(".").at(-1)}`;
  return hostname.split(".")[0] ?? hostname;
}

/** `name`, or with the first free number behind it when it is taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
  return free;
}
