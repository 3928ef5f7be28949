import type { Column, Table } from "../metadata/model";
import { isPolymorphic, typeColumn } from "../metadata/model";
import type { Environment } from "../server/context";
import type { RawRow, RawValue } from "../store/store";
import { businessUnits, worldIdentity } from "./identity";

/** A row as the world's definitions write it: a table and its columns. */
export interface SeedRow {
  readonly table: string;
  readonly values: RawRow;
}

/** Who made a row, and when. */
export interface Author {
  readonly userId: string;
  readonly businessUnitId: string;
  readonly timestamp: string;
}

/** Rows that the platform made itself before anybody came. */
export const platformAuthor: Author = {
  userId: worldIdentity.systemUserId,
  businessUnitId: businessUnits.root,
  timestamp: "2026-01-05T08:00:00Z",
};

/** A definition's column that the metadata does not have: a mistake in the sandbox, named at once. */
export class UnknownSeedColumnError extends Error {
  constructor(table: string, column: string) {
    super(`The world gives '${table}' a column '${column}' that the metadata does not have.`);
  }
}

/** Completes and inserts rows past the write pipeline, so that tens of thousands take a second. */
export function insertRows(
  env: Pick<Environment, "store" | "catalog">,
  rows: Iterable<SeedRow>,
  author: Author,
): number {
  let count = 0;
  const rates = new Map<string, number>();
  for (const { table, values } of rows) {
    env.store.insert(table, completeRow(env, table, values, author, rates));
    count += 1;
  }
  return count;
}

/** Adds what the platform computes on create: state, owner, dates, authors, full name, composites, amounts in base currency. */
export function completeRow(
  env: Pick<Environment, "store" | "catalog">,
  tableName: string,
  values: RawRow,
  author: Author,
  rates = new Map<string, number>(),
): RawRow {
  const table = env.catalog.requireTable(tableName);
  checkColumns(table, values);
  const row: RawRow = { ...values };
  const put = (name: string, value: RawValue) => {
    if (row[name] === undefined && value !== null && table.columns.get(name)?.stored) row[name] = value;
  };
  for (const column of table.columns.values()) if (column.stored) put(column.logicalName, defaultOf(column));
  putAuthors(table, row, put, author);
  putState(table, put, row);
  putNames(table, row, put);
  putMoney(env, table, row, put, rates);
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
}

function checkColumns(table: Table, values: RawRow): void {
  for (const name of Object.keys(values)) {
    const column = table.columns.get(name.endsWith("__type") ? name.slice(0, -"__type".length) : name);
    if (!column?.stored) throw new UnknownSeedColumnError(table.logicalName, name);
  }
}

function defaultOf(column: Column): RawValue {
  if (column.type === "State" || column.type === "Status") return null;
  return column.defaultValue ?? null;
}

type Put = (name: string, value: RawValue) => void;

function putAuthors(table: Table, row: RawRow, put: Put, author: Author): void {
  put("createdon", author.timestamp);
  put("modifiedon", typeof row.createdon === "string" ? row.createdon : author.timestamp);
  for (const name of ["createdby", "modifiedby"]) putLookup(table, row, put, name, author.userId, "systemuser");
  if (table.ownership !== "UserOwned") return;
  putLookup(table, row, put, "ownerid", author.userId, "systemuser");
  put("owningbusinessunit", author.businessUnitId);
  put(row["ownerid__type"] === "team" ? "owningteam" : "owninguser", row.ownerid ?? null);
}

function putLookup(table: Table, row: RawRow, put: Put, name: string, id: string, target: string): void {
  const column = table.columns.get(name);
  if (!column?.stored) return;
  put(name, id);
  if (isPolymorphic(column) && row[typeColumn(name)] === undefined) row[typeColumn(name)] = target;
}

function putState(table: Table, put: Put, row: RawRow): void {
  const states = table.columns.get("statecode")?.optionSet?.options ?? [];
  const first = states[0]?.value ?? 0;
  put("statecode", first);
  const state = states.find((option) => option.value === row.statecode);
  put("statuscode", state?.defaultStatus ?? null);
}

function putNames(table: Table, row: RawRow, put: Put): void {
  const text = (name: string) => (typeof row[name] === "string" ? row[name] : "");
  if (table.columns.has("lastname"))
    put("fullname", [text("firstname"), text("middlename"), text("lastname")].filter(Boolean).join(" ") || null);
  for (const number of [1, 2]) {
    const part = (name: string) => text(`address${number}_${name}`);
    const place = [part("city"), [part("stateorprovince"), part("postalcode")].filter(Boolean).join(" ")];
    const lines = [part("line1"), part("line2"), part("line3"), place.filter(Boolean).join(", "), part("country")];
    put(`address${number}_composite`, lines.filter(Boolean).join("\r\n") || null);
  }
}

/** Amounts get their twin in the base currency with the rate of the row's currency (amount divided by rate). */
function putMoney(
  env: Pick<Environment, "store">,
  table: Table,
  row: RawRow,
  put: Put,
  rates: Map<string, number>,
): void {
  const money = [...table.columns.values()].filter((column) => column.type === "Money" && column.stored);
  if (money.length === 0) return;
  put("transactioncurrencyid", worldIdentity.baseCurrencyId);
  const currency = String(row.transactioncurrencyid);
  const rate = rates.get(currency) ?? Number(env.store.get("transactioncurrency", currency)?.exchangerate ?? 1);
  rates.set(currency, rate);
  put("exchangerate", rate);
  for (const column of money) {
    const amount = row[column.attributeOf ?? ""];
    if (column.attributeOf && typeof amount === "number")
      put(column.logicalName, Math.round((amount / rate) * 10000) / 10000);
  }
}
