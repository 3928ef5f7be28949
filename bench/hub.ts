import { mkdtempSync, rmSync, writeFileSync, copyFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openDataverse, type Dataverse } from "../sandbox/dataverse";
import { businessUnits, defaultPersonaId } from "../sandbox/dataverse/world/identity";
import { insertRows, type SeedRow } from "../sandbox/dataverse/world/rows";
import { serve } from "../sandbox/serve";
import { launchBrowser } from "../test/support/browser";
import type { BenchRow } from "./rows";

export const area = "hub";

const ROWS = 100_000;
const ROUNDS = 5;

/** The hub in Chromium: how soon its first page can be used beside a bare Fluent page, and how 100,000 rows scroll. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "hub-bench-"));
  const hub = resolve("out/hub");
  writeBarePage(folder, hub);
  const [small, large] = await Promise.all([openWorld("demo"), openWorld("empty")]);
  large.env.store.transaction(() => insertRows(large.env, leadRows(), AUTHOR));
  const [start, bare, scroll, browser] = await Promise.all([
    serve(small, hub, 0),
    serve(small, folder, 0),
    serve(large, hub, 0),
    launchBrowser(),
  ]);

  try {
    return [...(await measureStart(browser, start.url, bare.url)), ...(await measureScroll(browser, scroll.url))];
  } finally {
    await browser.close();
    await Promise.all([start.close(), bare.close(), scroll.close()]);
    await Promise.all([small.close(), large.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An environment in memory: the made leads for the first page, as a person meets them; else only what every world has. */
async function openWorld(world: "demo" | "empty"): Promise<Dataverse> {
  const dataverse = await openDataverse({ database: ":memory:", settings: { limits: NO_LIMITS } });
  await dataverse.seed(world);

  return dataverse;
}

const NO_LIMITS = { enabled: false, requests: 0, executionMilliseconds: 0, concurrent: 0, windowSeconds: 1 };

const AUTHOR = { userId: defaultPersonaId, businessUnitId: businessUnits.europe, timestamp: "2026-11-01T08:00:00Z" };

function* leadRows(): Generator<SeedRow> {
  for (let index = 0; index < ROWS; index += 1) {
    yield {
      table: "lead",
      values: {
        leadid: `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`,
        subject: `Inquiry ${index % 1000}`,
        firstname: `First ${index % 977}`,
        lastname: `Last ${index}`,
        companyname: `Company ${index % 50_000}`,
        emailaddress1: `person${index}@company${index % 50_000}.example`,
        createdon: new Date(Date.UTC(2024, 0, 1) + index * 60_000).toISOString().replace(".000Z", "Z"),
        ownerid: defaultPersonaId,
        ownerid__type: "systemuser",
        owninguser: defaultPersonaId,
        owningbusinessunit: businessUnits.europe,
      },
    };
  }
}

/**
 * A page of similar size without anything of the hub: the same platform libraries, a provider, a bar of buttons and a table of as
 * many cells as the view draws.
 */
function writeBarePage(folder: string, hub: string): void {
  copyFileSync(join(hub, "platform.js"), join(folder, "platform.js"));
  writeFileSync(join(folder, "bare.js"), BARE_SCRIPT);
  writeFileSync(
    join(folder, "index.html"),
    readFileSync(join(hub, "index.html"), "utf8").replace("/hub.js", "/bare.js"),
  );
}

const BARE_SCRIPT = `
const { createElement: h } = Reactv16;
const F = FluentUIReactv940;
const cells = (row) => Array.from({ length: 7 }, (_, column) => h(F.TableCell, { key: column }, "Cell " + row + " " + column));
const rows = Array.from({ length: 30 }, (_, row) => h(F.TableRow, { key: row }, h(F.TableSelectionCell, { checkboxIndicator: { "aria-label": "Row " + row } }), cells(row)));
const buttons = Array.from({ length: 20 }, (_, index) => h(F.Button, { key: index, appearance: "subtle" }, "Button " + index));
ReactDOMv16.render(
  h(F.FluentProvider, { theme: F.webLightTheme }, h("nav", null, buttons), h(F.Table, { role: "grid" }, h(F.TableBody, null, rows)), h(F.SearchBox)),
  document.getElementById("hub"),
);`;

async function measureStart(browser: Browser, hub: string, bare: string): Promise<BenchRow[]> {
  const address = "/main.aspx?pagetype=entitylist&etn=lead";
  const times = { hub: [] as number[], bare: [] as number[] };
  // In turns, so that a busy moment of the machine hits both.
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await timeToRow(browser, `${bare}${address}`, '[role="grid"] [role="row"], [role="grid"] tr'));
    times.hub.push(await timeToRow(browser, `${hub}${address}`, '[role="grid"] [role="row"] a'));
  }
  const value = median(times.hub);
  const reference = median(times.bare);

  return [{ area, name: "first page interactive", value, unit: "ms", reference, ratio: value / reference }];
}

/** From the request to the first row that can be clicked, in a fresh profile. */
async function timeToRow(browser: Browser, address: string, row: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.locator(row).first().click({ trial: true });
  const elapsed = performance.now() - start;
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
