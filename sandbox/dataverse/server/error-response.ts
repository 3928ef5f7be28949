import { UnknownTableError } from "../metadata/catalog";
import { DataverseError } from "./errors";
import { json, type ApiRequest, type ApiResponse } from "./http";
import { parsePreferences } from "./preferences";

/** Receives what nobody expected, so that it can be seen; tests fail on it. */
export const unexpected: { report: (error: unknown, request: ApiRequest) => void } = {
  report: (error, request) => console.error(`${request.method} ${request.url.slice(0, 300)}`, error),
};

/** The body that the platform gives for an error (facts/dataverse-web-api.md §2.2). */
export function errorResponse(error: unknown, request: ApiRequest): ApiResponse {
  const known = error instanceof DataverseError ? error : internal(error, request);
  const details = wantsDetails(request)
    ? {
        "@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus": "0",
        "@Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode": "0",
        "@Microsoft.PowerApps.CDS.HelpLink": `http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a${known.code.slice(2)}&client=platform`,
        "@Microsoft.PowerApps.CDS.InnerError.Message": known.message,
      }
    : {};
  return json({ error: { code: known.code, message: known.message, ...details } }, { ...known.headers }, known.status);
}

function wantsDetails(request: ApiRequest): boolean {
  return parsePreferences(request.headers.prefer).includeAnnotations === "*";
}

/** What the database engine says of a query that is legal but larger than it takes. */
const tooLarge =
  /Expression tree is too large|too many SQL variables|parser stack overflow|too many (columns|terms)|at most \d+ tables|LIKE or GLOB pattern too complex|string or blob too big/i;

function internal(error: unknown, request: ApiRequest): DataverseError {
  if (error instanceof Error && tooLarge.test(error.message))
    return new DataverseError(
      400,
      "0x8004430c",
      "The number of conditions, joins or values in the query exceeded the maximum limit.",
    );
  unexpected.report(error, request);
  if (error instanceof UnknownTableError) return new DataverseError(400, "0x80041102", error.message);
  return new DataverseError(500, "0x80040216", "An unexpected error occurred.");
}
