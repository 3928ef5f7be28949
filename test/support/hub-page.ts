import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import type { TestSandbox } from "./sandbox";

/** A page of the hub, with what went wrong on it. */
export interface HubPage {
  readonly page: Page;
  /** Errors of scripts and of requests that nobody expected; a test ends with none. */
  readonly problems: string[];
  readonly open: (address: string) => Promise<void>;
}

/** Opens the hub in a tab of its own: no cookie, storage or persona of another test. */
export async function openHub(
  browser: Browser,
  sandbox: TestSandbox,
  options: { theme?: "light" | "dark" | "contrast"; persona?: string; width?: number; height?: number } = {},
): Promise<HubPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`);
  });
  await page.addInitScript(
    ({ theme, persona }) => {
      if (!localStorage.getItem("hub.theme")) localStorage.setItem("hub.theme", theme);
      if (persona && !sessionStorage.getItem("hub.persona")) sessionStorage.setItem("hub.persona", persona);
    },
    { theme: options.theme ?? "light", persona: options.persona ?? "" },
  );
  page.setDefaultTimeout(15_000);

  return {
    page,
    problems,
    open: async (address) => {
      await page.goto(`${sandbox.url}${address}`);
      await page.locator("nav, main").first().waitFor();
    },
  };
}

/** A request to the sandbox from outside the page, as the default seller or as the person named. */
export async function callApi<T>(
  sandbox: TestSandbox,
  method: string,
  path: string,
  body?: unknown,
  caller?: string,
): Promise<T | undefined> {
  const response = await fetch(`${sandbox.url}/api/data/v9.2/${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      prefer: "return=representation",
      ...(caller && { CallerObjectId: caller }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();

  return text === "" ? undefined : (JSON.parse(text) as T);
}

/** The id of a person by full name. */
export async function personId(sandbox: TestSandbox, title: string): Promise<string> {
  const answer = await callApi<{ value: { systemuserid: string; title: string }[] }>(
    sandbox,
    "GET",
    "systemusers?$select=systemuserid,title",
  );
  const person = answer?.value.find((candidate) => candidate.title === title);
  if (!person) throw new Error(`There is no ${title} among the personas.`);

  return person.systemuserid;
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/**
 * Serious and critical findings of axe on the page. Fluent's focus library keeps hidden, focusable sentinels at the ends of the
 * page and of each trap, which catch the keyboard and pass it on: they are left out.
 * @param rules only these (default all)
 */
export async function findAxeIssues(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate(
    (only) =>
      (window as unknown as { axe: { run: (context: unknown, options: unknown) => Promise<unknown> } }).axe.run(
        { exclude: [["[data-tabster-dummy]"]] },
        { resultTypes: ["violations"], ...(only && { runOnly: only }) },
      ) as Promise<AxeResult>,
    rules,
  );

  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`),
    );
}
