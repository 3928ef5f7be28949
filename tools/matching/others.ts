import Fuse from "fuse.js";
import type { StoredRow } from "../../core/dataverse/row";

/** The id of the record that a method puts first, or nothing. */
export type Ranker = (lead: StoredRow) => string | undefined;

const text = (row: StoredRow, column: string): string => {
  const value = row.values[column];
  return typeof value === "string" ? value.trim().toLowerCase() : "";
};

/** What published duplicate rules of Dynamics compare: equal values, each rule one point (facts/matching.md §4). */
export function exactRules(rows: readonly StoredRow[]): Ranker {
  const rulesOf = (row: StoredRow): string[] => {
    const [first, last] = [text(row, "firstname"), text(row, "lastname")];
    const company = text(row, row.table === "account" ? "name" : "companyname");
    const rules = [
      ["mail", text(row, "emailaddress1")],
      ["person", first && last ? `${first}|${last}` : ""],
      ["company", row.table === "contact" ? "" : company],
      ["phone", text(row, "telephone1")],
      ["site", text(row, "websiteurl")],
    ];
    return rules.filter(([, value]) => value).map(([name, value]) => `${name}=${value}`);
  };
  const index = new Map<string, string[]>();
  for (const row of rows) for (const rule of rulesOf(row)) index.set(rule, [...(index.get(rule) ?? []), row.id]);
  return (lead) => {
    const hits = new Map<string, number>();
    for (const rule of rulesOf(lead)) for (const id of index.get(rule) ?? []) hits.set(id, (hits.get(id) ?? 0) + 1);
    return [...hits].sort((a, b) => b[1] - a[1])[0]?.[0];
  };
}

/** fuse.js over the same columns, asked with all that the lead says. */
export function fuzzyByFuse(rows: readonly StoredRow[]): Ranker {
  const columns = ["firstname", "lastname", "name", "emailaddress1", "telephone1", "address1_line1", "address1_city"];
  const docs = rows.map((row) => ({
    id: row.id,
    all: columns
      .map((column) => text(row, column))
      .filter(Boolean)
      .join(" "),
  }));
  const fuse = new Fuse(docs, { keys: ["all"], ignoreLocation: true, threshold: 1, includeScore: true });
  return (lead) => {
    const asked = [
      "firstname",
      "lastname",
      "companyname",
      "emailaddress1",
      "telephone1",
      "address1_line1",
      "address1_city",
    ]
      .map((column) => text(lead, column))
      .filter(Boolean)
      .join(" ");
    return fuse.search(asked.slice(0, 100), { limit: 1 })[0]?.item.id;
  };
}
