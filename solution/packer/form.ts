import type { ControlParameter, Form, FormField } from "./source";
import { braced, idFor } from "./ids";
import { element, elements, labels, raw, type Xml } from "./xml";

/** Class ids of the platform's controls. Source: facts/solution-package.md §4.1. */
const hostOfCustomControls = "{F9A8A302-114E-466A-B582-6771B2AE0D92}";
const nativeMemo = "{E0DECE4B-6FC8-4A8F-A065-082708572369}";
/** Text is right for every other column here: the platform draws by the column's own type. */
const nativeText = "{4273EDBD-AC1D-40D3-9FB2-095C621B552D}";
const natives = {
  lookup: "{270BD3DB-D9AF-4782-9025-509E298DEC0A}",
  timeline: "{06375649-C143-495E-A496-C962E5B4488E}",
};

/** Web, phone and tablet; all three get the same, so it does not matter which number means which. */
const formFactors = [0, 1, 2];

function fieldId(form: Form, field: FormField, part: string): string {
  return braced(idFor("form-part", `${form.id}/${field.column}/${part}`));
}

function nativeOf(field: FormField): string {
  return field.native ? natives[field.native] : (field.rowspan ?? 1) > 1 ? nativeMemo : nativeText;
}

function cellXml(form: Form, field: FormField): Xml {
  const uniqueId = field.control ? fieldId(form, field, "control") : undefined;

  return element(
    "cell",
    {
      id: fieldId(form, field, "cell"),
      showlabel: String(field.showLabel !== false),
      locklevel: 0,
      rowspan: field.rowspan ?? 1,
      colspan: 1,
      visible: field.visible === false ? "false" : undefined,
    },
    labels("labels", "label", field.label),
    element("control", {
      id: field.column,
      classid: field.control ? hostOfCustomControls : nativeOf(field),
      datafieldname: field.native === "timeline" ? undefined : field.column,
      disabled: field.native === "timeline" ? undefined : String(field.disabled === true),
      uniqueid: uniqueId,
    }),
  );
}

function parameterXml(name: string, parameter: ControlParameter): Xml {
  if ("lookup" in parameter) return element(name, {}, element("BindAttribute", {}, parameter.lookup));

  return "column" in parameter
    ? element(name, {}, parameter.column)
    : element(name, { type: parameter.type, static: "true" }, parameter.value);
}

function controlDescription(form: Form, field: FormField): Xml[] {
  const { control } = field;
  if (!control) return [];
  const parameters = Object.entries(control.parameters).map(([name, parameter]) => parameterXml(name, parameter));

  return [
    element(
      "controlDescription",
      { forControl: fieldId(form, field, "control") },
      element(
        "customControl",
        { id: field.native ? natives[field.native] : nativeMemo },
        element("parameters", {}, element("datafieldname", {}, field.column)),
      ),
      ...formFactors.map((formFactor) =>
        element("customControl", { formFactor, name: control.name }, element("parameters", {}, ...parameters)),
      ),
    ),
  ];
}

function tabXml(form: Form, tab: Form["tabs"][number]): Xml {
  const part = (name: string): string => braced(idFor("form-part", `${form.id}/${tab.name}/${name}`));
  const columns = [...new Set(tab.sections.map((section) => section.column ?? 0))].sort();
  const sectionXml = (section: Form["tabs"][number]["sections"][number]): Xml =>
    element(
      "section",
      {
        name: section.name,
        showlabel: String(section.showLabel !== false),
        showbar: "false",
        locklevel: 0,
        id: part(section.name),
        IsUserDefined: 1,
        layout: "varwidth",
        columns: 1,
        labelwidth: 115,
        celllabelalignment: "Left",
        celllabelposition: "Left",
      },
      labels("labels", "label", section.label),
      element("rows", {}, ...section.fields.map((field) => element("row", {}, cellXml(form, field)))),
    );
  const columnXml = (index: number): Xml =>
    element(
      "column",
      { width: `${Math.floor(100 / columns.length)}%` },
      element(
        "sections",
        {},
        ...tab.sections.filter((section) => (section.column ?? 0) === index).map((section) => sectionXml(section)),
      ),
    );

  return element(
    "tab",
    {
      name: tab.name,
      id: part("tab"),
      IsUserDefined: 1,
      locklevel: 0,
      showlabel: String(tab.showLabel !== false),
      expanded: "true",
      verticallayout: "true",
      visible: tab.visible === false ? "false" : undefined,
    },
    labels("labels", "label", tab.label),
    element("columns", {}, ...columns.map(columnXml)),
  );
}

function scriptXml(form: Form): Xml[] {
  const scripts = form.scripts ?? [];
  if (scripts.length === 0) return [];
  const id = (name: string): string => braced(idFor("form-part", `${form.id}/${name}`));
  const handlers = scripts.map((script) =>
    element("Handler", {
      functionName: script.onLoad,
      libraryName: script.library,
      handlerUniqueId: id(script.onLoad),
      enabled: "true",
      parameters: "",
      passExecutionContext: "true",
    }),
  );
  const onload = element(
    "event",
    { name: "onload", application: "false", active: "false" },
    element("Handlers", {}, ...handlers),
  );

  return [
    element("events", {}, onload),
    element(
      "formLibraries",
      {},
      ...scripts.map((script) => element("Library", { name: script.library, libraryUniqueId: id(script.library) })),
    ),
  ];
}

/** A main form. Source: facts/solution-package.md §4.1. */
export function formXml(form: Form): Xml {
  const fields = form.tabs.flatMap((tab) => tab.sections.flatMap((section) => section.fields));
  const descriptions = fields.flatMap((field) => controlDescription(form, field));

  return element(
    "systemform",
    {},
    ...elements({ formid: braced(form.id), IntroducedVersion: "0.1.0.0", FormPresentation: 1, FormActivationState: 1 }),
    element(
      "form",
      { shownavigationbar: "false", showImage: "false", maxWidth: "1920" },
      element("tabs", {}, ...form.tabs.map((tab) => tabXml(form, tab))),
      ...scriptXml(form),
      descriptions.length > 0 ? element("controlDescriptions", {}, ...descriptions) : undefined,
      raw(
        `<DisplayConditions Order="${form.order ?? 0}" FallbackForm="${!form.order}"><Everyone /></DisplayConditions>`,
      ),
    ),
    ...elements({ IsCustomizable: 1, CanBeDeleted: 1 }),
    labels("LocalizedNames", "LocalizedName", form.name),
    labels("Descriptions", "Description", form.description),
  );
}
