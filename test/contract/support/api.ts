import { namedGuid } from "../../../sandbox/dataverse/world/random";

/** An answer of the Web API, read completely. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; an empty object when there is none. */
  readonly json: Json;
  /** The rows of a list: its `value`. */
  readonly rows: readonly Json[];
  readonly code: string;
  readonly message: string;
}

/** An answer may have any shape: the assertions say what has to be there. */
export type Json = Readonly<Record<string, unknown>>;

/** The people of the sandbox by their key, as the world defines them. */
export const people = {
  seller: namedGuid("systemuser:seller"),
  manager: namedGuid("systemuser:manager"),
  administrator: namedGuid("systemuser:administrator"),
  reader: namedGuid("systemuser:reader"),
  noaccounts: namedGuid("systemuser:noaccounts"),
  americas: namedGuid("systemuser:americas"),
} as const;

export type Person = keyof typeof people;

/** Plain HTTP to one sandbox as one person: what any client could do. */
export class Api {
  readonly root: string;

  constructor(
    readonly url: string,
    readonly person: Person = "administrator",
  ) {
    this.root = `${url}/api/data/v9.2/`;
  }

  as(person: Person): Api {
    return new Api(this.url, person);
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(/^https?:|^\//.test(path) ? new URL(path, this.url) : this.root + path, {
      method,
      headers: {
        accept: "application/json",
        "odata-version": "4.0",
        "odata-maxversion": "4.0",
        callerobjectid: people[this.person],
        ...(body === undefined || typeof body === "string" ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const json = parse(text);
    const error = (json.error ?? {}) as { code?: string; message?: string };
    return {
      status: response.status,
      headers: response.headers,
      text,
      json,
      rows: Array.isArray(json.value) ? (json.value as Json[]) : [],
      code: error.code ?? "",
      message: error.message ?? "",
    };
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.send("GET", path, undefined, headers);
  }

  post(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answer> {
    return this.send("POST", path, body, headers);
  }

  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.send("PATCH", path, body, headers);
  }

  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.send("PUT", path, body, headers);
  }

  delete(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.send("DELETE", path, undefined, headers);
  }

  /** Creates a row and returns its key; fails the test when it is refused. */
  async create(set: string, body: unknown): Promise<string> {
    const answer = await this.post(set, body);
    if (answer.status !== 204) throw new Error(`POST ${set}: ${answer.status} ${answer.text}`);
    return keyOf(answer);
  }

  /** A row with some columns; fails the test when it cannot be read. */
  async row(path: string): Promise<Json> {
    const answer = await this.get(path);
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  }

  /** Sends a $batch body as it is. */
  batch(body: string, headers: Record<string, string> = {}, boundary = "batch_1"): Promise<Answer> {
    return this.send("POST", "$batch", body, { "content-type": `multipart/mixed; boundary=${boundary}`, ...headers });
  }
}

function parse(text: string): Json {
  try {
    return (text === "" ? {} : JSON.parse(text)) as Json;
  } catch {
    return {};
  }
}

/** The key in OData-EntityId. */
export function keyOf(answer: Answer): string {
  return /\(([0-9a-f-]{36})\)/.exec(answer.headers.get("odata-entityid") ?? "")?.[1] ?? "";
}

/** One operation inside a change set, as text. */
export function part(
  id: number,
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): string {
  const lines = [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    `Content-ID: ${id}`,
    "",
    `${method} ${url} HTTP/1.1`,
  ];
  lines.push(
    "Content-Type: application/json",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "",
  );
  return [...lines, body === undefined ? "" : JSON.stringify(body)].join("\r\n");
}

/** A batch of one change set. */
export function changeSet(...parts: readonly string[]): string {
  const inner = parts.map((each) => `--changeset_1\r\n${each}\r\n`).join("");
  return `--batch_1\r\nContent-Type: multipart/mixed; boundary=changeset_1\r\n\r\n${inner}--changeset_1--\r\n--batch_1--\r\n`;
}

/** A batch of single operations. */
export function operations(...parts: readonly string[]): string {
  return parts.map((each) => `--batch_1\r\n${each}\r\n`).join("") + "--batch_1--\r\n";
}
