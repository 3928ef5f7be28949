/** Reads FormXml (facts/solution-package.md §4.1). The children of `form` may come in any order. */
import type {
  CellDefinition,
  ControlDefinition,
  CustomControlDefinition,
  CustomControlParameter,
  EventDefinition,
  FormDefinition,
  HandlerDefinition,
  NativeKind,
  SectionDefinition,
  TabDefinition,
} from "./definition";

/** Class ids of the native controls: a fact of the platform (facts/solution-package.md §4.1 and the FormXml schema's documentation). */
const nativeKinds: Readonly<Record<string, NativeKind>> = {
  "4273edbd-ac1d-40d3-9fb2-095c621b552d": "text",
  "e0dece4b-6fc8-4a8f-a065-082708572369": "memo",
  "ada2203e-b4cd-49be-9ddf-234642b43b52": "email",
  "8c10015a-b339-4982-9474-a95fe05631a5": "phone",
  "71716b6c-711e-476c-8ab8-5d11542bfb47": "url",
  "1e1fc551-f7a8-43af-ac34-a8dc35c7b6d4": "text",
  "3ef39988-22bb-4f0b-bbbe-64b5a3748aee": "choice",
  "4aa28ab7-9c13-4f57-a73d-ad894d048b5f": "choices",
  "5d68b988-0661-4db2-bc3e-17598ad3be6c": "status",
  "67fac785-cd58-4f9f-abb3-4b7ddc6ed5ed": "boolean",
  "b0c6723a-8503-4fd7-bb28-c8a06ac933c2": "boolean",
  "5b773807-9fb2-42db-97c3-7a91eff8adff": "date",
  "270bd3db-d9af-4782-9025-509e298dec0a": "lookup",
  "f3015350-44a2-4aa0-97b5-00166532b5e9": "regarding",
  "cbfb742c-14e7-4a17-96bb-1a13f7f64aa2": "partylist",
  "c6d124ca-7eda-4a60-aea9-7fb8d318b68f": "integer",
  "aa987274-ce4e-4271-a803-66164311a958": "duration",
  "c3efe0c3-0ec6-42be-8349-cbd9079dfd8e": "decimal",
  "0d2c745a-e5a8-4c8f-ba63-c6d3bb604660": "float",
  "533b9e00-756b-4312-95a0-dc888637ac78": "money",
  "e7a81278-8635-4d9e-8d4d-59480b391c5b": "subgrid",
  "06375649-c143-495e-a496-c962e5b4488e": "timeline",
  "5c5600e0-1d6e-4205-a272-be80da87fd42": "quickform",
  "9fdf5f91-88b1-47f4-ad53-c11efc01a01d": "webresource",
  "fd2a7985-3187-444e-908d-6624b21f69c0": "iframe",
  "9c5ca0a1-ab4d-4781-be7e-8dfbe867b87e": "timer",
  "62b0df79-0464-470f-8af7-4483cfea0c7d": "map",
  "a3fb2f41-4a1f-4dd7-8f5e-0bd0b0b6a2a0": "notes",
  "3e66bb83-4a09-4a51-a5a2-f6c1ae70e3ef": "image",
  "f9a8a302-114e-466a-b582-6771b2ae0d92": "custom",
};

export interface FormRow {
  readonly formid: string;
  readonly name: string;
  readonly objecttypecode: string;
  readonly type: number;
  readonly formxml: string;
}

export function parseForm(row: FormRow, languageId: number): FormDefinition {
  const document = new DOMParser().parseFromString(row.formxml, "text/xml");
  const form = document.documentElement;
  if (form.getElementsByTagName("parsererror").length > 0 || form.nodeName === "parsererror") {
    throw new Error(`The form "${row.name}" of ${row.objecttypecode} has FormXml that is not well-formed.`);
  }

  const read = new Reader(languageId);
  const header = child(form, "header");
  const footer = child(form, "footer");
  return {
    id: row.formid.toLowerCase(),
    name: row.name,
    table: row.objecttypecode,
    type: row.type,
    tabs: children(child(form, "tabs"), "tab").map((tab) => read.tab(tab)),
    header: header && read.section(header, "header"),
    footer: footer && read.section(footer, "footer"),
    libraries: children(child(form, "formLibraries"), "Library").map((library) => library.getAttribute("name") ?? ""),
    events: [...form.getElementsByTagName("event")].map(eventOf),
    parameters: children(child(form, "formparameters"), "querystringparameter").map((parameter) => ({
      name: parameter.getAttribute("name") ?? "",
      type: parameter.getAttribute("type") ?? "SafeString",
    })),
    customControls: new Map(
      children(child(form, "controlDescriptions"), "controlDescription").map((description) => [
        plain(description.getAttribute("forControl")),
        children(description, "customControl").map(customControlOf),
      ]),
    ),
    navigation: [...form.getElementsByTagName("NavBarByRelationshipItem")].map((item) => ({
      id: item.getAttribute("Id") ?? "",
      relationship: item.getAttribute("RelationshipName") ?? undefined,
      label: read.label(item, "Titles", "Title") ?? undefined,
    })),
    showNavigation: form.getAttribute("shownavigationbar") !== "false",
  };
}

class Reader {
  constructor(private readonly languageId: number) {}

  tab(tab: Element): TabDefinition {
    const id = plain(tab.getAttribute("id"));
    return {
      id,
      name: tab.getAttribute("name") ?? id,
      label: this.label(tab) ?? "",
      visible: tab.getAttribute("visible") !== "false",
      expanded: tab.getAttribute("expanded") !== "false",
      showLabel: tab.getAttribute("showlabel") !== "false",
      columns: children(child(tab, "columns"), "column").map((column) => ({
        width: column.getAttribute("width") ?? "100%",
        sections: children(child(column, "sections"), "section").map((section) => this.section(section)),
      })),
    };
  }

  section(section: Element, fixedName?: string): SectionDefinition {
    const id = plain(section.getAttribute("id"));
    return {
      id,
      name: fixedName ?? section.getAttribute("name") ?? id,
      label: this.label(section) ?? "",
      visible: section.getAttribute("visible") !== "false",
      showLabel: section.getAttribute("showlabel") === "true",
      columns: columnCount(section.getAttribute("columns")),
      rows: children(child(section, "rows"), "row").map((row) => children(row, "cell").map((cell) => this.cell(cell))),
    };
  }

  private cell(cell: Element): CellDefinition {
    const control = child(cell, "control");
    return {
      id: plain(cell.getAttribute("id")),
      label: this.label(cell),
      visible: cell.getAttribute("visible") !== "false",
      showLabel: cell.getAttribute("showlabel") !== "false",
      colSpan: Number(cell.getAttribute("colspan") ?? 1),
      rowSpan: Number(cell.getAttribute("rowspan") ?? 1),
      control: control && controlOf(control),
    };
  }

  /** The label in the user's language, else in the base language, else the first one. */
  label(owner: Element, listName = "labels", itemName = "label"): string | undefined {
    const labels = children(child(owner, listName), itemName);
    const code = (label: Element) => Number(label.getAttribute("languagecode") ?? label.getAttribute("LCID"));
    const chosen =
      labels.find((label) => code(label) === this.languageId) ??
      labels.find((label) => code(label) === 1033) ??
      labels[0];
    return (chosen?.getAttribute("description") ?? chosen?.getAttribute("Text")) || undefined;
  }
}

/** `columns` is a number, or one digit a column: "11" is two columns, "111" three. */
function columnCount(columns: string | null): number {
  if (!columns) return 1;
  return /^1{2,}$/.test(columns) ? columns.length : Math.max(1, Number(columns) || 1);
}

function controlOf(control: Element): ControlDefinition {
  const classId = plain(control.getAttribute("classid"));
  const parameters: Record<string, string> = {};
  // XML inside a parameter is kept as its text, so that it reads the same as where the designer escaped it.
  for (const parameter of elementsOf(child(control, "parameters")))
    parameters[parameter.localName] =
      (parameter.children.length > 0 ? parameter.innerHTML : parameter.textContent)?.trim() ?? "";
  return {
    id: control.getAttribute("id") ?? "",
    classId,
    native: nativeKinds[classId] ?? "unknown",
    column: control.getAttribute("datafieldname") || undefined,
    disabled: control.getAttribute("disabled") === "true",
    uniqueId: plain(control.getAttribute("uniqueid")) || undefined,
    parameters,
  };
}

function customControlOf(control: Element): CustomControlDefinition {
  const formFactor = control.getAttribute("formFactor");
  return {
    name: control.getAttribute("name") ?? undefined,
    id: plain(control.getAttribute("id")) || undefined,
    formFactor: formFactor === null ? undefined : Number(formFactor),
    parameters: elementsOf(child(control, "parameters")).map(parameterOf),
  };
}

/** A data set is written as `<data-set name="…">` with its view; a lookup as a block with `BindAttribute`. */
function parameterOf(parameter: Element): CustomControlParameter {
  const bind = [...parameter.getElementsByTagName("BindAttribute")][0];
  return {
    name: parameter.localName === "data-set" ? (parameter.getAttribute("name") ?? "") : parameter.localName,
    type: parameter.getAttribute("type") ?? undefined,
    isStatic: parameter.getAttribute("static") === "true",
    value: (bind ?? parameter).textContent?.trim() ?? "",
  };
}

function eventOf(event: Element): EventDefinition {
  return {
    name: (event.getAttribute("name") ?? "").toLowerCase(),
    attribute: event.getAttribute("attribute") ?? undefined,
    control: event.getAttribute("control") ?? event.parentElement?.parentElement?.getAttribute("name") ?? undefined,
    handlers: [...event.getElementsByTagName("Handler")].map(handlerOf),
  };
}

function handlerOf(handler: Element): HandlerDefinition {
  return {
    functionName: handler.getAttribute("functionName") ?? "",
    libraryName: handler.getAttribute("libraryName") ?? "",
    enabled: handler.getAttribute("enabled") !== "false",
    parameters: argumentsOf(handler.getAttribute("parameters")),
    passExecutionContext: handler.getAttribute("passExecutionContext") === "true",
  };
}

/** The designer stores what the user typed: a comma separated list of literals. Text in single quotes is no JSON, so try both. */
function argumentsOf(text: string | null): readonly unknown[] {
  if (!text) return [];
  for (const candidate of [text, text.replace(/'/g, '"')]) {
    try {
      return JSON.parse(`[${candidate}]`) as unknown[];
    } catch {
      continue;
    }
  }
  return [text];
}

function elementsOf(parent: Element | undefined): Element[] {
  return parent ? [...parent.children] : [];
}

function children(parent: Element | undefined, name: string): Element[] {
  return elementsOf(parent).filter((element) => element.localName === name);
}

function child(parent: Element | undefined, name: string): Element | undefined {
  return children(parent, name)[0];
}

function plain(id: string | null): string {
  return (id ?? "").replace(/[{}]/g, "").toLowerCase();
}
