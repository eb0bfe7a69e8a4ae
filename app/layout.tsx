import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Toaster } from "#components/ui/toaster";
import { StyleNonce } from "#components/shell/style-nonce";
import { parseTheme, themeCookie } from "#lib/http/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Proofsheet", template: "%s · Proofsheet" },
  description: "Human-in-the-loop review in front of ComfyUI.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: "#141414",
};

/** Reading the cookie here decides the theme before the first paint, and keeps pages dynamic, as the nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <StyleNonce />
        {children}
        <Toaster />
      </body>
    </html>
  );
}
