import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../test/support/browser";
import { command, readApi } from "../test/support/hub";
import { startSandbox } from "../test/support/sandbox";
import type { BenchRow } from "./rows";

export const area = "dialog";

const rounds = Number(process.env["DIALOG_ROUNDS"] ?? 5);

/** A seller's laptop on a far away network: what is said of both dialogs holds there. */
const slow = { cpu: 4, latency: 100 };

interface Times {
  readonly drawn: number;
  readonly usable: number;
}

/** From the click on Qualify to a dialog that can be used, beside what Sales Hub asks by itself for the same lead. */
export async function run(): Promise<BenchRow[]> {
  const [ours, stock] = await Promise.all([
    startSandbox({ world: "demo" }),
    startSandbox({ world: "demo", solution: false }),
  ]);
  const browser = await launchBrowser();
  try {
    const first: Times[] = [];
    const second: Times[] = [];
    const later: Times[] = [];
    const asked: number[] = [];
    const lead = await knownLead(ours.url);
    // In turns, so that a busy moment of the machine hits both.
    for (let round = 0; round < rounds; round++) {
      asked.push(await timeStock(browser, stock.url, lead));
      const [cold, warm, known] = await timeOurs(browser, ours.url, lead);
      first.push(cold);
      second.push(warm);
      later.push(known);
    }
    const reference = median(asked);
    const row = (name: string, values: readonly number[]): BenchRow => {
      const value = median(values);
      return { area, name: `${name} (4x slower, 100 ms)`, value, unit: "ms", reference, ratio: value / reference };
    };

    return [
      row(
        "click to drawn, first dialog of a browser",
        first.map(({ drawn }) => drawn),
      ),
      row(
        "click to usable, first dialog of a browser",
        first.map(({ usable }) => usable),
      ),
      row(
        "click to usable, first dialog of a later page",
        later.map(({ usable }) => usable),
      ),
      row(
        "click to usable, next dialog of a page",
        second.map(({ usable }) => usable),
      ),
    ];
  } finally {
    await browser.close();
    await Promise.all([ours.close(), stock.close()]);
  }
}

/** A lead of somebody who is there already: both dialogs have something to ask. */
async function knownLead(url: string): Promise<string> {
  const filter = encodeURIComponent("statecode eq 0 and fullname eq 'Concepción Castaño'");
  const found = await readApi<{ value: { leadid: string }[] }>(url, `leads?$select=leadid&$filter=${filter}`);

  return found.value[0]?.leadid ?? "";
}

async function openSlowly(browser: Browser, url: string, lead: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await openForm(page, url, lead);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slow.cpu });
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: slow.latency,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });

  return page;
}

async function openForm(page: Page, url: string, lead: string): Promise<void> {
  await page.goto(`${url}/main.aspx?pagetype=entityrecord&etn=lead&id=${lead}`);
  await command(page, "Qualify").waitFor();
}

async function timeStock(browser: Browser, url: string, lead: string): Promise<number> {
  const page = await openSlowly(browser, url, lead);
  const [usable = 0] = await timeClick(page, ["^Ignore and save$"]);
  await page.context().close();

  return usable;
}

/** The first dialog of a browser, the next one, and the first one of another page of the same browser. */
async function timeOurs(browser: Browser, url: string, lead: string): Promise<readonly [Times, Times, Times]> {
  const page = await openSlowly(browser, url, lead);
  const cold = await timeDialog(page);
  await closeDialog(page);
  const warm = await timeDialog(page);
  await openForm(page, url, lead);
  const later = await timeDialog(page);
  await page.context().close();

  return [cold, warm, later];
}

async function closeDialog(page: Page): Promise<void> {
  // Esc takes away what is shown at the pointer first.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1000);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

async function timeDialog(page: Page): Promise<Times> {
  // The primary button can be pressed once matching answered.
  const [drawn = 0, usable = 0] = await timeClick(page, ["Topic", "^(Create|Link)"]);

  return { drawn, usable };
}

/**
 * Milliseconds from the click on Qualify until what a label or a button of the dialog names can be used: it is the topmost thing at its
 * place, and stayed there for a frame. The page itself looks once a frame, for a look from outside comes late by up to half a second.
 */
async function timeClick(page: Page, names: readonly string[]): Promise<readonly number[]> {
  const watch = page.evaluate(
    (patterns) =>
      new Promise<number[]>((tell) => {
        const found: number[] = [];
        let started: number | undefined;
        let place = "";
        addEventListener("click", ({ timeStamp }) => (started ??= timeStamp), { capture: true, once: true });
        const target = (pattern: RegExp): Element | undefined => {
          const parts = [...document.querySelectorAll("[role=dialog] button:not([disabled]), [role=dialog] label")];
          const named = parts.filter((part) => pattern.test(part.textContent?.trim() ?? "")).pop();
          return named instanceof HTMLLabelElement ? (named.control ?? undefined) : named;
        };
        const look = (): void => {
          const one = target(new RegExp(patterns[found.length] ?? ""));
          const { left = 0, top = 0, width = 0, height = 0 } = one?.getBoundingClientRect() ?? {};
          const now = JSON.stringify([left, top, width, height]);
          const above = document.elementFromPoint(left + width / 2, top + height / 2);
          const ready = width > 0 && above !== null && one?.contains(above) === true;
          if (ready && now === place && started !== undefined) found.push(Math.round(performance.now() - started));
          place = ready ? now : "";
          if (found.length < patterns.length) requestAnimationFrame(look);
          else tell(found);
        };
        requestAnimationFrame(look);
      }),
    names,
  );
  await command(page, "Qualify").click();

  return watch;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);

  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
