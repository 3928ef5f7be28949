import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { ApiResponse } from "../server/http";

/** The answer to one operation, with its Content-ID. */
export interface OperationAnswer {
  readonly kind: "operation";
  readonly contentId: string | null;
  readonly response: ApiResponse;
}

export interface ChangeSetAnswer {
  readonly kind: "changeset";
  readonly answers: readonly OperationAnswer[];
}

export type BatchAnswer = OperationAnswer | ChangeSetAnswer;

/** Header names as the platform spells them in batch parts; the recorded clients read them so. */
const spelled: Readonly<Record<string, string>> = {
  "odata-version": "OData-Version",
  "odata-entityid": "OData-EntityId",
  location: "Location",
  "content-type": "Content-Type",
  "preference-applied": "Preference-Applied",
  "retry-after": "Retry-After",
  etag: "ETag",
};

/** Writes the answers of a `$batch` as multipart/mixed (facts/dataverse-web-api.md §2.5). */
export function formatBatch(answers: readonly BatchAnswer[], status: number): ApiResponse {
  const boundary = `batchresponse_${randomUUID()}`;
  const parts = answers.map((answer) =>
    answer.kind === "operation" ? formatOperation(answer) : formatChangeSet(answer),
  );
  const body = parts.map((part) => `--${boundary}\r\n${part}`).join("") + `--${boundary}--\r\n`;
  return {
    status,
    headers: { "content-type": `multipart/mixed; boundary=${boundary}`, "odata-version": "4.0" },
    body,
  };
}

function formatChangeSet(answer: ChangeSetAnswer): string {
  const boundary = `changesetresponse_${randomUUID()}`;
  const parts = answer.answers.map((inner) => `--${boundary}\r\n${formatOperation(inner)}`).join("");
  return `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${parts}--${boundary}--\r\n`;
}

function formatOperation({ contentId, response }: OperationAnswer): string {
  const lines = ["Content-Type: application/http", "Content-Transfer-Encoding: binary"];
  if (contentId !== null) lines.push(`Content-ID: ${contentId}`);
  lines.push("", `HTTP/1.1 ${response.status} ${reason(response.status)}`);
  for (const [name, value] of Object.entries(response.headers)) lines.push(`${spelled[name] ?? name}: ${value}`);
  lines.push("", response.body === null ? "" : response.body.toString());
  return lines.join("\r\n") + "\r\n";
}

/** The platform writes `400 BadRequest` without a space, as .NET's enum has it, but `204 No Content` with one. */
function reason(status: number): string {
  const text = STATUS_CODES[status] ?? "Unknown";
  return status >= 400 ? text.replace(/[^A-Za-z]/g, "") : text;
}
