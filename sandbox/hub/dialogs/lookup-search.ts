import { getJson, loadTableNames, plainId, type Json, type LookupItem } from "../form-model";

/** Finds records by the beginning or middle of their name, within the filters of the caller (FetchXml `<filter>` texts). */
export async function searchRecords(
  table: string,
  text: string,
  filters: readonly Xrm.LookupFilterOptions[],
): Promise<LookupItem[]> {
  const info = (await loadTableNames()).get(table);
  if (!info) throw new Error(`There is no table "${table}" in this environment.`);

  const condition = text.trim()
    ? `<filter><condition attribute="${info.primaryName}" operator="like" value="%${escapeXml(text.trim())}%" /></filter>`
    : "";
  const own = filters
    .filter(({ entityLogicalName }) => !entityLogicalName || entityLogicalName === table)
    .map(({ filterXml }) => filterXml);
  const fetch = `<fetch count="50"><entity name="${table}"><attribute name="${info.primaryId}" /><attribute name="${info.primaryName}" /><order attribute="${info.primaryName}" />${condition}${own.join("")}</entity></fetch>`;
  const answer = await getJson(`${info.entitySetName}?fetchXml=${encodeURIComponent(fetch)}`);
  return ((answer.value as Json[] | undefined) ?? []).map((row) => ({
    id: plainId(String(row[info.primaryId])),
    name: String(row[info.primaryName] ?? ""),
    entityType: table,
  }));
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
