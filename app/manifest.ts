import type { MetadataRoute } from "next";

/** The pictures are drawn from app/icon.svg by ops/draw-icons.ts. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Proofsheet",
    short_name: "Proofsheet",
    description: "Human-in-the-loop review in front of ComfyUI.",
    // Goes on with the session that was left open.
    start_url: "/review/resume",
    scope: "/",
    display: "standalone",
    background_color: "#141414",
    theme_color: "#141414",
    categories: ["photo", "productivity"],
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: "Review", url: "/review" },
      { name: "Generate", url: "/generate" },
    ],
  };
}
