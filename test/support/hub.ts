import type { Page } from "playwright-core";

/** What a test asks the Web API directly, beside the page: the stored truth. */
export async function readApi<T>(url: string, query: string, userId?: string): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (userId) headers["CallerObjectId"] = userId;
  const answer = await fetch(`${url}/api/data/v9.2/${query}`, { headers });
  if (!answer.ok) throw new Error(`${query}: ${answer.status} ${await answer.text()}`);

  return (await answer.json()) as T;
}

export interface LeadRow {
  readonly leadid: string;
  readonly fullname: string;
  readonly subject: string;
  readonly companyname: string;
  readonly statecode: number;
  readonly statuscode: number;
  readonly _parentaccountid_value: string | null;
  readonly _parentcontactid_value: string | null;
}

export const leadColumns =
  "$select=leadid,fullname,firstname,lastname,subject,companyname,statecode,statuscode,_parentaccountid_value,_parentcontactid_value";

/** Opens a lead's form by its address, as a link in a mail would, and waits until its commands can be used. */
export async function openLead(page: Page, url: string, leadId: string): Promise<void> {
  await page.goto(`${url}/main.aspx?pagetype=entityrecord&etn=lead&id=${leadId}`);
  await command(page, "Qualify").waitFor();
}

/** A command of the command bar by its label. */
export function command(page: Page, label: string) {
  return page
    .getByRole("menuitem", { name: label, exact: true })
    .or(page.getByRole("button", { name: label, exact: true }))
    .first();
}

/** Requests that a control sends by `$batch`, in order, from now on; the host sends one of those when a page starts, and none later. */
export function countBatches(page: Page): { readonly bodies: string[] } {
  const bodies: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/$batch")) bodies.push(request.postData() ?? "");
  });

  return { bodies };
}
