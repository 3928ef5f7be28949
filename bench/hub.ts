import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, copyFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../test/support/browser";
import { barePage } from "./hub/bare-page";
import type { BenchRow } from "./rows";

export const area = "hub";

const ROWS = 100_000;
const ROUNDS = 15;

/** The hub in Chromium: how soon its first page can be used beside a bare Fluent page, and how 100,000 rows scroll. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "hub-bench-"));
  const hub = resolve("out/hub");
  writeBarePage(folder, hub);
  const script = buildServer();
  const [small, large, browser] = await Promise.all([
    startServer(script, ["demo", hub, folder]),
    startServer(script, [String(ROWS), hub]),
    launchBrowser(),
  ]);

  try {
    const [start = "", bare = ""] = small.urls;

    return [...(await measureStart(browser, start, bare)), ...(await measureScroll(browser, large.urls[0] ?? ""))];
  } finally {
    await browser.close();
    small.process.kill();
    large.process.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function buildServer(): string {
  const outfile = resolve("out/bench/hub-server.js");
  buildSync({
    entryPoints: ["bench/hub/server.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });

  return outfile;
}

/** @returns the addresses of the folders that it serves */
function startServer(
  script: string,
  args: readonly string[],
): Promise<{ process: ChildProcess; urls: readonly string[] }> {
  return new Promise((done, fail) => {
    const child = fork(script, [...args]);
    child.once("message", (urls) => done({ process: child, urls: urls as string[] }));
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`The sandbox of the bench ended with ${String(code)}.`)));
  });
}

function writeBarePage(folder: string, hub: string): void {
  copyFileSync(join(hub, "platform.js"), join(folder, "platform.js"));
  writeFileSync(join(folder, "bare.js"), barePage);
  const scripts = '<script src="/platform.js" defer></script><script src="/bare.js" defer></script>';
  const page = readFileSync(join(hub, "index.html"), "utf8");
  writeFileSync(
    join(folder, "index.html"),
    page.replace(/<link rel="modulepreload"[^>]*>|<script[^]*<\/script>/g, "") + scripts,
  );
}

async function measureStart(browser: Browser, hub: string, bare: string): Promise<BenchRow[]> {
  const address = "/main.aspx?pagetype=entitylist&etn=lead";
  const times = { hub: [] as number[], bare: [] as number[], commands: [] as number[] };
  // In turns, so that a busy moment of the machine hits all; the first turn warms the server and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const link = '[role="grid"] [role="row"] a';
    const found = [
      await timeTo(browser, `${bare}${address}`, link),
      await timeTo(browser, `${hub}${address}`, link),
      await timeTo(browser, `${hub}${address}`, "[data-command]"),
    ];
    if (round === 0) continue;
    times.bare.push(found[0] ?? 0);
    times.hub.push(found[1] ?? 0);
    times.commands.push(found[2] ?? 0);
  }
  const reference = median(times.bare);
  const row = (name: string, value: number): BenchRow => ({
    area,
    name,
    value,
    unit: "ms",
    reference,
    ratio: value / reference,
  });

  return [
    row("first page interactive", median(times.hub)),
    row("first page interactive, commands too", median(times.commands)),
  ];
}

/**
 * From the start of the navigation until what was looked for stands in the page and the page is free to answer a click: a task after
 * the frame that shows it. In a fresh profile. The page's own clock measures, for the driver looks only every now and then.
 */
async function timeTo(browser: Browser, address: string, selector: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((wanted) => {
    const look = (): void => {
      if (!document.querySelector(wanted)) {
        requestAnimationFrame(look);
        return;
      }
      requestAnimationFrame(() => setTimeout(() => performance.mark("usable")));
    };
    look();
  }, selector);
  await page.goto(address, { waitUntil: "commit" });
  const usable = await page.waitForFunction(() => performance.getEntriesByName("usable")[0]?.startTime, undefined, {
    polling: 100,
  });
  const elapsed = Number(await usable.jsonValue());
  await context.close();

  return Math.round(elapsed);
}

async function measureScroll(browser: Browser, hub: string): Promise<BenchRow[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${hub}/main.aspx?pagetype=entitylist&etn=lead`);
  await page
    .getByText(`Last ${ROWS - 1}`)
    .first()
    .waitFor();
  const frames = await wheelThrough(page);
  const jump = await jumpToEnd(page);
  await page.close();

  return [
    { area, name: `scroll ${ROWS} rows: frames slower than 50 ms`, value: frames.slow, unit: "%" },
    { area, name: `scroll ${ROWS} rows: median frame`, value: frames.median, unit: "ms" },
    { area, name: `scroll ${ROWS} rows: page far away drawn`, value: jump, unit: "ms" },
  ];
}

/** Scrolls three seconds at the pace of a hard turn of the wheel and counts the time of each frame. */
async function wheelThrough(page: Page): Promise<{ slow: number; median: number }> {
  const times = await page.getByRole("grid").evaluate(
    (grid) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        const start = performance.now();
        let last = start;
        const step = (now: number): void => {
          frames.push(now - last);
          last = now;
          grid.scrollTop += 120;
          if (now - start < 3000) requestAnimationFrame(step);
          else resolve(frames);
        };
        requestAnimationFrame(step);
      }),
  );
  const sorted = times.sort((left, right) => left - right);

  return {
    slow: Math.round((100 * sorted.filter((time) => time > 50).length) / sorted.length),
    median: Math.round(median(sorted)),
  };
}

/** Drags the scroll bar a long way, and waits for the row that is there. */
async function jumpToEnd(page: Page): Promise<number> {
  const grid = page.getByRole("grid");
  const start = performance.now();
  await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll('[role="grid"] [role="row"][aria-rowindex]')];

    return rows.slice(-3).every((row) => row.querySelector("a") !== null);
  });

  return Math.round(performance.now() - start);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);

  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
