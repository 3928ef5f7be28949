/**
 * What a FormXml document says, as data: the drawing and the client API read this and never the XML.
 * Source of names and structure: facts/solution-package.md §4.1.
 */

/** A set of labels of the XML, resolved to the user's language. */
export type Label = string;

export interface FormDefinition {
  readonly id: string;
  readonly name: string;
  readonly table: string;
  /** 2 main, 6 quick view, 7 quick create, 11 card (systemform.type). */
  readonly type: number;
  readonly tabs: readonly TabDefinition[];
  readonly header?: SectionDefinition;
  readonly footer?: SectionDefinition;
  /** Web resource names in load order. */
  readonly libraries: readonly string[];
  readonly events: readonly EventDefinition[];
  readonly parameters: readonly FormParameter[];
  /** By the control's `uniqueId`: what is to be drawn instead of the native control. */
  readonly customControls: ReadonlyMap<string, readonly CustomControlDefinition[]>;
  readonly navigation: readonly NavigationDefinition[];
  /** `shownavigationbar` of the form element. */
  readonly showNavigation: boolean;
}

export interface TabDefinition {
  readonly id: string;
  readonly name: string;
  readonly label: Label;
  readonly visible: boolean;
  readonly expanded: boolean;
  readonly showLabel: boolean;
  readonly columns: readonly TabColumnDefinition[];
}

export interface TabColumnDefinition {
  /** Of the tab's width, such as "33%". */
  readonly width: string;
  readonly sections: readonly SectionDefinition[];
}

export interface SectionDefinition {
  readonly id: string;
  readonly name: string;
  readonly label: Label;
  readonly visible: boolean;
  readonly showLabel: boolean;
  readonly columns: number;
  readonly rows: readonly (readonly CellDefinition[])[];
}

export interface CellDefinition {
  readonly id: string;
  readonly label?: Label;
  readonly visible: boolean;
  readonly showLabel: boolean;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly control?: ControlDefinition;
}

/** What draws a cell when no custom control does; from the class id of the XML. */
export type NativeKind =
  | "text"
  | "memo"
  | "email"
  | "phone"
  | "url"
  | "choice"
  | "choices"
  | "status"
  | "boolean"
  | "date"
  | "lookup"
  | "regarding"
  | "partylist"
  | "integer"
  | "decimal"
  | "float"
  | "money"
  | "duration"
  | "subgrid"
  | "timeline"
  | "quickform"
  | "webresource"
  | "iframe"
  | "timer"
  | "map"
  | "notes"
  | "image"
  | "file"
  | "custom"
  | "unknown";

export interface ControlDefinition {
  readonly id: string;
  readonly classId: string;
  readonly native: NativeKind;
  /** `datafieldname`: the column; absent for sub-grids, web resources and the like. */
  readonly column?: string;
  readonly disabled: boolean;
  /** `uniqueid`: the key into `customControls`. */
  readonly uniqueId?: string;
  /** Children of `<parameters>`: sub-grid view ids, relationship names, web resource URLs and so on. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface CustomControlDefinition {
  /** `prefix_Namespace.Constructor`; absent on the entry for the native control. */
  readonly name?: string;
  /** Class id of the native control, on the default entry. */
  readonly id?: string;
  /** 0 web, 1 phone, 2 tablet; absent on the default entry. */
  readonly formFactor?: number;
  readonly parameters: readonly CustomControlParameter[];
}

export interface CustomControlParameter {
  readonly name: string;
  /** `type` attribute, such as `Enum` or `SingleLine.Text`. */
  readonly type?: string;
  /** True: `value` is the value; false: `value` is a column's logical name. */
  readonly isStatic: boolean;
  readonly value: string;
}

export interface EventDefinition {
  /** onload, onsave, onchange, tabstatechange, onreadystatecomplete, onrecordselect, … */
  readonly name: string;
  /** The column of an onchange, the name of the tab or grid else. */
  readonly attribute?: string;
  readonly control?: string;
  readonly handlers: readonly HandlerDefinition[];
}

export interface HandlerDefinition {
  readonly functionName: string;
  readonly libraryName: string;
  readonly enabled: boolean;
  /** Further arguments, as JSON values. */
  readonly parameters: readonly unknown[];
  readonly passExecutionContext: boolean;
}

export interface FormParameter {
  readonly name: string;
  readonly type: string;
}

export interface NavigationDefinition {
  readonly id: string;
  readonly relationship?: string;
  readonly label?: Label;
}
