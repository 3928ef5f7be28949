import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from "@fluentui/react-components";

export type ThemeName = "light" | "dark" | "contrast";

const STORAGE_KEY = "hub.theme";
const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: webLightTheme,
  dark: webDarkTheme,
  contrast: teamsHighContrastTheme,
};

export const THEME_NAMES = ["light", "dark", "contrast"] as const satisfies readonly ThemeName[];

/** The Fluent theme by its name. */
export function themeOf(name: ThemeName): Theme {
  return THEMES[name];
}

/** The theme the person chose, else what the browser prefers. */
export function readTheme(): ThemeName {
  const stored = window.localStorage.getItem(STORAGE_KEY);
  if (stored === "light" || stored === "dark" || stored === "contrast") {
    return stored;
  }

  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function writeTheme(name: ThemeName): void {
  window.localStorage.setItem(STORAGE_KEY, name);
}
