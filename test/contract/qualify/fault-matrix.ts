import type { Dataverse } from "../../../core/dataverse/port";
import type { SearchPort } from "../../../core/matching";
import type { Bench } from "./support";

/** A request of the journey, told by what is in it; `after`: it is only sent when the answer to another one was lost. */
export interface JourneyRequest {
  readonly name: string;
  readonly url?: string;
  readonly body?: string;
  readonly skip?: number;
  readonly after?: string;
  /** Belongs to taking back, not to qualifying. */
  readonly undo?: true;
}

const changeSetOne = "QualifyLead";
const changeSetTwo = '"enq_result"';
const deleting = "DELETE ";
const journalRow = "GET \\S*enq_qualifications\\(";

/** Every request that qualifying a lead and taking it back may send. */
export const requests: readonly JourneyRequest[] = [
  { name: "open the lead", body: "InitializeFrom" },
  { name: "find matches", skip: 1 },
  { name: "search", url: "/api/search/" },
  { name: "fill in matches", skip: 2 },
  { name: "change set one", body: changeSetOne },
  { name: "what became of one", body: journalRow, after: changeSetOne },
  { name: "change set two", body: changeSetTwo },
  { name: "what became of two", body: journalRow, after: changeSetTwo },
  { name: "look before undo", body: "enq_completedon", undo: true },
  { name: "undo", body: deleting, undo: true },
  { name: "what became of undo", body: `${journalRow}\\S*enq_stage HTTP`, after: deleting, undo: true },
];

/** How long a client waits that gives up early, and how long the server then keeps it waiting. */
export const patience = { client: 300, server: 700 };

export const tabClosed = "tab closed";

/** What may happen to a request. */
export const faults: readonly (readonly [name: string, action: object])[] = [
  ["lost before", { kind: "dropBefore" }],
  ["lost after commit", { kind: "dropAfter" }],
  ["timeout", { kind: "delay", milliseconds: patience.server }],
  ["401", { kind: "status", status: 401 }],
  ["403", { kind: "status", status: 403 }],
  ["412", { kind: "status", status: 412 }],
  ["429 with Retry-After", { kind: "status", status: 429, retryAfter: 1 }],
  ["500", { kind: "status", status: 500 }],
  ["503", { kind: "status", status: 503 }],
  ["malformed answer", { kind: "malformed" }],
  [tabClosed, {}],
];

/** Makes the fault happen to the next such request. */
export function arm(bench: Bench, request: JourneyRequest, action: object): void {
  const armed = bench.sandbox.dataverse.faults;
  if (request.after) armed.add({ url: "\\$batch", body: request.after, times: 1, kind: "dropAfter" });
  const { url = "\\$batch", body, skip = 0 } = request;
  armed.add({ url, ...(body ? { body } : {}), skip, times: 1, ...action });
}

export interface Tools {
  readonly dataverse: Dataverse;
  readonly search: SearchPort;
}

/** Tools of a tab that is closed while a request is on its way: the server does it, nobody hears the answer. */
export function closeTab(
  bench: Bench,
  request: JourneyRequest,
  { dataverse, search }: Tools,
): Tools & { readonly closed: Promise<void> } {
  let tell: () => void;
  const closed = new Promise<void>((resolve) => (tell = resolve));
  // A rule that delays by nothing counts the request without harming it.
  arm(bench, request, { kind: "delay", milliseconds: 0 });
  const rule = bench.sandbox.dataverse.faults.list().at(-1);
  const hear = async <T>(answer: Promise<T>): Promise<T> => {
    const heard = await answer;
    if (rule?.struck !== 1) return heard;
    tell();
    return new Promise<never>(() => undefined);
  };

  return {
    closed,
    dataverse: {
      read: (queries) => hear(dataverse.read(queries)),
      write: (changes, thenRead) => hear(dataverse.write(changes, thenRead)),
    },
    search: (asked, milliseconds) => hear(search(asked, milliseconds)),
  };
}

/** The outcomes as a table, a line for each request. */
export function drawTable(cells: ReadonlyMap<string, string>): string {
  const header = ["request", ...faults.map(([fault]) => fault)];
  const lines = requests.map(({ name }) => [name, ...faults.map(([fault]) => cells.get(`${name}: ${fault}`) ?? "")]);
  const widths = header.map((_, column) => Math.max(...[header, ...lines].map((line) => (line[column] ?? "").length)));
  const draw = (line: readonly string[]) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ");

  return [draw(header), ...lines.map(draw)].join("\n");
}
