import type { ColumnKind } from "../../core/dataverse/metadata";

const signs: Readonly<Partial<Record<ColumnKind, string>>> = {
  String: "Aa",
  Memo: "¶",
  Integer: "12",
  BigInt: "12",
  Decimal: "1.2",
  Double: "1.2",
  Money: "¤",
  Boolean: "◐",
  DateTime: "▦",
  Picklist: "☰",
  MultiSelectPicklist: "☷",
  Lookup: "↗",
  Customer: "↗",
  Owner: "☺",
};

/** A sign for the type of a column, for the eye only: words say it where it matters. */
export function kindSign(kind: ColumnKind | undefined): string {
  return (kind && signs[kind]) ?? "?";
}
