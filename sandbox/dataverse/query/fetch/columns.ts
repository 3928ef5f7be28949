import type { Column } from "../../metadata/model";
import { isChoiceType, isLookupType, labelText } from "../../metadata/model";
import { fetchErrors } from "../../server/errors";
import type { ColumnReference, Source } from "../compile-from";
import { orderSql } from "../compile-order";
import type { ReadScope } from "../scope";

/**
 * The column of a FetchXML attribute. Beside real columns there are the virtual names of lookups and choices
 * (`owneridname`, `statuscodename`), which views search and sort by.
 */
export function fetchColumn(source: Source, attribute: string, scope: ReadScope): ColumnReference {
  const column = source.table.columns.get(attribute);
  if (column?.stored === true) return source.reference(column);
  const base = attribute.endsWith("name") ? source.table.columns.get(attribute.slice(0, -4)) : undefined;
  if (base?.stored === true) {
    const reference = source.reference(base);
    if (isLookupType(base.type)) return virtual(reference, attribute, orderSql(reference, scope));
    if (isChoiceType(base.type) || base.type === "Boolean")
      return virtual(reference, attribute, labelSql(reference, scope));
  }
  throw fetchErrors.unknownAttribute(source.table.logicalName, attribute);
}

function virtual(reference: ColumnReference, name: string, sql: string): ColumnReference {
  const column: Column = { ...reference.column, logicalName: name, type: "String", stored: false };

  return { ...reference, column, sql };
}

/** What a choice sorts by: its label in the reader's language, unless the query asks for the number. */
export function fetchOrderSql(reference: ColumnReference, scope: ReadScope, raw: boolean): string {
  return isChoiceType(reference.column.type) && !raw ? labelSql(reference, scope) : orderSql(reference, scope);
}

function labelSql({ sql, column }: ColumnReference, scope: ReadScope): string {
  const options = column.optionSet?.options ?? [];
  if (options.length === 0 || sql === "NULL") return sql;
  // Labels come from metadata, not from the request, but quotes in them have to be doubled all the same.
  const cases = options.map(
    (option) => `WHEN ${option.value} THEN '${labelText(option.label, scope.formats.language).replaceAll("'", "''")}'`,
  );

  return `(CASE ${sql} ${cases.join(" ")} END COLLATE NOCASE)`;
}
