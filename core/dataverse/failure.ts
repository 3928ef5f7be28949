/** What can go wrong between us and Dataverse, as values: named by what a seller can do about it, not by HTTP status. */

export type FailureKind =
  /** No connection: the request never left or the answer never came. */
  | "offline"
  /** A part of our own code, named by the message, could not be loaded. */
  | "library"
  /** No answer in time. */
  | "timeout"
  /** An answer that cannot be understood. */
  | "malformed"
  /** The session ended (401). */
  | "signedOut"
  /** A privilege or access right is missing. */
  | "denied"
  | "notFound"
  /** The row changed since it was read (412). */
  | "stale"
  /** A row with this key is there already: for the journal row this means "done before". */
  | "exists"
  /** A duplicate detection rule of the platform refused. */
  | "duplicate"
  /** The lead is not open any more. */
  | "closed"
  /** The lead is open already. */
  | "open"
  | "throttled"
  /** The service is not available right now (502, 503, 504). */
  | "unavailable"
  /** A value or a state does not fit (400). */
  | "invalid"
  /** A plug-in or workflow of this environment refused. */
  | "refused"
  | "server";

export interface Failure {
  readonly kind: FailureKind;
  /** The platform's error code, `0x…`, or empty. */
  readonly code: string;
  /** HTTP status, 0 when there was none. */
  readonly status: number;
  /** The platform's own words, in the language of the user as far as the platform speaks it. */
  readonly message: string;
  /** Whether the changes may have been made although no good answer came. */
  readonly lost: boolean;
  /** Milliseconds after which the service wants to be asked again. */
  readonly retryAfter?: number;
}

/** Codes that mean more than their status. Source: facts/sales-qualification.md §2, facts/dataverse-web-api.md §2.2. */
const byCode: Readonly<Record<string, FailureKind>> = {
  "0x80040519": "closed",
  "0x80040518": "open",
  "0x80081018": "denied",
  "0x80040220": "denied",
  "0x80042f09": "denied",
  "0x80048405": "denied",
  "0x8004e024": "denied",
  "0x80040217": "notFound",
  "0x80060882": "stale",
  "0x80040237": "exists",
  "0x80060892": "exists",
  "0x80040333": "duplicate",
  "0x80072321": "throttled",
  "0x80072322": "throttled",
  "0x80072326": "throttled",
  "0x80040265": "refused",
};

/** Since code strings changed over the years, the text decides where the code is silent. */
const byText: readonly (readonly [RegExp, FailureKind])[] = [
  [/already closed/i, "closed"],
  [/RowVersion/i, "stale"],
  [/matching key values already exists|duplicate key/i, "exists"],
  [/duplicate of the current record/i, "duplicate"],
];

const byStatus: Readonly<Record<number, FailureKind>> = {
  400: "invalid",
  401: "signedOut",
  403: "denied",
  404: "notFound",
  412: "stale",
  429: "throttled",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

/** Makes a failure of what the platform answered. */
export function describeFailure(status: number, code: string, message: string, retryAfter?: number): Failure {
  const kind =
    byCode[code.toLowerCase()] ??
    byText.find(([text]) => text.test(message))?.[1] ??
    byStatus[status] ??
    (status === 0 ? "offline" : status < 400 ? "malformed" : status < 500 ? "invalid" : "server");
  // Below 500 the platform has decided and rolled back; anything else may have been written (a gateway can lose the
  // answer of a transaction that was committed), so it is settled by reading the journal.
  const lost = status === 0 || status >= 500 || kind === "malformed";

  return { kind, code, status, message, lost, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

/** Whether asking again, unchanged and a little later, may help. */
export function mayPass(failure: Failure): boolean {
  return ["offline", "timeout", "malformed", "throttled", "unavailable", "server"].includes(failure.kind);
}
