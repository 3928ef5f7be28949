/** What a stock command bar is made of; `stock/build.ts` turns it into ribbon XML of the platform's shape. */

export type RibbonLocation = "Form" | "HomepageGrid" | "SubGrid";

/** The groups that every stock ribbon has at each location (facts/solution-package.md §3.1). */
export type RibbonGroup = "Save" | "Management" | "Actions" | "Collaborate";

export interface StockButton {
  readonly location: RibbonLocation;
  readonly group: RibbonGroup;
  /** The last part of the id: `Mscrm.<location>.<table>.<name>`. */
  readonly name: string;
  readonly sequence: number;
  readonly command: string;
  /** Key into `labels.ts`. */
  readonly label: string;
  /** Name of the platform's icon. */
  readonly icon: string;
  /** For a flyout: the command that fills its menu when it opens. */
  readonly populate?: string;
}

export type CrmParameter =
  | "PrimaryControl"
  | "SelectedControl"
  | "SelectedControlSelectedItemReferences"
  | "SelectedEntityTypeCode"
  | "SelectedEntityTypeName"
  | "PrimaryEntityTypeName"
  | "FirstPrimaryItemId"
  | "CommandProperties";

export interface StockCommand {
  readonly id: string;
  readonly enable: readonly string[];
  readonly display: readonly string[];
  readonly functionName: string;
  readonly library: string;
  readonly parameters: readonly CrmParameter[];
}

export interface StockRibbon {
  /** Names of core buttons that the table does not have: its states are changed by commands of its own. */
  readonly without?: readonly string[];
  readonly buttons: readonly StockButton[];
  readonly commands: readonly StockCommand[];
  /** Rule id -> the XML of its conditions; `{table}` stands for the table's logical name. */
  readonly enableRules: Readonly<Record<string, string>>;
  readonly displayRules: Readonly<Record<string, string>>;
}

/** Libraries that the hub provides itself; the web resource rows of these names say so. */
export const stockLibraries = {
  main: "$webresource:Main_system_library.js",
  lead: "$webresource:MarketingSales/Lead/Lead_main_system_library.js",
  opportunity: "$webresource:Sales/Opportunity/Opportunity_main_system_library.js",
} as const;
