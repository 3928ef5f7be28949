/** Installed solutions, their components, and the two things that change them. */
import { errorOf, forgetTableNames, forgetTables, getJson, plainId, type Json } from "../form-model";
import { forgetControls } from "../pcf";
import { forgetRibbons } from "../ribbon";
import { forgetViews } from "../views/saved-queries";
import { forgetPrivileges } from "../xrm/privileges";
import { forgetLibraries } from "../xrm/scripts";
import { say } from "./strings";

export interface InstalledSolution {
  readonly id: string;
  readonly uniqueName: string;
  readonly displayName: string;
  readonly version: string;
  readonly publisher: string;
  readonly isManaged: boolean;
  /** In the user's format. */
  readonly installedOn: string;
  /** The two that every environment has cannot be removed. */
  readonly isBuiltIn: boolean;
}

export interface LogLine {
  readonly component: string;
  readonly result: "success" | "warning" | "failure";
  readonly message: string;
}

export interface ImportLog {
  readonly solution: string;
  readonly version: string;
  readonly succeeded: boolean;
  readonly lines: readonly LogLine[];
}

export interface ComponentGroup {
  readonly type: number;
  readonly label: string;
  readonly names: readonly string[];
}

const display = "@OData.Community.Display.V1.FormattedValue";
const annotated = { Prefer: 'odata.include-annotations="*"' };
const builtIn = new Set(["System", "Default", "Active", "Basic"]);

export async function readSolutions(): Promise<InstalledSolution[]> {
  const columns = "solutionid,uniquename,friendlyname,version,ismanaged,installedon,_publisherid_value";
  const answer = await getJson(
    `solutions?$select=${columns}&$filter=isvisible eq true&$orderby=installedon desc`,
    annotated,
  );
  return rowsOf(answer).map((row) => ({
    id: plainId(String(row.solutionid)),
    uniqueName: String(row.uniquename),
    displayName: String(row.friendlyname ?? row.uniquename),
    version: String(row.version ?? ""),
    publisher: String(row[`_publisherid_value${display}`] ?? ""),
    isManaged: row.ismanaged === true,
    installedOn: String(row[`installedon${display}`] ?? ""),
    isBuiltIn: builtIn.has(String(row.uniquename)),
  }));
}

/** Where the names of components stand, by component type (facts/solution-package.md §1.3). */
const nameSources: Readonly<Record<number, { readonly path: string; readonly id: string; readonly name: string }>> = {
  1: { path: "EntityDefinitions?$select=LogicalName,MetadataId", id: "MetadataId", name: "LogicalName" },
  20: { path: "roles?$select=roleid,name", id: "roleid", name: "name" },
  26: { path: "savedqueries?$select=savedqueryid,name", id: "savedqueryid", name: "name" },
  29: { path: "workflows?$select=workflowid,name", id: "workflowid", name: "name" },
  60: { path: "systemforms?$select=formid,name", id: "formid", name: "name" },
  61: { path: "webresourceset?$select=webresourceid,name", id: "webresourceid", name: "name" },
  66: { path: "customcontrols?$select=customcontrolid,name", id: "customcontrolid", name: "name" },
  80: { path: "appmodules?$select=appmoduleid,name", id: "appmoduleid", name: "name" },
  91: { path: "pluginassemblies?$select=pluginassemblyid,name", id: "pluginassemblyid", name: "name" },
  92: {
    path: "sdkmessageprocessingsteps?$select=sdkmessageprocessingstepid,name",
    id: "sdkmessageprocessingstepid",
    name: "name",
  },
};

/** Kinds of components in the words of the maker portal, by component type. */
const labels: Readonly<Record<number, Parameters<typeof say>[0]>> = {
  1: "tables",
  2: "columns",
  9: "choices",
  10: "relationships",
  20: "roles",
  26: "views",
  29: "processes",
  48: "commandBars",
  49: "commandBars",
  50: "commandBars",
  55: "commandBars",
  60: "forms",
  61: "webResources",
  62: "siteMaps",
  66: "customControls",
  70: "columnSecurity",
  80: "apps",
  90: "pluginTypes",
  91: "pluginAssemblies",
  92: "pluginSteps",
  380: "variables",
  381: "variableValues",
};

/** The components of a solution by kind; kinds without a name of their own (columns, relationships) are only counted. */
export async function readComponents(solutionId: string): Promise<ComponentGroup[]> {
  const filter = encodeURIComponent(`_solutionid_value eq ${solutionId}`);
  const answer = await getJson(`solutioncomponents?$select=componenttype,objectid&$filter=${filter}`, annotated);
  const groups = new Map<number, { label: string; ids: string[] }>();
  for (const row of rowsOf(answer)) {
    const type = Number(row.componenttype);
    const kind = labels[type];
    const group = groups.get(type) ?? {
      label: kind ? say(kind) : String(row[`componenttype${display}`] ?? say("ofType", type)),
      ids: [],
    };
    group.ids.push(plainId(String(row.objectid)));
    groups.set(type, group);
  }
  const read = [...groups].map(async ([type, { label, ids }]) => {
    const names = await readNames(type);
    return {
      type,
      label,
      names: ids.map((id) => names.get(id) ?? "").sort((left, right) => left.localeCompare(right)),
    };
  });
  return (await Promise.all(read)).sort((left, right) => left.type - right.type);
}

async function readNames(type: number): Promise<ReadonlyMap<string, string>> {
  const source = nameSources[type];
  if (!source) return new Map();
  try {
    return new Map(
      rowsOf(await getJson(source.path)).map((row) => [
        plainId(String(row[source.id])),
        String(row[source.name] ?? ""),
      ]),
    );
  } catch {
    return new Map();
  }
}

/** Sends the zip; resolves with its log also when the import failed. */
export async function importSolution(file: Blob): Promise<ImportLog> {
  const response = await fetch("/sandbox/solutions", {
    method: "POST",
    headers: { "Content-Type": "application/zip" },
    body: file,
  });
  const answer = response.clone();
  const log = (await response.json().catch(() => ({}))) as Partial<ImportLog>;
  if (!Array.isArray(log.lines)) throw await errorOf(answer);
  forgetEnvironment();
  return log as ImportLog;
}

export async function uninstallSolution(uniqueName: string): Promise<readonly LogLine[]> {
  const response = await fetch(`/sandbox/solutions/${encodeURIComponent(uniqueName)}`, { method: "DELETE" });
  if (!response.ok) throw await errorOf(response);
  forgetEnvironment();
  return ((await response.json()) as { lines: LogLine[] }).lines;
}

/** What the page has read of the environment may be another thing now. */
function forgetEnvironment(): void {
  forgetTables();
  forgetViews();
  forgetTableNames();
  forgetRibbons();
  forgetControls();
  forgetLibraries();
  forgetPrivileges();
}

function rowsOf(answer: Json): Json[] {
  return (answer.value as Json[] | undefined) ?? [];
}
