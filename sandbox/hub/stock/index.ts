/**
 * The functions that the out-of-box ribbon names, so that the sandbox can be used and compared without any solution installed.
 * They are written anew from what the product does (facts/solution-package.md §3.2), with the client API alone.
 */
import { formCommands } from "./form-commands";
import { gridCommands } from "./grid-commands";
import { leadFormCommands } from "./lead-form";
import { leadGridCommands } from "./lead-grid";
import { dynamicMenus } from "./menus";
import { opportunityCommands } from "./opportunity";

export function installStockCommands(): void {
  Object.assign(window, {
    Mscrm: {
      FormCommandActions: formCommands,
      GridCommandActions: gridCommands,
      LeadCommandActions: leadFormCommands,
      LeadGridCommandActions: leadGridCommands,
      OpportunityCommandActions: opportunityCommands,
    },
    PopulateDynamicMenu: dynamicMenus,
    ClientUtility: { ClientUtil: { isUCI: () => true } },
  });
}
