/** `Xrm.WebApi.online.executeMultiple`: one `$batch`, in which inner lists are change sets (facts/dataverse-web-api.md §2.5, §2.7). */
import { send, ServerError, type Json } from "../form-model";
import { composeRequest, type ComposedRequest, type ExecutableRequest } from "./web-api-request";

const newline = "\r\n";

export async function executeMultiple(requests: (ExecutableRequest | ExecutableRequest[])[]): Promise<Response[]> {
  const boundary = `batch_${crypto.randomUUID()}`;
  const parts = await Promise.all(
    requests.map((request) => (Array.isArray(request) ? changeSet(request) : single(request))),
  );
  const body =
    parts.map((part) => `--${boundary}${newline}${part}`).join(newline) + `${newline}--${boundary}--${newline}`;
  const response = await send("$batch", {
    method: "POST",
    headers: { "Content-Type": `multipart/mixed;boundary=${boundary}`, Accept: "application/json" },
    body,
  });
  const answers = parseParts(await response.text(), response.headers.get("Content-Type") ?? "");
  const failed = answers.find(({ status }) => status >= 400);
  if (failed) throw await errorFrom(failed);
  return answers;
}

async function single(request: ExecutableRequest): Promise<string> {
  return httpPart(await composeRequest(request));
}

async function changeSet(requests: readonly ExecutableRequest[]): Promise<string> {
  const boundary = `changeset_${crypto.randomUUID()}`;
  const composed = await Promise.all(requests.map(composeRequest));
  if (composed.some(({ method }) => method === "GET"))
    throw new Error("A change set cannot hold reads (executeMultiple).");
  const parts = composed.map((request, index) => `--${boundary}${newline}${httpPart(request, index + 1)}`);
  return [`Content-Type: multipart/mixed;boundary=${boundary}`, "", ...parts, `--${boundary}--`, ""].join(newline);
}

function httpPart({ method, path, headers, body }: ComposedRequest, contentId?: number): string {
  const lines = ["Content-Type: application/http", "Content-Transfer-Encoding: binary"];
  if (contentId !== undefined) lines.push(`Content-ID: ${contentId}`);
  lines.push("", `${method} ${window.location.origin}/api/data/v9.2/${path} HTTP/1.1`);
  for (const [name, value] of Object.entries({ Accept: "application/json", ...headers }))
    lines.push(`${name}: ${value}`);
  lines.push("", body ?? "");
  return lines.join(newline);
}

/** Reads a multipart answer, change sets included, into one flat list. */
export function parseParts(text: string, contentType: string): Response[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) return [];
  return text
    .split(`--${boundary}`)
    .slice(1)
    .filter((part) => !part.startsWith("--"))
    .flatMap((part) => {
      const [head = "", ...rest] = part.replace(/^\r?\n/, "").split(/\r?\n\r?\n/);
      const content = rest.join("\r\n\r\n");
      const inner = /content-type:\s*(multipart\/mixed[^\r\n]*)/i.exec(head)?.[1];
      return inner ? parseParts(content, inner) : [responseOf(content)];
    });
}

function responseOf(text: string): Response {
  const [head = "", ...rest] = text.split(/\r?\n\r?\n/);
  const [statusLine = "", ...headerLines] = head.trim().split(/\r?\n/);
  const [, status = "500", statusText = ""] = /^HTTP\/1\.1 (\d+)\s*(.*)$/.exec(statusLine) ?? [];
  const headers = new Headers();
  for (const line of headerLines) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  const body = rest.join("\r\n\r\n").trim();
  const code = Number(status);
  return new Response(code === 204 || code === 304 || body === "" ? null : body, { status: code, statusText, headers });
}

async function errorFrom(response: Response): Promise<ServerError> {
  const body = (await response.json().catch(() => ({}))) as Json;
  const error = (body.error ?? {}) as Json;
  return new ServerError(
    response.status,
    String(error.code ?? ""),
    String(error.message ?? response.statusText),
    error,
  );
}
