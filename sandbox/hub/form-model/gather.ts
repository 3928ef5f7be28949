/**
 * Reads that are asked for in one breath go out as one `$batch`: a page's start asks for a dozen things, and a browser keeps six
 * connections to a host (facts/dataverse-web-api.md §2.5).
 */
import { ServerError, errorOf, send, type Json } from "./http";

interface Question {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: (body: Json) => void;
  readonly refuse: (error: unknown) => void;
}

let gathering: Question[] | undefined;

/** Runs `ask` and sends what it reads, as far as it asks before it waits for anything, together. */
export function gather<T>(ask: () => T): T {
  const questions: Question[] = [];
  gathering = questions;
  try {
    return ask();
  } finally {
    gathering = undefined;
    if (questions.length > 0) void sendTogether(questions);
  }
}

/** The answer to a read that others are gathered with; undefined when it has to go alone. */
export function gathered(path: string, headers: Readonly<Record<string, string>>): Promise<Json> | undefined {
  const questions = gathering;

  return questions && new Promise((answer, refuse) => questions.push({ path, headers, answer, refuse }));
}

async function sendTogether(questions: readonly Question[]): Promise<void> {
  try {
    const boundary = `batch_${crypto.randomUUID()}`;
    const response = await send("$batch", {
      method: "POST",
      headers: { "Content-Type": `multipart/mixed;boundary=${boundary}`, Prefer: "odata.continue-on-error" },
      body: questions.map((question) => `--${boundary}\r\n${partOf(question)}\r\n`).join("") + `--${boundary}--\r\n`,
    });
    const parts = partsOf(await response.text());
    questions.forEach(({ answer, refuse }, index) => {
      const { status = 0, body = "" } = parts[index] ?? {};
      if (status === 200) answer(JSON.parse(body) as Json);
      else if (status === 0) refuse(new ServerError(0, "", "The server left a part of the batch without an answer."));
      else void errorOf(new Response(body, { status })).then(refuse);
    });
  } catch (error) {
    for (const { refuse } of questions) refuse(error);
  }
}

function partOf({ path, headers }: Question): string {
  const lines = ["Content-Type: application/http", "Content-Transfer-Encoding: binary", ""];
  lines.push(`GET ${window.location.origin}/api/data/v9.2/${path} HTTP/1.1`, "Accept: application/json");
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);

  return [...lines, "", ""].join("\r\n");
}

/** The parts of an answer without change sets. It is large: it is walked through once, and only what is wanted is cut out. */
function partsOf(text: string): { status: number; body: string }[] {
  const mark = text.slice(0, text.indexOf("\r\n"));
  const parts: { status: number; body: string }[] = [];
  for (let start = 0, end = text.indexOf(mark, 1); end > 0; start = end, end = text.indexOf(mark, end + 1)) {
    const line = text.indexOf("HTTP/1.1 ", start) + "HTTP/1.1 ".length;
    parts.push({
      status: Number(text.slice(line, line + 3)),
      body: text.slice(text.indexOf("\r\n\r\n", line) + 4, end),
    });
  }

  return parts;
}
