import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metadata } from "../../../core/dataverse/metadata";
import type { ColumnValue, Row } from "../../../core/dataverse/row";
import {
  decideExisting,
  evaluateMapping,
  type Condition,
  type Expression,
  type MappingContext,
  type OnExisting,
  type TargetTable,
} from "../../../core/mapping";

const folder = join(__dirname, "../../vectors/mapping");
const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), "utf8")) as T;
const metadata = read<Metadata>("metadata.json");

interface Case {
  readonly name: string;
  readonly lead: Row;
  readonly related?: MappingContext["related"];
  readonly context?: Partial<MappingContext>;
  readonly when?: Condition;
  readonly target: { readonly table: TargetTable; readonly column: string };
  readonly value: Expression;
  readonly expect?: unknown;
  readonly error?: string;
}

interface ExistingCase {
  readonly name: string;
  readonly target: { readonly table: TargetTable; readonly column: string };
  readonly onExisting: OnExisting;
  readonly separator?: string;
  readonly consent?: readonly string[];
  readonly current: ColumnValue;
  readonly proposed: ColumnValue;
  readonly expect: unknown;
}

const files = readdirSync(folder).filter((name) => name !== "metadata.json" && name !== "on-existing.json");
let count = 0;

describe.each(files)("vectors of %s", (file) => {
  const cases = read<readonly Case[]>(file);
  count += cases.length;
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const context: MappingContext = {
      lead: one.lead,
      related: one.related,
      metadata,
      now: "2026-11-23T09:30:00Z",
      ...one.context,
    };
    const rule = { id: "rule", target: one.target, value: one.value, when: one.when, onExisting: "overwrite" as const };
    const [mapped] = evaluateMapping([rule], context)[one.target.table];
    const result =
      mapped === undefined
        ? { skipped: true }
        : "error" in mapped.result
          ? mapped.result.error.code
          : mapped.result.value;
    expect(result).toEqual(one.error ?? one.expect);
  });
});

describe("vectors of on-existing.json", () => {
  const cases = read<readonly ExistingCase[]>("on-existing.json");
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const column = metadata[one.target.table]?.columns[one.target.column];
    if (!column) throw new Error(`${one.target.table}.${one.target.column} is not in metadata.json`);
    expect(decideExisting(one, column, one.current, one.proposed, one.consent)).toEqual(one.expect);
  });
});

test("there are at least 400 vectors", () => expect(count).toBeGreaterThanOrEqual(400));
