/** One request of a `$batch`, with a path relative to the API. */
export interface BatchRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer to one request of a `$batch`. */
export interface BatchAnswer {
  readonly status: number;
  readonly body: string;
}

let sequence = 0;

/** Writes requests in the multipart form of OData (CRLF line ends: facts/dataverse-web-api.md §2.5). */
export function writeBatch(
  requests: readonly BatchRequest[],
  apiPath: string,
  headers: Readonly<Record<string, string>>,
): { boundary: string; text: string } {
  sequence += 1;
  const boundary = `batch_hub${sequence}`;
  const parts = requests.map((request) => {
    const head = {
      ...headers,
      ...(request.body === undefined ? {} : { "Content-Type": "application/json" }),
      ...request.headers,
    };

    return [
      `--${boundary}`,
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      `${request.method} ${apiPath}/${request.path} HTTP/1.1`,
      ...Object.entries(head).map(([name, value]) => `${name}: ${value}`),
      "",
      request.body === undefined ? "" : JSON.stringify(request.body),
    ].join("\r\n");
  });

  return { boundary, text: `${parts.join("\r\n")}\r\n--${boundary}--\r\n` };
}

/** Reads the parts of a batch answer in their order. */
export function readBatch(text: string): readonly BatchAnswer[] {
  const boundary = /^--\S+/m.exec(text)?.[0];
  if (!boundary) {
    return [];
  }

  return text
    .split(boundary)
    .slice(1)
    .filter((part) => !part.startsWith("--"))
    .map(readPart);
}

function readPart(part: string): BatchAnswer {
  const start = part.search(/HTTP\/1\.1 \d{3}/);
  const answer = part.slice(start);
  const status = Number(/HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
  const blank = /\r?\n\r?\n/.exec(answer);

  return { status, body: blank ? answer.slice(blank.index + blank[0].length).trim() : "" };
}
