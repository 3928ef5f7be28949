import type { Column } from "./model";

/** The EDM type of a column, for messages and `$metadata`. */
export function edmType(column: Column): string {
  switch (column.type) {
    case "Integer":
    case "Picklist":
    case "State":
    case "Status":
      return "Edm.Int32";
    case "BigInt":
      return "Edm.Int64";
    case "Decimal":
    case "Money":
      return "Edm.Decimal";
    case "Double":
      return "Edm.Double";
    case "Boolean":
      return "Edm.Boolean";
    case "DateTime":
      return column.dateBehavior === "DateOnly" ? "Edm.Date" : "Edm.DateTimeOffset";
    case "Lookup":
    case "Customer":
    case "Owner":
    case "Uniqueidentifier":
      return "Edm.Guid";
    case "Image":
    case "File":
      return "Edm.Binary";
    default:
      return "Edm.String";
  }
}
