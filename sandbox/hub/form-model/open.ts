import { plainId, type FormValue, type LookupItem } from "./attribute";
import type { FormDefinition } from "./definition";
import { FormModel, type FormRequest, type FormRights } from "./form";
import { parseForm, type FormRow } from "./formxml";
import { getJson, type Json } from "./http";
import { loadTable, type AttributeInfo, type TableInfo } from "./metadata";
import { loadProcess, readProcesses } from "./process";
import { dateOf, isLookupInfo, readRow, type WireRow } from "./wire";

export interface OpenOptions {
  readonly userId: string;
  readonly userName?: string;
  readonly languageId: number;
  /** Told what the form says as soon as it is known, so that what it needs comes beside the rest. */
  onDefinition?(definition: FormDefinition): void;
}

/**
 * Reads everything that a form needs (its FormXml, the table's metadata, the record, the user's rights) in parallel and builds
 * its model. Scripts have not run yet: `startFormScripts` of the client API does that when the form is on the page.
 */
export async function openForm(request: FormRequest, options: OpenOptions): Promise<FormModel> {
  const id = request.entityId ? plainId(request.entityId) : undefined;
  // Read once per page; its answer is waited for at the end.
  void readProcesses(request.entityName);
  const readDefinition = async () => {
    const forms = await readForms(request);
    const chosen = chooseForm(forms, request);
    const definition = parseForm(chosen, options.languageId);
    options.onDefinition?.(definition);
    return { forms, chosen, definition };
  };
  const [table, { forms, chosen, definition }, rights, row, mapped] = await Promise.all([
    loadTable(request.entityName),
    readDefinition(),
    readRights(request.entityName, id, options.userId),
    id ? loadTable(request.entityName).then((info) => readRow(info, id)) : undefined,
    id ? undefined : readMapped(request),
  ]);
  const form = new FormModel({
    request,
    definition,
    table,
    row,
    rights,
    forms: forms.map(({ formid, name }) => ({ id: formid.toLowerCase(), name })),
  });
  if (!row) fillNewRecord(form, options, mapped);
  if (chosen.type === quickCreateForm) form.becomeQuickCreate();
  else form.process = await loadProcess(form);
  return form;
}

const mainForm = 2;
const quickCreateForm = 7;

/** A table without a quick create form is made with its main form. */
async function readForms({ entityName, entityId, isQuickCreate }: FormRequest): Promise<FormRow[]> {
  const quick = isQuickCreate && !entityId ? await readFormsOf(entityName, quickCreateForm) : [];
  return quick.length > 0 ? quick : readFormsOf(entityName, mainForm);
}

async function readFormsOf(table: string, type: number): Promise<FormRow[]> {
  const filter = `objecttypecode eq '${table}' and type eq ${type} and formactivationstate eq 1`;
  const answer = await getJson(
    `systemforms?$select=formid,name,objecttypecode,type,formxml,isdefault&$filter=${encodeURIComponent(filter)}`,
  );
  const forms = ((answer.value as Json[] | undefined) ?? []) as unknown as (FormRow & { isdefault?: boolean })[];
  return forms.sort((left, right) => Number(right.isdefault ?? false) - Number(left.isdefault ?? false));
}

function chooseForm(forms: readonly FormRow[], request: FormRequest): FormRow {
  const wanted = request.formId && plainId(request.formId);
  const chosen = (wanted && forms.find(({ formid }) => formid.toLowerCase() === wanted)) || forms[0];
  if (!chosen) throw new Error(`The table ${request.entityName} has no active main form.`);
  return chosen;
}

/** What the user may do with the record, as the platform asks it after loading a form (facts/dataverse-web-api.md §2.6). */
async function readRights(table: string, id: string | undefined, userId: string): Promise<FormRights> {
  const all = { canWrite: true, canDelete: true, canAppend: true };
  if (!id) return all;
  const { entitySetName } = await loadTable(table);
  const target = encodeURIComponent(JSON.stringify({ "@odata.id": `${entitySetName}(${id})` }));
  try {
    const answer = await getJson(
      `systemusers(${userId})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t=${target}`,
    );
    const rights = String(answer.AccessRights ?? "");
    return {
      canWrite: rights.includes("WriteAccess"),
      canDelete: rights.includes("DeleteAccess"),
      canAppend: /Append(Access|,|$)/.test(rights),
    };
  } catch {
    return all;
  }
}

/** Values that the platform's own maps give to a record made from another one. */
async function readMapped(request: FormRequest): Promise<WireRow | undefined> {
  const source = request.createFromEntity;
  if (!source) return undefined;
  const { entitySetName } = await loadTable(source.entityType);
  const query = [
    `@m=${encodeURIComponent(JSON.stringify({ "@odata.id": `${entitySetName}(${plainId(source.id)})` }))}`,
    `@t='${request.entityName}'`,
    `@f=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'`,
  ].join("&");
  try {
    return await getJson(`InitializeFrom(EntityMoniker=@m,TargetEntityName=@t,TargetFieldType=@f)?${query}`);
  } catch {
    return undefined;
  }
}

/** Defaults of the columns, then the mapped values, then what the opener hands over. A new form is clean but for these. */
function fillNewRecord(form: FormModel, options: OpenOptions, mapped: WireRow | undefined): void {
  for (const attribute of form.attributes.values()) {
    const start = attribute.info.defaultValue ?? (attribute.info.type === "Boolean" ? false : undefined);
    if (start !== undefined) attribute.accept(attribute.info.type === "Boolean" ? Boolean(start) : Number(start));
  }
  form.attributes
    .get("ownerid")
    ?.accept([{ id: options.userId, name: options.userName ?? "", entityType: "systemuser" }]);
  for (const [name, value] of mappedValues(form.table, mapped)) form.attributes.get(name)?.setValue(value);
  for (const [name, value] of openerValues(form)) form.attributes.get(name)?.setValue(value);
}

function mappedValues(table: TableInfo, mapped: WireRow | undefined): [string, FormValue][] {
  const plain: [string, FormValue][] = [];
  for (const [property, value] of Object.entries(mapped ?? {})) {
    const info = table.attributes.get(property);
    if (info && !isLookupInfo(info)) plain.push([property, convert(info, value)]);
    const bound = /^(.+)@odata\.bind$/.exec(property)?.[1];
    const lookup = bound && lookupByNavigation(table, bound, String(value));
    if (lookup) plain.push(lookup);
  }
  return plain;
}

function lookupByNavigation(table: TableInfo, navigation: string, address: string): [string, FormValue] | undefined {
  for (const [key, name] of table.navigation) {
    if (name !== navigation) continue;
    const [column = "", entityType = ""] = key.split(":");
    return [column, [{ id: plainId(/\(([^)]+)\)/.exec(address)?.[1] ?? ""), entityType, name: "" }]];
  }
  return undefined;
}

/**
 * `data` of navigateTo and `parameters` of openForm: a column's value; a lookup as an object, a list, or by the three keys
 * `x`, `xname`, `xtype`. What is neither a column nor a declared parameter is an error (facts/solution-package.md §4.1).
 */
function openerValues(form: FormModel): [string, FormValue][] {
  const data = form.request.data ?? {};
  const declared = new Set(form.definition.parameters.map(({ name }) => name));
  const values: [string, FormValue][] = [];
  for (const [name, value] of Object.entries(data)) {
    const info = form.table.attributes.get(name);
    if (info && isLookupInfo(info)) values.push([name, lookupFrom(info, value, data)]);
    else if (info) values.push([name, convert(info, value)]);
    else if (!declared.has(name) && !isLookupPart(name, form.table)) {
      throw new Error(`"${name}" is neither a column of ${form.table.logicalName} nor a parameter of its form.`);
    }
  }
  return values;
}

function isLookupPart(name: string, table: TableInfo): boolean {
  const base = /^(.+)(name|type)$/.exec(name)?.[1];
  const info = base === undefined ? undefined : table.attributes.get(base);
  return info !== undefined && isLookupInfo(info);
}

function lookupFrom(info: AttributeInfo, value: unknown, data: Readonly<Record<string, unknown>>): LookupItem[] | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) return value as LookupItem[];
  if (typeof value === "object") return [value as LookupItem];
  return [
    {
      id: plainId(String(value)),
      name: String(data[`${info.logicalName}name`] ?? ""),
      entityType: String(data[`${info.logicalName}type`] ?? info.targets?.[0] ?? ""),
    },
  ];
}

/** A value from an address or from JSON, in the type of the column. */
function convert(info: AttributeInfo, value: unknown): FormValue {
  if (value === null || value === undefined) return null;
  switch (info.type) {
    case "Integer":
    case "BigInt":
    case "Decimal":
    case "Double":
    case "Money":
    case "Picklist":
    case "State":
    case "Status":
      return Number(value);
    case "Boolean":
      return value === true || value === 1 || value === "true" || value === "1";
    case "DateTime":
      return value instanceof Date ? value : dateOf(String(value), info);
    case "MultiSelectPicklist":
      return Array.isArray(value) ? value.map(Number) : String(value).split(",").map(Number);
    default:
      return String(value);
  }
}
