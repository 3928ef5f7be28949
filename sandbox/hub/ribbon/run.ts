/** Runs the actions of a command: libraries in the order in which they are named, then the functions. */
import { scriptErrors } from "../xrm/events";
import { findFunction, loadLibrary } from "../xrm/scripts";
import { isStockLibrary } from "../stock/libraries";
import type { CommandDefinition, RibbonDefinition, RibbonItem } from "./definition";
import { parameterValue, parameterValues, type CommandProperties } from "./parameters";
import { parseMenu } from "./parse";
import type { CommandSource } from "./source";

/** Libraries of the product are part of the hub; all others are web resources. */
export async function loadCommandLibrary(library: string): Promise<void> {
  if (library === "" || isStockLibrary(library)) return;
  await loadLibrary(library);
}

export function propertiesOf(item: RibbonItem): CommandProperties {
  return {
    SourceControlId: item.id,
    CommandValueId: item.commandValueId ?? "",
    MenuItemId: item.commandValueId ?? item.id,
  };
}

/** What a click does. Errors of the script are reported as the product reports them. */
export async function runCommand(ribbon: RibbonDefinition, item: RibbonItem, source: CommandSource): Promise<void> {
  const command = item.command === undefined ? undefined : ribbon.commands.get(item.command);
  if (!command) return;
  try {
    await runActions(command, source, propertiesOf(item));
  } catch (error) {
    scriptErrors.report(error);
  }
}

async function runActions(
  command: CommandDefinition,
  source: CommandSource,
  properties: CommandProperties,
): Promise<void> {
  for (const action of command.actions) {
    if (action.kind === "url") {
      openAddress(action, source, properties);
      continue;
    }
    await loadCommandLibrary(action.library);
    const work = findFunction(action.functionName);
    if (!work)
      throw new Error(
        `The command ${command.id} calls ${action.functionName}, which ${action.library} does not define.`,
      );
    await work(...parameterValues(action.parameters, source, properties));
  }
}

function openAddress(
  action: Extract<CommandDefinition["actions"][number], { kind: "url" }>,
  source: CommandSource,
  properties: CommandProperties,
): void {
  const address = new URL(action.address.replace(/^\$webresource:/, "/WebResources/"), window.location.origin);
  for (const parameter of action.parameters) {
    const value = parameterValue(parameter, source, properties);
    if (parameter.name) address.searchParams.set(parameter.name, String(value ?? ""));
  }
  if (action.passParameters) address.searchParams.set("typename", source.table);
  window.open(address.href, "_blank", "noopener");
}

/** The items of a flyout: those of the XML, or what its query command writes now. */
export async function menuItems(
  ribbon: RibbonDefinition,
  item: Extract<RibbonItem, { kind: "flyout" }>,
  source: CommandSource,
): Promise<readonly RibbonItem[]> {
  const command = item.populate === undefined ? undefined : ribbon.commands.get(item.populate);
  if (!command) return item.items;

  const properties = propertiesOf(item);
  try {
    await runActions(command, source, properties);
  } catch (error) {
    scriptErrors.report(error);
  }
  return properties.PopulationXML ? parsePopulation(properties.PopulationXML) : item.items;
}

function parsePopulation(xml: string): RibbonItem[] {
  const menu = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  return menu.nodeName === "Menu" ? parseMenu(menu) : [];
}
