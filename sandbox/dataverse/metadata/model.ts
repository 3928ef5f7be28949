/**
 * The vocabulary of the emulated Dataverse's metadata. Everything else in the sandbox (store, queries, writes, metadata
 * endpoints, solution import) speaks of tables, columns and relationships in these terms. Plain data: the project's own
 * definitions are JSON files in `tables/`, and what an imported solution adds has the same shape.
 */

/** Texts by language code (LCID): `{1033: "Topic", 1031: "Thema"}`. 1033 is the base language and always there. */
export type Label = Readonly<Record<number, string>>;

/** Dataverse's attribute types (AttributeTypeCode), plus the ones that it hides behind "Virtual". */
export type ColumnType =
  | "String"
  | "Memo"
  | "Integer"
  | "BigInt"
  | "Decimal"
  | "Double"
  | "Money"
  | "Boolean"
  | "DateTime"
  | "Picklist"
  | "MultiSelectPicklist"
  | "State"
  | "Status"
  | "Lookup"
  | "Customer"
  | "Owner"
  | "PartyList"
  | "Uniqueidentifier"
  | "EntityName"
  | "Image"
  | "File"
  | "Virtual";

export type RequiredLevel = "None" | "Recommended" | "ApplicationRequired" | "SystemRequired";

export interface Option {
  readonly value: number;
  readonly label: Label;
  readonly color?: string;
  /** On options of a Status column: the state that they belong to. */
  readonly state?: number;
  /** On options of a State column: the status that a row gets when only the state is set. */
  readonly defaultStatus?: number;
  /** On options of a State column: the name that code uses ("Open"). */
  readonly invariantName?: string;
}

export interface OptionSet {
  /** Global: its own name. Local: `<table>_<column>`. */
  readonly name: string;
  readonly isGlobal: boolean;
  readonly label?: Label;
  readonly options: readonly Option[];
}

export interface Column {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly type: ColumnType;
  readonly label: Label;
  readonly description?: Label;
  readonly required: RequiredLevel;
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
  readonly canRead: boolean;
  readonly isCustom: boolean;
  /** False: exists in metadata only (PartyList, virtual names), no SQL column. */
  readonly stored: boolean;
  /** Takes part in column security (fieldsecurityprofile). */
  readonly isSecured?: boolean;
  /** Characters, for String and Memo. */
  readonly maxLength?: number;
  /** String: Text, Email, Phone, Url, TextArea. DateTime: DateOnly, DateAndTime. Integer: None, Duration, TimeZone, Language. */
  readonly format?: string;
  /** DateTime only: which clock the value is on. */
  readonly dateBehavior?: "UserLocal" | "DateOnly" | "TimeZoneIndependent";
  readonly min?: number;
  readonly max?: number;
  /** Decimal places, for Decimal, Double and Money. */
  readonly precision?: number;
  /** Money: 0 = `precision`, 1 = organisation, 2 = currency. */
  readonly precisionSource?: number;
  /** For Picklist, MultiSelectPicklist, State, Status and Boolean (options 0 and 1). */
  readonly optionSet?: OptionSet;
  /** The value of a new row when none is given. */
  readonly defaultValue?: string | number | boolean;
  /** Tables that a Lookup, Customer or Owner may point to. */
  readonly targets?: readonly string[];
  /** `x_base` money columns name the column that they are computed from; virtual names name their lookup or choice. */
  readonly attributeOf?: string;
  /** Autonumber pattern, for String. */
  readonly autoNumberFormat?: string;
  /** Set from outside for `.../Attributes(<MetadataId>)`; else derived from the names. */
  readonly metadataId?: string;
}

/** An alternate key. */
export interface AlternateKey {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly label: Label;
  readonly columns: readonly string[];
}

export type Ownership = "UserOwned" | "OrganizationOwned" | "BusinessOwned" | "None";

export interface Table {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly entitySetName: string;
  readonly objectTypeCode: number;
  readonly primaryId: string;
  /** Absent on tables without a name column (solutioncomponent, intersect tables). */
  readonly primaryName?: string;
  readonly primaryImage?: string;
  readonly ownership: Ownership;
  readonly label: Label;
  readonly collectionLabel: Label;
  readonly description?: Label;
  readonly isActivity: boolean;
  readonly isIntersect: boolean;
  readonly isCustom: boolean;
  /** A business process flow's instance table. */
  readonly isProcess: boolean;
  readonly hasNotes: boolean;
  readonly duplicateDetection: boolean;
  /** Rows live in other tables (activitypointer): a SQL view over all tables with `isActivity`. */
  readonly isView: boolean;
  /** By logical name, in definition order. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly keys: readonly AlternateKey[];
  readonly metadataId?: string;
}

export type CascadeType = "NoCascade" | "Cascade" | "Active" | "UserOwned" | "RemoveLink" | "Restrict";

export interface Cascade {
  readonly assign: CascadeType;
  readonly delete: CascadeType;
  readonly merge: CascadeType;
  readonly reparent: CascadeType;
  readonly share: CascadeType;
  readonly unshare: CascadeType;
}

/** A lookup column seen as a relationship: one row of `referencedTable`, many of `referencingTable`. */
export interface OneToMany {
  readonly kind: "OneToMany";
  readonly schemaName: string;
  readonly referencedTable: string;
  readonly referencedColumn: string;
  readonly referencingTable: string;
  readonly referencingColumn: string;
  /** Single-valued navigation property on the referencing table: `parentcustomerid_account`. */
  readonly lookupNavigation: string;
  /** Collection-valued navigation property on the referenced table: `contact_customer_accounts`. */
  readonly collectionNavigation: string;
  readonly cascade: Cascade;
  readonly isCustom: boolean;
  readonly isHierarchical: boolean;
}

export interface ManyToMany {
  readonly kind: "ManyToMany";
  readonly schemaName: string;
  readonly intersectTable: string;
  readonly table1: string;
  /** The column of the intersect table that holds table1's key. */
  readonly column1: string;
  readonly navigation1: string;
  readonly table2: string;
  readonly column2: string;
  readonly navigation2: string;
  readonly isCustom: boolean;
}

export type Relationship = OneToMany | ManyToMany;

/** Types whose value is a row's key. */
export function isLookupType(type: ColumnType): boolean {
  return type === "Lookup" || type === "Customer" || type === "Owner";
}

/** Types whose value is one option's number. */
export function isChoiceType(type: ColumnType): boolean {
  return type === "Picklist" || type === "State" || type === "Status";
}

/** Whether a lookup may point to several tables, so that the table's name is stored beside the key. */
export function isPolymorphic(column: Column): boolean {
  return isLookupType(column.type) && (column.targets?.length ?? 0) > 1;
}

/** The raw column beside a polymorphic lookup that holds the logical name of the table pointed to. */
export function typeColumn(lookupColumn: string): string {
  return `${lookupColumn}__type`;
}

/** The text of a label in a language, else in the base language. */
export function labelText(label: Label, language: number): string {
  return label[language] ?? label[1033] ?? Object.values(label)[0] ?? "";
}
