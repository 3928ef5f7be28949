import type { Environment } from "../server/context";
import type { ApiResponse } from "../server/http";

/** Content types of web resources by their type number, and of control files by ending. */
const byType: Readonly<Record<number, string>> = {
  1: "text/html; charset=utf-8",
  2: "text/css; charset=utf-8",
  3: "text/javascript; charset=utf-8",
  4: "text/xml; charset=utf-8",
  5: "image/png",
  6: "image/jpeg",
  7: "image/gif",
  9: "text/xml; charset=utf-8",
  10: "image/x-icon",
  11: "image/svg+xml; charset=utf-8",
  12: "text/xml; charset=utf-8",
};
const byEnding: Readonly<Record<string, string>> = {
  js: byType[3] ?? "",
  css: byType[2] ?? "",
  html: byType[1] ?? "",
  xml: byType[4] ?? "",
  resx: byType[4] ?? "",
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  svg: byType[11] ?? "",
  txt: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
  woff2: "font/woff2",
};

/** The content of a web resource by its name, with its type (names keep their case, look-up does not mind it). */
export function serveWebResource({ store }: Environment, name: string): ApiResponse {
  const row = store.find(
    "webresource",
    { name },
    { columns: ["content", "webresourcetype", "versionnumber"], limit: 1 },
  )[0];
  if (!row) return notFound(`There is no web resource '${name}'.`);
  return file(
    String(row.content ?? ""),
    byType[Number(row.webresourcetype)] ?? "application/octet-stream",
    String(row.versionnumber),
  );
}

/** A file of a control: `<control name>/<path inside its folder>`. */
export function serveControlFile({ store }: Environment, path: string): ApiResponse {
  const row = store.find(
    "customcontrolresource",
    { name: path },
    { columns: ["content", "versionnumber"], limit: 1 },
  )[0];
  if (!row) return notFound(`There is no control file '${path}'.`);
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return file(String(row.content ?? ""), byEnding[ending] ?? "application/octet-stream", String(row.versionnumber));
}

function file(base64: string, type: string, version: string): ApiResponse {
  return {
    status: 200,
    headers: {
      "content-type": type,
      "cache-control": "no-cache",
      etag: `"${version}"`,
      "x-content-type-options": "nosniff",
    },
    body: Buffer.from(base64, "base64"),
  };
}

function notFound(message: string): ApiResponse {
  return { status: 404, headers: { "content-type": "text/plain; charset=utf-8" }, body: message };
}
