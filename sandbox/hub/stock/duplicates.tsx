import * as React from "react";
import { dialogs } from "../dialogs/store";
import { isEmpty, loadTable, plainId, type FormModel, type Json, type LookupItem } from "../form-model";
import { getJson } from "../form-model";
import { DuplicateRecords } from "./DuplicateRecords";

export interface Duplicate {
  readonly id: string;
  readonly name: string;
  readonly table: string;
  readonly details: readonly string[];
}

/**
 * The product's dialog "Duplicate records found" on save (facts/sales-qualification.md §3): true saves anyway. The rows come from
 * RetrieveDuplicates with the values as they stand.
 */
export async function confirmDuplicates(form: FormModel): Promise<boolean> {
  const found = await findDuplicates(form.table.logicalName, candidateOf(form), form.table.logicalName);
  const answer = await dialogs.open<boolean>({
    kind: "custom",
    title: "Duplicate records found",
    draw: (close) => <DuplicateRecords current={form.primaryName} found={found} onAnswer={close} />,
  });
  return answer === true;
}

/** The record as the function wants it: typed, with its key when it has one. */
export function candidateOf(form: FormModel): Json {
  const candidate: Json = { "@odata.type": `Microsoft.Dynamics.CRM.${form.table.logicalName}` };
  if (form.entityId) candidate[form.table.primaryId] = form.entityId;
  for (const [name, { value }] of form.attributes) {
    if (isEmpty(value) || typeof value === "object") continue;
    candidate[name] = value;
  }
  return candidate;
}

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

const detailColumns = ["emailaddress1", "telephone1", "companyname", "address1_city"];

export function lookupOf(duplicate: Duplicate): LookupItem {
  return { id: duplicate.id, name: duplicate.name, entityType: duplicate.table };
}
