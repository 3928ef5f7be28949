import { escapeXml } from "../../solutions/xml";
import { coreRibbon } from "./core";
import { customerRibbon, opportunityRibbon } from "./customers";
import { stockLabel } from "./labels";
import { leadRibbon } from "./lead";
import type { RibbonGroup, RibbonLocation, StockButton, StockCommand, StockRibbon } from "./parts";

const perTable: Readonly<Record<string, StockRibbon>> = {
  lead: leadRibbon,
  account: customerRibbon,
  contact: customerRibbon,
  opportunity: opportunityRibbon,
};
const locations: readonly RibbonLocation[] = ["Form", "HomepageGrid", "SubGrid"];
const groups: readonly (readonly [RibbonGroup, number])[] = [
  ["Save", 10],
  ["Management", 20],
  ["Actions", 30],
  ["Collaborate", 40],
];

/**
 * The stock ribbon of a table before any solution changes it, as the platform exports it: one tab for each location, groups
 * and controls with their ids, commands, rules (facts/solution-package.md §3.1).
 */
export function stockRibbonXml(table: string, languageCode: number): string {
  const own = perTable[table];
  const shared = coreRibbon.buttons.filter((button) => !own?.without?.includes(button.name));
  const buttons = [...shared, ...(own?.buttons ?? [])];
  const commands = [...coreRibbon.commands, ...(own?.commands ?? [])];
  return `<RibbonDefinitions><RibbonDefinition><UI><Ribbon><Tabs Id="Mscrm.Tabs">${locations
    .map((location) => tabXml(table, location, buttons, languageCode))
    .join(
      "",
    )}</Tabs></Ribbon></UI><Templates><RibbonTemplates Id="Mscrm.Templates" /></Templates><CommandDefinitions>${commands
    .map(commandXml)
    .join("")}</CommandDefinitions><RuleDefinitions><TabDisplayRules /><DisplayRules>${rulesXml("DisplayRule", {
    ...coreRibbon.displayRules,
    ...own?.displayRules,
  })}</DisplayRules><EnableRules>${rulesXml("EnableRule", { ...coreRibbon.enableRules, ...own?.enableRules })}</EnableRules></RuleDefinitions></RibbonDefinition></RibbonDefinitions>`;
}

function tabXml(
  table: string,
  location: RibbonLocation,
  buttons: readonly StockButton[],
  languageCode: number,
): string {
  const tab = `Mscrm.${location}.${table}.MainTab`;
  const content = groups.map(([group, sequence]) => {
    const id = `${tab}.${group}`;
    const controls = buttons
      .filter((button) => button.location === location && button.group === group)
      .sort((a, b) => a.sequence - b.sequence)
      .map((button) => buttonXml(table, button, languageCode));
    return `<Group Id="${id}" Sequence="${sequence}" Title="${group}" Template="Mscrm.Templates.Flexible"><Controls Id="${id}.Controls">${controls.join("")}</Controls></Group>`;
  });
  return `<Tab Id="${tab}" Sequence="200" Title="${escapeXml(table)}"><Scaling Id="${tab}.Scaling" /><Groups Id="${tab}.Groups">${content.join("")}</Groups></Tab>`;
}

function buttonXml(table: string, button: StockButton, languageCode: number): string {
  const id = `Mscrm.${button.location}.${table}.${button.name}`;
  const label = escapeXml(stockLabel(button.label, languageCode));
  const common = `Id="${id}" Command="${button.command}" Sequence="${button.sequence}" LabelText="${label}" Alt="${label}" ToolTipTitle="${label}" TemplateAlias="o1" ModernImage="${button.icon}"`;
  return button.populate
    ? `<FlyoutAnchor ${common} PopulateDynamically="true" PopulateOnlyOnce="false" PopulateQueryCommand="${button.populate}" />`
    : `<Button ${common} />`;
}

function commandXml(command: StockCommand): string {
  const references = (name: string, ids: readonly string[]) => ids.map((id) => `<${name} Id="${id}" />`).join("");
  const parameters = command.parameters.map((value) => `<CrmParameter Value="${value}" />`).join("");
  return `<CommandDefinition Id="${command.id}"><EnableRules>${references("EnableRule", command.enable)}</EnableRules><DisplayRules>${references("DisplayRule", command.display)}</DisplayRules><Actions><JavaScriptFunction FunctionName="${command.functionName}" Library="${command.library}">${parameters}</JavaScriptFunction></Actions></CommandDefinition>`;
}

function rulesXml(name: string, rules: Readonly<Record<string, string>>): string {
  return Object.entries(rules)
    .map(([id, conditions]) => `<${name} Id="${id}">${conditions}</${name}>`)
    .join("");
}
