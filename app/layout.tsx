import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { StyleNonce } from "#components/shell/style-nonce";
import { parseTheme, themeCookie, type Theme } from "#lib/http/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Proofsheet", template: "%s · Proofsheet" },
  description: "Human-in-the-loop review in front of ComfyUI.",
  robots: { index: false, follow: false },
};

/** The bars of phone and browser take the page's own ground, so that nothing flashes in another colour. */
const grounds = { dark: "#141414", light: "#f4f4f4" } as const;

export async function generateViewport(): Promise<Viewport> {
  const theme = await readTheme();
  return {
    width: "device-width",
    initialScale: 1,
    viewportFit: "cover",
    // Where the browser knows how: a keyboard on screen makes the page smaller instead of lying on it.
    interactiveWidget: "resizes-content",
    themeColor:
      theme === "system"
        ? [
            { media: "(prefers-color-scheme: light)", color: grounds.light },
            { media: "(prefers-color-scheme: dark)", color: grounds.dark },
          ]
        : grounds[theme],
  };
}

/** Reading the cookie here decides the theme before the first paint, and keeps pages dynamic, as the nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme();
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <StyleNonce />
        {children}
      </body>
    </html>
  );
}

async function readTheme(): Promise<Theme> {
  return parseTheme((await cookies()).get(themeCookie)?.value);
}
