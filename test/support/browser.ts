import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * A headless Chromium: the one that `npm test` found (CHROMIUM), else one of the usual places. Background services are off,
 * for a test needs no other host than 127.0.0.1.
 */
export function launchBrowser(): Promise<Browser> {
  const executablePath = [process.env["CHROMIUM"] ?? "", ...known].find((path) => path !== "" && existsSync(path));
  if (!executablePath)
    throw new Error("No Chromium: run npm test once (it installs one), or set CHROMIUM to its path.");

  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
