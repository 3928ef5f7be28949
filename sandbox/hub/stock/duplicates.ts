import { getJson, loadTable, plainId, type Json, type LookupItem } from "../form-model";

export interface Duplicate {
  readonly id: string;
  readonly name: string;
  readonly table: string;
  readonly details: readonly string[];
}

const detailColumns = ["emailaddress1", "telephone1", "companyname", "address1_city"];

/** Asks the platform's published duplicate rules (facts/dataverse-web-api.md §2.6). */
export async function findDuplicates(table: string, candidate: Json, matching: string): Promise<Duplicate[]> {
  const info = await loadTable(matching);
  const query = [
    `@p1=${encodeURIComponent(JSON.stringify({ "@odata.type": `Microsoft.Dynamics.CRM.${table}`, ...candidate }))}`,
    `@p2='${matching}'`,
    `@p3=${encodeURIComponent(JSON.stringify({ PageNumber: 1, Count: 50 }))}`,
  ].join("&");
  const answer = await getJson(`RetrieveDuplicates(BusinessEntity=@p1,MatchingEntityName=@p2,PagingInfo=@p3)?${query}`);
  return ((answer.value as Json[] | undefined) ?? []).map((row) => ({
    id: plainId(String(row[info.primaryId])),
    name: String(row[info.primaryName] ?? ""),
    table: matching,
    details: detailColumns.flatMap((column) => (row[column] ? [String(row[column])] : [])),
  }));
}

export function lookupOf(duplicate: Duplicate): LookupItem {
  return { id: duplicate.id, name: duplicate.name, entityType: duplicate.table };
}
