/** Reads the ribbon of a table: `RetrieveEntityRibbon` answers a zip in base64 with one XML file. */
import { strFromU8, unzipSync } from "fflate";
import type {
  ActionDefinition,
  CommandDefinition,
  ParameterDefinition,
  RibbonDefinition,
  RibbonItem,
  RibbonLocation,
  RuleElement,
} from "./definition";
import { fetchRibbonZip } from "./fetch";

const ribbons = new Map<string, Promise<RibbonDefinition>>();

export function loadRibbon(table: string): Promise<RibbonDefinition> {
  let ribbon = ribbons.get(table);
  if (!ribbon) {
    ribbon = fetchRibbon(table);
    ribbons.set(table, ribbon);
    ribbon.catch(() => ribbons.delete(table));
  }
  return ribbon;
}

/** After an import, or for another language. */
export function forgetRibbons(): void {
  ribbons.clear();
}

async function fetchRibbon(table: string): Promise<RibbonDefinition> {
  return parseRibbon(unpackRibbon(await fetchRibbonZip(table)));
}

export function unpackRibbon(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const files = Object.entries(unzipSync(bytes));
  const [, content] = files.find(([name]) => /ribbon.*\.xml$/i.test(name)) ?? files[0] ?? [];
  if (!content) throw new Error("The ribbon's zip is empty.");
  return strFromU8(content);
}

export function parseRibbon(xml: string): RibbonDefinition {
  const document = new DOMParser().parseFromString(xml.replace(/^\uFEFF/, ""), "text/xml");
  const all = (name: string): Element[] => [...document.getElementsByTagName(name)];
  const rules = (name: string): Map<string, RuleElement[]> =>
    new Map(
      all(name)
        .filter(
          (rule) =>
            rule.parentElement?.nodeName === `${name}s` &&
            rule.parentElement.parentElement?.nodeName === "RuleDefinitions",
        )
        .map((rule) => [idOf(rule), [...rule.children]]),
    );
  const tabs = all("Tab");
  return {
    controls: {
      Form: controlsOf(tabs, "Form"),
      HomepageGrid: controlsOf(tabs, "HomepageGrid"),
      SubGrid: controlsOf(tabs, "SubGrid"),
    },
    commands: new Map(all("CommandDefinition").map((command) => [idOf(command), commandOf(command)])),
    displayRules: rules("DisplayRule"),
    enableRules: rules("EnableRule"),
  };
}

const idOf = (element: Element): string => element.getAttribute("Id") ?? "";
const sequenceOf = (element: Element): number => Number(element.getAttribute("Sequence") ?? 1000);
const bySequence = (left: Element, right: Element): number => sequenceOf(left) - sequenceOf(right);

/** The unified client shows the controls of all groups in one row, groups by their sequence. */
function controlsOf(tabs: readonly Element[], location: RibbonLocation): RibbonItem[] {
  const prefix = `Mscrm.${location}.`;
  return tabs
    .filter((tab) => idOf(tab).startsWith(prefix))
    .sort(bySequence)
    .flatMap((tab) => [...tab.getElementsByTagName("Group")].sort(bySequence))
    .flatMap((group) => childrenOf(group, "Controls").flatMap(itemsOf));
}

function childrenOf(element: Element, name: string): Element[] {
  return [...element.children].filter((child) => child.nodeName === name);
}

/** Items of a `Controls` element, in sequence. */
function itemsOf(controls: Element): RibbonItem[] {
  return [...controls.children].sort(bySequence).flatMap((control) => itemOf(control) ?? []);
}

function itemOf(control: Element): RibbonItem | undefined {
  const base = {
    id: idOf(control),
    command: control.getAttribute("Command") ?? undefined,
    label: control.getAttribute("LabelText") ?? control.getAttribute("Alt") ?? "",
    alt: control.getAttribute("Alt") ?? control.getAttribute("LabelText") ?? "",
    toolTipTitle: control.getAttribute("ToolTipTitle") ?? undefined,
    toolTipDescription: control.getAttribute("ToolTipDescription") ?? undefined,
    image: imageOf(control),
    commandValueId: control.getAttribute("CommandValueId") ?? control.getAttribute("MenuItemId") ?? undefined,
  };
  switch (control.nodeName) {
    case "Button":
    case "ToggleButton":
      return { kind: "button", ...base };
    case "FlyoutAnchor":
    case "SplitButton":
      return {
        kind: "flyout",
        ...base,
        items: childrenOf(control, "Menu").flatMap(parseMenu),
        populate: control.getAttribute("PopulateQueryCommand") ?? undefined,
        populateOnce: control.getAttribute("PopulateOnlyOnce") === "true",
        isSplit: control.nodeName === "SplitButton",
      };
    default:
      return undefined;
  }
}

/** A menu has sections, and these have controls. */
export function parseMenu(menu: Element): RibbonItem[] {
  return childrenOf(menu, "MenuSection")
    .sort(bySequence)
    .flatMap((section) => childrenOf(section, "Controls").flatMap(itemsOf));
}

function imageOf(control: Element): string | undefined {
  const names = ["ModernImage", "Image16by16", "Image32by32"].map((name) => control.getAttribute(name));
  return names.find((name) => name?.startsWith("$webresource:")) ?? names.find((name) => Boolean(name)) ?? undefined;
}

function commandOf(command: Element): CommandDefinition {
  const references = (list: string, name: string): string[] =>
    childrenOf(command, list).flatMap((element) => childrenOf(element, name).map(idOf));
  return {
    id: idOf(command),
    enableRules: references("EnableRules", "EnableRule"),
    displayRules: references("DisplayRules", "DisplayRule"),
    actions: childrenOf(command, "Actions").flatMap((actions) =>
      [...actions.children].flatMap((action) => actionOf(action) ?? []),
    ),
  };
}

function actionOf(action: Element): ActionDefinition | undefined {
  const parameters = parametersOf(action);
  if (action.nodeName === "JavaScriptFunction") {
    return {
      kind: "script",
      functionName: action.getAttribute("FunctionName") ?? "",
      library: action.getAttribute("Library") ?? "",
      parameters,
    };
  }
  if (action.nodeName !== "Url") return undefined;
  return {
    kind: "url",
    address: action.getAttribute("Address") ?? "",
    passParameters: action.getAttribute("PassParams") === "true",
    parameters,
  };
}

const parameterKinds: Readonly<Record<string, ParameterDefinition["kind"]>> = {
  CrmParameter: "crm",
  StringParameter: "string",
  BoolParameter: "bool",
  IntParameter: "int",
  DecimalParameter: "decimal",
};

export function parametersOf(owner: Element): ParameterDefinition[] {
  return [...owner.children].flatMap((parameter) => {
    const kind = parameterKinds[parameter.nodeName];
    if (!kind) return [];
    return [{ kind, name: parameter.getAttribute("Name") ?? undefined, value: parameter.getAttribute("Value") ?? "" }];
  });
}
