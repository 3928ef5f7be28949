/** What a ribbon's XML says, as data. Source of ids and structure: facts/solution-package.md §3. */

export type RibbonLocation = "Form" | "HomepageGrid" | "SubGrid";

export interface RibbonDefinition {
  readonly controls: Readonly<Record<RibbonLocation, readonly RibbonItem[]>>;
  readonly commands: ReadonlyMap<string, CommandDefinition>;
  readonly displayRules: ReadonlyMap<string, readonly RuleElement[]>;
  readonly enableRules: ReadonlyMap<string, readonly RuleElement[]>;
}

/** A rule is kept as its element: its kind is the name, its settings the attributes. */
export type RuleElement = Element;

export type RibbonItem =
  | (RibbonItemBase & { readonly kind: "button" })
  | (RibbonItemBase & {
      readonly kind: "flyout";
      readonly items: readonly RibbonItem[];
      /** Command that writes the menu when it is opened. */
      readonly populate?: string;
      readonly populateOnce: boolean;
      /** A split button runs its own command beside the menu. */
      readonly isSplit: boolean;
    });

interface RibbonItemBase {
  readonly id: string;
  readonly command?: string;
  readonly label: string;
  /** `Alt`: what is read aloud. */
  readonly alt: string;
  readonly toolTipTitle?: string;
  readonly toolTipDescription?: string;
  /** `$webresource:` name, or the name of one of the platform's icons. */
  readonly image?: string;
  /** Handed to the command of an item of a populated menu. */
  readonly commandValueId?: string;
}

export interface CommandDefinition {
  readonly id: string;
  readonly enableRules: readonly string[];
  readonly displayRules: readonly string[];
  readonly actions: readonly ActionDefinition[];
}

export type ActionDefinition =
  | {
      readonly kind: "script";
      readonly functionName: string;
      readonly library: string;
      readonly parameters: readonly ParameterDefinition[];
    }
  | {
      readonly kind: "url";
      readonly address: string;
      readonly passParameters: boolean;
      readonly parameters: readonly ParameterDefinition[];
    };

/** A parameter in the order of the XML. */
export interface ParameterDefinition {
  readonly kind: "crm" | "string" | "bool" | "int" | "decimal";
  /** Name of a Url action's parameter. */
  readonly name?: string;
  readonly value: string;
}
