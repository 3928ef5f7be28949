import { formRow, simpleForm } from "../world/stock/forms";
import { viewRow, viewSpecs } from "../world/stock/views";
import { labelsOf } from "./attributes";
import { SolutionProblem } from "./problems";
import type { ImportSession } from "./session";
import { attribute, child, children, childFlag, childNumber, childText, type Element, plainGuid, toXml } from "./xml";
import { mergeRibbon } from "../ribbon/entity-ribbon";
import { namedGuid } from "../world/random";

/** `forms@type` -> systemform.type. */
const formTypes: Readonly<Record<string, number>> = {
  main: 2,
  quick: 6,
  quickCreate: 7,
  card: 11,
  mobile: 5,
  appointmentBook: 1,
  dialog: 8,
};

/** Forms, views and ribbon of each table, and the ribbon of the whole application. */
export function importScreens(session: ImportSession): void {
  for (const entity of children(child(session.source.customizations, "Entities"), "Entity")) {
    const table = tableOf(entity);
    const forms = children(child(entity, "FormXml"), "forms").flatMap((group) =>
      children(group, "systemform").map((form) => importForm(session, table, attribute(group, "type") ?? "main", form)),
    );
    const views = children(child(entity, "SavedQueries", "savedqueries"), "savedquery").map((view) =>
      importView(session, table, view),
    );
    addDefaults(session, table, forms.length > 0, new Set(views));
    const ribbon = child(entity, "RibbonDiffXml");
    if (ribbon) importRibbon(session, table, ribbon);
  }
  const application = child(session.source.customizations, "RibbonDiffXml");
  if (application && hasContent(application)) importRibbon(session, undefined, application);
}

function tableOf(entity: Element): string {
  const definition = child(entity, "EntityInfo", "entity");
  return (attribute(definition, "Name") ?? child(entity, "Name")?.textContent ?? "").trim().toLowerCase();
}

function importForm(session: ImportSession, table: string, type: string, element: Element): string {
  const form = child(element, "form");
  const id = plainGuid(childText(element, "formid") ?? "");
  const name = labelsOf(child(element, "LocalizedNames"), "Information")[1033] ?? "Information";
  if (!form || !id)
    throw new SolutionProblem(
      "customizations.xml",
      `Form ${table}.${name}`,
      "The form has no <form> or no <formid>.",
      "Export the form again.",
    );
  session.putRow("systemform", id, {
    name,
    objecttypecode: table,
    type: formTypes[type] ?? 2,
    formxml: toXml(form),
    description: labelsOf(child(element, "Descriptions"), "")[1033] || null,
    formactivationstate: childNumber(element, "FormActivationState") ?? 1,
    formpresentation: childNumber(element, "FormPresentation") ?? 1,
    isdefault: false,
    isdesktopenabled: true,
    iscustomizable: childFlag(element, "IsCustomizable", true),
    canbedeleted: childFlag(element, "CanBeDeleted", true),
  });
  session.component(60, id);
  session.say(`Form ${table}: ${name}`, "success", type);
  return id;
}

/** Returns the type of the view. */
function importView(session: ImportSession, table: string, element: Element): number {
  const id = plainGuid(childText(element, "savedqueryid") ?? "");
  const name = labelsOf(child(element, "LocalizedNames"), "View")[1033] ?? "View";
  const fetch = child(element, "fetchxml", "fetch");
  const grid = child(element, "layoutxml", "grid");
  const type = childNumber(element, "querytype") ?? 0;
  if (!id || !fetch)
    throw new SolutionProblem(
      "customizations.xml",
      `View ${table}: ${name}`,
      "The view has no <savedqueryid> or no <fetch>.",
      "Export the view again.",
    );
  session.putRow("savedquery", id, {
    name,
    returnedtypecode: table,
    querytype: type,
    isdefault: childFlag(element, "isdefault"),
    isquickfindquery: childFlag(element, "isquickfindquery"),
    isprivate: childFlag(element, "isprivate"),
    iscustomizable: childFlag(element, "IsCustomizable", true),
    fetchxml: toXml(fetch),
    layoutxml: grid ? toXml(grid) : null,
  });
  session.component(26, id);
  session.say(`View ${table}: ${name}`, "success", `type ${type}`);
  return type;
}

/** The server makes a form and the usual views for a custom table that comes without. */
function addDefaults(session: ImportSession, name: string, hasForms: boolean, viewTypes: ReadonlySet<number>): void {
  const { catalog } = session.env;
  const table = catalog.table(name);
  if (!table?.isCustom || table.isIntersect) return;
  const rows = [
    ...(hasForms ? [] : [formRow(catalog, simpleForm(table))]),
    ...viewSpecs(table)
      .filter((view) => !viewTypes.has(view.type))
      .map((view) => viewRow(table, view)),
  ];
  for (const row of rows) {
    const key = row.table === "systemform" ? "formid" : "savedqueryid";
    const { [key]: id, ...values } = row.values;
    session.putRow(row.table, String(id), values);
  }
}

function importRibbon(session: ImportSession, table: string | undefined, element: Element): void {
  if (!hasContent(element)) return;
  const id = namedGuid(`ribbondiff:${session.source.manifest.uniqueName}:${table ?? "application"}`);
  const xml = toXml(element);
  const findings = table ? mergeRibbon(table, [xml], 1033).findings : [];
  session.putRow("ribbondiff", id, {
    entity: table ?? null,
    diffid: `${session.source.manifest.uniqueName}.${table ?? "application"}`,
    difftype: 0,
    rdx: xml,
    sequence: sequenceOf(session, id),
  });
  session.component(55, id);
  const actions = children(child(element, "CustomActions")).length;
  const commands = children(child(element, "CommandDefinitions")).length;
  session.say(`Ribbon ${table ?? "application"}`, "success", `${actions} actions, ${commands} commands`);
  for (const finding of findings)
    session.say(`Ribbon ${table ?? ""}: ${finding.id}`, "warning", `${finding.problem}; the action has no effect.`);
}

/** Later solutions stand above earlier ones; an upgrade keeps its place. */
function sequenceOf(session: ImportSession, id: string): number {
  const known = session.env.store.get("ribbondiff", id, ["sequence"]);
  if (typeof known?.sequence === "number") return known.sequence;
  const used = session.env.store
    .find("ribbondiff", {}, { columns: ["sequence"] })
    .map((row) => Number(row.sequence ?? 0));
  return Math.max(0, ...used) + 1;
}

function hasContent(element: Element): boolean {
  return ["CustomActions", "CommandDefinitions"].some((name) => children(child(element, name)).length > 0);
}
