import type { Table } from "../metadata/model";
import { typeColumn } from "../metadata/model";
import type { CallContext } from "../server/context";
import { rowErrors } from "../server/errors";
import type { RawRow, RawValue } from "../store/store";
import { round } from "./values";

/**
 * Columns that the platform computes from others: full names, composite addresses, base currency amounts, authorship.
 * `values` is what will be written; `previous` the stored row of an update.
 */
export function computeColumns(context: CallContext, table: Table, values: RawRow, previous?: RawRow): void {
  stampAuthor(context, table, values, previous === undefined);
  composeFullName(table, values, previous);
  composeAddresses(table, values, previous);
  completeCustomer(table, values, previous);
  computeBaseAmounts(context, table, values, previous);
  describeNote(table, values, previous);
  describeActivity(table, values, previous === undefined);
}

function put(table: Table, values: RawRow, column: string, value: RawValue): void {
  if (table.columns.get(column)?.stored) values[column] = value;
}

function current(column: string, values: RawRow, previous?: RawRow): RawValue {
  const value = values[column];
  return value !== undefined ? value : (previous?.[column] ?? null);
}

function touches(values: RawRow, columns: readonly string[]): boolean {
  return columns.some((column) => values[column] !== undefined);
}

function stampAuthor(context: CallContext, table: Table, values: RawRow, isNew: boolean): void {
  const { caller, timestamp } = context;
  if (isNew) {
    // overriddencreatedon is the documented way to import old dates: it becomes createdon.
    const imported = values.overriddencreatedon;
    put(
      table,
      values,
      "createdon",
      typeof imported === "string" ? imported : (systemValue(context, values.createdon) ?? timestamp),
    );
    put(table, values, "createdby", systemValue(context, values.createdby) ?? caller.userId);
    if (caller.realUserId !== undefined) put(table, values, "createdonbehalfby", caller.realUserId);
  }
  put(table, values, "modifiedon", systemValue(context, values.modifiedon) ?? timestamp);
  put(table, values, "modifiedby", systemValue(context, values.modifiedby) ?? caller.userId);
  if (caller.realUserId !== undefined) put(table, values, "modifiedonbehalfby", caller.realUserId);
}

/** The platform itself (seeding, importing) may say when and by whom; a client may not. */
function systemValue(context: CallContext, value: RawValue | undefined): RawValue | undefined {
  return context.caller.isSystem && value !== null ? value : undefined;
}

/** The organisation's default convention: first name, last name. */
function composeFullName(table: Table, values: RawRow, previous?: RawRow): void {
  if (!["lead", "contact", "systemuser"].includes(table.logicalName)) return;
  if (touches(values, ["firstname", "lastname"])) {
    const parts = [current("firstname", values, previous), current("lastname", values, previous)];
    put(table, values, "fullname", joinWords(parts, table.columns.get("fullname")?.maxLength));
  }
  if (touches(values, ["yomifirstname", "yomilastname"])) {
    const parts = [current("yomifirstname", values, previous), current("yomilastname", values, previous)];
    put(table, values, "yomifullname", joinWords(parts, table.columns.get("yomifullname")?.maxLength));
  }
}

function joinWords(parts: readonly RawValue[], maxLength = 160): string | null {
  const text = parts.filter((part) => typeof part === "string" && part !== "").join(" ");
  return text === "" ? null : text.slice(0, maxLength);
}

function composeAddresses(table: Table, values: RawRow, previous?: RawRow): void {
  for (const prefix of ["address1_", "address2_", "address3_"]) {
    if (!table.columns.has(`${prefix}composite`)) continue;
    const names = ["line1", "line2", "line3", "city", "stateorprovince", "postalcode", "country"];
    if (
      !touches(
        values,
        names.map((name) => prefix + name),
      )
    )
      continue;
    const [line1, line2, line3, city, state, postal, country] = names.map((name) =>
      current(prefix + name, values, previous),
    );
    const region = [state, postal].filter(Boolean).join(" ");
    const place = [city, region].filter(Boolean).join(", ");
    const lines = [line1, line2, line3, place, country].filter(Boolean);
    put(table, values, `${prefix}composite`, lines.length > 0 ? lines.join("\r\n") : null);
  }
}

/** The customer column of a table, and the plain lookups that repeat it by the table it points to. */
const customers: Readonly<Record<string, { column: string; account: string; contact: string }>> = {
  contact: { column: "parentcustomerid", account: "accountid", contact: "parentcontactid" },
  lead: { column: "customerid", account: "accountid", contact: "contactid" },
  opportunity: { column: "customerid", account: "accountid", contact: "contactid" },
};

/**
 * Opportunities keep `customerid` and parentaccountid / parentcontactid in step, either way
 * (facts/sales-qualification.md §1.3 "customerid derived from them"); every customer is repeated in plain lookups.
 */
function completeCustomer(table: Table, values: RawRow, previous?: RawRow): void {
  const names = customers[table.logicalName];
  if (!names || !table.columns.get(names.column)?.stored) return;
  const type = typeColumn(names.column);
  if (table.logicalName === "opportunity") {
    if (values.customerid !== undefined) {
      if (values[type] === "account") values.parentaccountid = values.customerid;
      else if (values[type] === "contact") values.parentcontactid = values.customerid;
    } else if (touches(values, ["parentaccountid", "parentcontactid"])) {
      const account = current("parentaccountid", values, previous);
      const contact = current("parentcontactid", values, previous);
      values.customerid = account ?? contact;
      values[type] = account !== null ? "account" : contact !== null ? "contact" : null;
    }
  }
  const customer = values[names.column];
  if (customer === undefined) return;
  put(table, values, names.account, values[type] === "account" ? customer : null);
  put(table, values, names.contact, values[type] === "contact" ? customer : null);
}

function computeBaseAmounts(context: CallContext, table: Table, values: RawRow, previous?: RawRow): void {
  if (!table.columns.get("transactioncurrencyid")?.stored) return;
  const amounts = [...table.columns.values()].filter(
    (column) => column.type === "Money" && column.attributeOf !== undefined,
  );
  const sources = amounts.map((column) => column.attributeOf ?? "");
  const currencyChanged = values.transactioncurrencyid !== undefined;
  if (!currencyChanged && !sources.some((name) => values[name] !== undefined)) return;
  if (current("transactioncurrencyid", values, previous) === null) {
    if (!sources.some((name) => current(name, values, previous) !== null)) {
      for (const column of amounts) put(table, values, column.logicalName, null);
      return;
    }
    values.transactioncurrencyid = defaultCurrency(context);
  }
  const currencyId = String(current("transactioncurrencyid", values, previous));
  const currency = context.env.store.get("transactioncurrency", currencyId, ["exchangerate"]);
  if (!currency) throw rowErrors.notFound("TransactionCurrency", currencyId);
  const rate = Number(currency.exchangerate ?? 1) || 1;
  put(table, values, "exchangerate", rate);
  for (const column of amounts) {
    const amount = current(column.attributeOf ?? "", values, previous);
    put(table, values, column.logicalName, amount === null ? null : round(Number(amount) / rate, 4));
  }
}

/** The currency of the caller's settings, else the organisation's. */
export function defaultCurrency(context: CallContext): string {
  const { env, caller } = context;
  const settings = env.store.get("usersettings", caller.userId, ["transactioncurrencyid"]);
  return typeof settings?.transactioncurrencyid === "string"
    ? settings.transactioncurrencyid
    : env.identity.baseCurrencyId;
}

function describeNote(table: Table, values: RawRow, previous?: RawRow): void {
  if (table.logicalName !== "annotation") return;
  if (values.documentbody !== undefined || previous === undefined) {
    const body = current("documentbody", values, previous);
    put(table, values, "isdocument", typeof body === "string" && body !== "");
    put(table, values, "filesize", typeof body === "string" ? Buffer.byteLength(body, "base64") : 0);
  }
  if (values.objectid !== undefined) put(table, values, "objecttypecode", values[typeColumn("objectid")] ?? null);
}

function describeActivity(table: Table, values: RawRow, isNew: boolean): void {
  if (!table.isActivity) return;
  if (isNew) put(table, values, "activitytypecode", table.logicalName);
  if (values.regardingobjectid !== undefined)
    put(table, values, "regardingobjecttypecode", values[typeColumn("regardingobjectid")] ?? null);
}
