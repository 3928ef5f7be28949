import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const known = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

function find(): string | undefined {
  const own = chromium.executablePath();
  return [process.env["CHROMIUM"] ?? "", ...known, own].find((path) => path !== "" && existsSync(path));
}

function attempt(command: string, args: readonly string[]): boolean {
  return (
    spawnSync(command, [...args], { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } })
      .status === 0
  );
}

/** Another installation may hold the lock of the package database for a moment, so one more try is worth it. */
function installFromDebian(): void {
  if (process.getuid?.() !== 0) return;
  console.log("Installing Chromium for the browser tests from Debian's packages (once)");
  attempt("apt-get", ["update", "-qq"]);
  const install = ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core", "fonts-noto-cjk"];
  if (!attempt("apt-get", install)) attempt("apt-get", install);
}

function installFromPlaywright(): void {
  console.log("Installing Chromium for the browser tests with Playwright (once)");
  attempt("npx", ["--yes", "playwright-core", "install", "chromium"]);
}

/**
 * Where a Chromium for the browser tests is: one that is there, else Debian's, else Playwright's own.
 * @throws when none can be had, with what to do.
 */
export function ensureChromium(): string {
  for (const install of [() => undefined, installFromDebian, installFromPlaywright]) {
    install();
    const found = find();
    if (found) return found;
  }
  throw new Error("No Chromium for the browser tests: install Chromium or Chrome, or set CHROMIUM to its path.");
}
