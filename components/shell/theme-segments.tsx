"use client";

import { chooseTheme, themeOptions, useTheme } from "#components/shell/themes";
import { Segmented } from "#components/ui/segmented";
import type { Theme } from "#lib/http/theme";

/** The three themes side by side, for a settings page. */
export function ThemeSegments() {
  const segments = themeOptions.map(({ value, text, icon: Icon }) => ({
    value,
    label: (
      <>
        <Icon aria-hidden />
        {text}
      </>
    ),
  }));
  return <Segmented<Theme> aria-label="Theme" value={useTheme()} onChange={chooseTheme} options={segments} />;
}
