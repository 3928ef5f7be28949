import type { Condition } from "../mapping/expression";
import type { MappingRule } from "../mapping/rule";
import { checkDocument, type ProfileProblem } from "./read";
import { defaultProfile } from "./defaults";

const header = [
  "id",
  "table",
  "column",
  "value",
  "when",
  "on existing",
  "separator",
  "disabled",
  "replaces platform map",
  "note",
  "reads as",
];

/**
 * The rules as CSV for a workshop: one line a rule, expressions as JSON, the last column as a sentence for people (ignored when
 * read). Cells that a spreadsheet would take for a formula get a leading apostrophe, which reading takes away.
 */
export function writeRulesCsv(rules: readonly MappingRule[], describe: (rule: MappingRule) => string): string {
  const rows = rules.map((rule) => [
    rule.id,
    rule.target.table,
    rule.target.column,
    JSON.stringify(rule.value),
    rule.when ? JSON.stringify(rule.when) : "",
    rule.onExisting,
    rule.separator === undefined ? "" : JSON.stringify(rule.separator),
    rule.disabled ? "yes" : "",
    rule.replacesPlatformMap ? "yes" : "",
    rule.note ?? "",
    describe(rule),
  ]);
  return `\ufeff${[header, ...rows].map((row) => row.map(writeCell).join(",")).join("\r\n")}\r\n`;
}

function writeCell(value: string): string {
  const safe = /^['=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export interface CsvReading {
  readonly rules: readonly MappingRule[];
  /** Paths are `line 3, column "value"`. */
  readonly problems: readonly ProfileProblem[];
}

/** Reads rules back. A line that is wrong is reported and left out; the others are read. Commas, semicolons or tabs between cells. */
export function readRulesCsv(csv: string): CsvReading {
  const [head = [], ...lines] = parseCsv(csv.replace(/^\ufeff/, ""));
  const names = head.map((name) => name.trim().toLowerCase());
  const missing = header.slice(0, 4).filter((name) => !names.includes(name));
  if (missing.length > 0)
    return {
      rules: [],
      problems: [{ path: "line 1", code: "badValue", detail: `no column "${missing.join('", "')}"` }],
    };
  const rules: MappingRule[] = [];
  const problems: ProfileProblem[] = [];
  lines.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === "")) return;
    const cell = (name: string): string => (cells[names.indexOf(name)] ?? "").replace(/^'(?=['=+\-@\t\r])/, "");
    const found = readLine(cell, `line ${index + 2}`);
    problems.push(...found.problems);
    rules.push(...found.rules);
  });
  return { rules, problems };
}

function readLine(cell: (name: string) => string, line: string): CsvReading {
  const problems: ProfileProblem[] = [];
  const json = (name: string): unknown => {
    try {
      return cell(name).trim() === "" ? undefined : JSON.parse(cell(name));
    } catch {
      problems.push({ path: `${line}, column "${name}"`, code: "notJson", detail: cell(name).slice(0, 100) });
      return undefined;
    }
  };
  const isYes = (name: string): boolean => /^(yes|true|1|x)$/i.test(cell(name).trim());
  const [value, when, separator] = [json("value"), json("when") as Condition | undefined, json("separator")];
  if (problems.length > 0) return { rules: [], problems };
  const raw = {
    id: cell("id").trim() || `${cell("table").trim()}-${cell("column").trim()}`,
    target: { table: cell("table").trim(), column: cell("column").trim() },
    value,
    onExisting: cell("on existing").trim() || "fillBlank",
    ...(when === undefined ? {} : { when }),
    ...(separator === undefined ? {} : { separator }),
    ...(isYes("disabled") ? { disabled: true } : {}),
    ...(isYes("replaces platform map") ? { replacesPlatformMap: true } : {}),
    ...(cell("note") === "" ? {} : { note: cell("note") }),
  };
  const { document, problems: found } = checkDocument({
    ...defaultProfile,
    mapping: { rules: [raw], consentColumns: [] },
  });
  const renamed = found.map((problem) => ({
    ...problem,
    path: `${line}, ${problem.path.replace("$.mapping.rules[0].", "")}`,
  }));
  return { rules: renamed.length === 0 ? document.mapping.rules : [], problems: renamed };
}

/** Cells by line; quotes may hold separators, quotes and line breaks. The separator is the most frequent in the first line. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const firstLine = text.split(/\r?\n/, 1)[0] ?? "";
  const separator = [",", ";", "\t"].reduce((best, sign) =>
    firstLine.split(sign).length > firstLine.split(best).length ? sign : best,
  );
  const lines: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  const endCell = (): void => {
    lines[lines.length - 1]?.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at);
      else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === separator) endCell();
    else if (sign === "\n") {
      endCell();
      lines.push([]);
    } else if (sign !== "\r") cell += sign;
  }
  endCell();
  return lines;
}
