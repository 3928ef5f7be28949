import { getJson, send, sendJson, type Json } from "../form-model/http";

/** A page of rows. */
export interface RowPage {
  readonly rows: readonly Json[];
  /** Rows in all, as far as the platform counts (at most 5000); -1 when it was not asked. */
  readonly total: number;
  readonly totalIsLimit: boolean;
  readonly more: boolean;
}

/** Asks for labels of choices, names of lookups and the like beside the values (facts/dataverse-web-api.md §2.3). */
const ANNOTATIONS = { Prefer: 'odata.include-annotations="*"' };

/** Reads one row, or the answer of a function, with its annotations. */
export async function get<T = Json>(path: string): Promise<T> {
  return (await getJson(path, ANNOTATIONS)) as T;
}

/** Reads the rows of a collection request. */
export async function getRows<T = Json>(path: string): Promise<readonly T[]> {
  return (await get<{ value: T[] }>(path)).value;
}

/** Creates a row; resolves to its id. */
export async function create(entitySet: string, values: Json): Promise<string> {
  const response = await sendJson("POST", entitySet, values);
  const location = response.headers.get("OData-EntityId") ?? "";

  return /\(([0-9a-f-]{36})\)\s*$/i.exec(location)?.[1]?.toLowerCase() ?? "";
}

/** Changes columns of an existing row (If-Match: never creates one). */
export async function update(entitySet: string, id: string, values: Json): Promise<void> {
  await sendJson("PATCH", `${entitySet}(${id})`, values, { "If-Match": "*" });
}

/** Deletes a row. */
export async function remove(entitySet: string, id: string): Promise<void> {
  await send(`${entitySet}(${id})`, { method: "DELETE" });
}

/** Runs a FetchXML query (facts/dataverse-web-api.md §2.3). */
export async function fetchRows(entitySet: string, fetchXml: string): Promise<RowPage> {
  const answer = await get<Json & { value: Json[] }>(`${entitySet}?fetchXml=${encodeURIComponent(fetchXml)}`);

  return {
    rows: answer.value,
    total: Number(answer["@Microsoft.Dynamics.CRM.totalrecordcount"] ?? -1),
    totalIsLimit: answer["@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"] === true,
    more: answer["@Microsoft.Dynamics.CRM.morerecords"] === true,
  };
}

/** The words that an annotation gives to a value: a choice's label, a lookup's name. */
export function formattedOf(row: Json, property: string): string | undefined {
  const text = row[`${property}@OData.Community.Display.V1.FormattedValue`];

  return typeof text === "string" ? text : undefined;
}
