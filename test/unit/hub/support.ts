import { parseForm } from "../../../sandbox/hub/form-model/formxml";
import { FormModel, type FormModelOptions } from "../../../sandbox/hub/form-model/form";
import { forgetTableNames, forgetTables, loadTable, loadTableNames, type Json } from "../../../sandbox/hub/form-model";
import type { HubHost } from "../../../sandbox/hub/xrm/host";
import { setHost } from "../../../sandbox/hub/xrm/state";

/** A request that reached the made-up server. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

export interface MadeAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

/** Takes the place of the network: `answer` is asked for what the metadata of the made-up tables does not settle. */
export function serveRequests(answer: (request: SeenRequest) => MadeAnswer | undefined): SeenRequest[] {
  const seen: SeenRequest[] = [];
  const respond = (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const path = decodeURIComponent(String(input)).replace("/api/data/v9.2/", "");
    const headers = Object.fromEntries(Object.entries((init.headers ?? {}) as Record<string, string>));
    const request = { method: init.method ?? "GET", path, headers, body: init.body as string | undefined };
    const made = metadataAnswer(path) ??
      answer(request) ?? { status: 404, json: { error: { code: "0x80060888", message: `no ${path}` } } };
    if (!/^(EntityDefinitions|RetrieveMetadataChanges)/.test(path)) seen.push(request);
    return Promise.resolve(responseOf(made));
  };
  globalThis.fetch = respond as typeof fetch;
  return seen;
}

function responseOf({ status = 200, json, text, headers = {} }: MadeAnswer): Response {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const content = text ?? (json === undefined ? "" : JSON.stringify(json));
  return {
    ok: status < 400,
    status,
    statusText: "",
    headers: { get: (name: string) => lower[name.toLowerCase()] ?? null },
    text: () => Promise.resolve(content),
    json: () => Promise.resolve(JSON.parse(content) as unknown),
  } as unknown as Response;
}

const label = (text: string): Json => ({ UserLocalizedLabel: { Label: text, LanguageCode: 1033 } });

interface ColumnSketch {
  readonly type: string;
  readonly label?: string;
  readonly required?: string;
  readonly targets?: readonly string[];
  readonly options?: Readonly<Record<number, string | [string, number]>>;
  readonly more?: Json;
}

const column = (type: string, text: string, more: Json = {}): ColumnSketch => ({ type, label: text, more });

/** A small lead and what it points to. */
const sketches: Readonly<
  Record<string, { code: number; set: string; name: string; columns: Readonly<Record<string, ColumnSketch>> }>
> = {
  lead: {
    code: 4,
    set: "leads",
    name: "fullname",
    columns: {
      leadid: column("Uniqueidentifier", "Lead"),
      fullname: column("String", "Name", { IsValidForUpdate: false, IsValidForCreate: false }),
      subject: { ...column("String", "Topic", { MaxLength: 20 }), required: "ApplicationRequired" },
      companyname: column("String", "Company Name", { MaxLength: 100 }),
      revenue: column("Money", "Annual Revenue", { MinValue: 0, MaxValue: 100, Precision: 2 }),
      estimatedclosedate: column("DateTime", "Close Date", {
        Format: "DateOnly",
        DateTimeBehavior: { Value: "DateOnly" },
      }),
      donotemail: { ...column("Boolean", "Do not mail"), options: { 0: "Allow", 1: "Do not allow" } },
      leadqualitycode: { ...column("Picklist", "Rating"), options: { 1: "Hot", 2: "Warm" } },
      statecode: { ...column("State", "Status"), options: { 0: "Open", 1: "Qualified", 2: "Disqualified" } },
      statuscode: {
        ...column("Status", "Status Reason"),
        options: { 1: ["New", 0], 3: ["Qualified", 1], 4: ["Lost", 2], 7: ["Canceled", 2] },
      },
      parentaccountid: { ...column("Lookup", "Account"), targets: ["account"] },
      customerid: { ...column("Customer", "Customer"), targets: ["account", "contact"] },
    },
  },
  account: {
    code: 1,
    set: "accounts",
    name: "name",
    columns: { accountid: column("Uniqueidentifier", "Account"), name: column("String", "Name") },
  },
  contact: {
    code: 2,
    set: "contacts",
    name: "fullname",
    columns: { contactid: column("Uniqueidentifier", "Contact"), fullname: column("String", "Name") },
  },
};

function metadataAnswer(path: string): MadeAnswer | undefined {
  if (path.startsWith("EntityDefinitions?")) return { json: { value: Object.keys(sketches).map(tableWire) } };
  if (!path.startsWith("RetrieveMetadataChanges")) return undefined;
  const table = /"Value":"(\w+)"/.exec(path)?.[1] ?? "";
  const sketch = sketches[table];
  const definition = sketch && {
    ...tableWire(table),
    Attributes: Object.entries(sketch.columns).map(([name, info]) => columnWire(name, info)),
    ManyToOneRelationships: relations(table),
  };
  return { json: { EntityMetadata: definition ? [definition] : [], ServerVersionStamp: "1" } };
}

function tableWire(table: string): Json {
  const sketch = sketches[table];
  return {
    LogicalName: table,
    SchemaName: table,
    EntitySetName: sketch?.set,
    ObjectTypeCode: sketch?.code,
    PrimaryIdAttribute: `${table}id`,
    PrimaryNameAttribute: sketch?.name,
    DisplayName: label(table),
    DisplayCollectionName: label(`${table}s`),
  };
}

function columnWire(name: string, info: ColumnSketch): Json {
  const options = Object.entries(info.options ?? {}).map(([value, text]) => ({
    Value: Number(value),
    Label: label(Array.isArray(text) ? text[0] : text),
    State: Array.isArray(text) ? text[1] : undefined,
  }));
  const [falseOption, trueOption] = options;
  return {
    LogicalName: name,
    SchemaName: name,
    AttributeType: info.type,
    DisplayName: label(info.label ?? name),
    RequiredLevel: { Value: info.required ?? "None" },
    Targets: info.targets,
    OptionSet:
      info.type === "Boolean"
        ? { FalseOption: falseOption, TrueOption: trueOption }
        : info.options && { Options: options },
    ...info.more,
  };
}

function relations(table: string): Json[] {
  if (table !== "lead") return [];
  const relation = (attribute: string, referenced: string, navigation: string): Json => ({
    ReferencingAttribute: attribute,
    ReferencedEntity: referenced,
    ReferencingEntityNavigationPropertyName: navigation,
  });
  return [
    relation("parentaccountid", "account", "parentaccountid"),
    relation("customerid", "account", "customerid_account"),
    relation("customerid", "contact", "customerid_contact"),
  ];
}

export const leadId = "11111111-2222-3333-4444-555555555555";

export const leadRow: Json = {
  "@odata.etag": 'W/"1"',
  leadid: leadId,
  fullname: "Ada Lovelace",
  subject: "Engine",
  companyname: "Analytical Engines",
  revenue: 50,
  "revenue@OData.Community.Display.V1.FormattedValue": "$50.00",
  estimatedclosedate: "2026-12-24",
  donotemail: false,
  leadqualitycode: 1,
  "leadqualitycode@OData.Community.Display.V1.FormattedValue": "Hot",
  statecode: 0,
  statuscode: 1,
  _parentaccountid_value: "99999999-2222-3333-4444-555555555555",
  "_parentaccountid_value@OData.Community.Display.V1.FormattedValue": "Contoso",
  "_parentaccountid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "account",
};

const cell = (name: string, more = ""): string =>
  `<row><cell id="{c-${name}}"><labels><label description="${name} label" languagecode="1033" /></labels><control id="${name}" classid="{4273EDBD-AC1D-40D3-9FB2-095C621B552D}" datafieldname="${name}" ${more} /></cell></row>`;

export const leadFormXml = `<form><tabs>
  <tab name="general" id="{t1}" expanded="true"><labels><label description="Allgemein" languagecode="1031" /><label description="General" languagecode="1033" /></labels>
    <columns><column width="60%"><sections><section name="main" id="{s1}" showlabel="true" columns="11"><labels><label description="Main" languagecode="1033" /></labels><rows>
      ${cell("subject", 'uniqueid="{u1}"')}${cell("companyname")}${cell("revenue")}${cell("estimatedclosedate")}${cell("donotemail")}${cell("leadqualitycode")}${cell("parentaccountid")}
    </rows></section></sections></column></columns></tab>
  <tab name="details" id="{t2}" visible="false"><columns><column width="100%"><sections><section name="more" id="{s2}"><rows>${cell("customerid")}</rows></section></sections></column></columns></tab>
</tabs>
<header><rows>${cell("leadqualitycode")}</rows></header>
<controlDescriptions><controlDescription forControl="{u1}"><customControl id="{4273edbd-ac1d-40d3-9fb2-095c621b552d}" /><customControl formFactor="2" name="abc_Test.Shout"><parameters><value>subject</value><loud type="TwoOptions" static="true">true</loud><mode type="Enum" static="true">b</mode></parameters></customControl></controlDescription></controlDescriptions>
<events><event name="onload"><Handlers><Handler functionName="Test.onLoad" libraryName="abc_/test.js" enabled="true" parameters="'a', 2" passExecutionContext="true" /></Handlers></event>
<event name="onchange" attribute="companyname"><Handlers><Handler functionName="Test.onChange" libraryName="abc_/test.js" enabled="true" passExecutionContext="true" /></Handlers></event>
<event name="onsave"><Handlers><Handler functionName="Test.onSave" libraryName="abc_/test.js" enabled="true" passExecutionContext="true" /></Handlers></event></events>
<formLibraries><Library name="abc_/test.js" libraryUniqueId="{l1}" /></formLibraries>
<formparameters><querystringparameter name="abc_request" type="SafeString" /></formparameters></form>`;

export function leadDefinition(languageId = 1033): FormModelOptions["definition"] {
  return parseForm(
    {
      formid: "F0000000-0000-0000-0000-000000000001",
      name: "Lead",
      objecttypecode: "lead",
      type: 2,
      formxml: leadFormXml,
    },
    languageId,
  );
}

/** The form of the made-up lead; pass `row: undefined` for a new one. */
export async function makeForm(options: Partial<FormModelOptions> = {}): Promise<FormModel> {
  forgetTables();
  forgetTableNames();
  await loadTableNames();
  const table = await loadTable("lead");
  return new FormModel({
    request: { entityName: "lead", entityId: leadId },
    definition: leadDefinition(),
    table,
    row: leadRow,
    rights: { canWrite: true, canDelete: true, canAppend: true },
    forms: [{ id: "f0000000-0000-0000-0000-000000000001", name: "Lead" }],
    ...options,
  });
}

/** A shell that only remembers where it was sent. */
export function makeHost(): HubHost & { readonly shown: unknown[] } {
  const shown: unknown[] = [];
  const host = {
    shown,
    user: {
      id: "aaaaaaaa-0000-0000-0000-000000000001",
      name: "Sal Seller",
      languageId: 1033,
      isRtl: false,
      locale: "en-US",
      timeZone: "Europe/Berlin",
      roles: [{ id: "r1", name: "Salesperson" }],
      businessUnitId: "bu1",
      currency: { id: "c1", name: "US Dollar", code: "USD", symbol: "$" },
    },
    app: { id: "app1", uniqueName: "sales", displayName: "Sales Hub" },
    organization: { id: "org1", uniqueName: "sandbox", languageId: 1033 },
    theme: "light" as const,
    showPage: (page: unknown) => {
      shown.push(page);
      return Promise.resolve();
    },
    currentPage: () => ({ pageType: "entitylist" as const, entityName: "lead" }),
    currentForm: () => undefined,
    goBack: () => undefined,
  };
  setHost(host);
  return host;
}
