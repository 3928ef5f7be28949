/** `PopulateDynamicMenu`: the status reasons of a state as items of a flyout (facts/solution-package.md §3.1). */
import { loadTable } from "../form-model";
import { encoding } from "../xrm/encoding";
import type { CommandProperties } from "../ribbon/parameters";

const qualified = 1;
const disqualified = 2;

/** Writes the menu into the command's properties; the status stands in the item's id after the last bar. */
async function populate(properties: CommandProperties, state: number, command: string): Promise<void> {
  const info = await loadTable("lead");
  const options = (info.attributes.get("statuscode")?.options ?? []).filter((option) => option.state === state);
  const prefix = `${command}.Controls`;
  const buttons = options.map(
    ({ value, label }, index) =>
      `<Button Id="${prefix}.${value}|${value}" Command="${command}" Sequence="${(index + 1) * 10}" LabelText="${encoding.xmlAttributeEncode(label)}" Alt="${encoding.xmlAttributeEncode(label)}" />`,
  );
  properties.PopulationXML = `<Menu Id="${command}.Menu"><MenuSection Id="${command}.Section" Sequence="10"><Controls Id="${prefix}">${buttons.join("")}</Controls></MenuSection></Menu>`;
}

/** The status of the item that was clicked. */
export function statusOf(properties: CommandProperties): number | undefined {
  const text = properties.SourceControlId.split("|").pop() ?? "";
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

export const dynamicMenus = {
  getQualifyMenu: (properties: CommandProperties) => populate(properties, qualified, "Mscrm.Form.lead.QualifyAs"),
  getDisqualifyMenu: (properties: CommandProperties) =>
    populate(properties, disqualified, "Mscrm.Form.lead.DisqualifyAs"),
  getQualifyMenuGrid: (properties: CommandProperties) => populate(properties, qualified, "Mscrm.Grid.lead.QualifyAs"),
  getDisqualifyMenuGrid: (properties: CommandProperties) =>
    populate(properties, disqualified, "Mscrm.Grid.lead.DisqualifyAs"),
};
