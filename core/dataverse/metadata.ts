/**
 * What the product knows of a table: the part of Dataverse's metadata that planning, mapping and drawing need.
 * Plain data, so that it can be read in one `$batch`, stored in a test vector, and compared.
 */

/** The kinds of column that hold a value, named after Dataverse's attribute types. */
export type ColumnKind =
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
  | "Uniqueidentifier";

/** One option of a choice, with its label in the user's language. `state` is set on options of a status reason only. */
export interface ChoiceOption {
  readonly value: number;
  readonly label: string;
  readonly state?: number;
}

/** A table that a lookup column may point to, and the single-valued navigation property that binds it. */
export interface LookupTarget {
  readonly table: string;
  readonly navigationProperty: string;
}

export interface ColumnMetadata {
  readonly logicalName: string;
  readonly displayName: string;
  readonly kind: ColumnKind;
  /** As Dataverse has it: only SystemRequired is enforced by the server, ApplicationRequired by forms (facts/sales-qualification.md §2). */
  readonly required: "None" | "Recommended" | "ApplicationRequired" | "SystemRequired";
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
  readonly canRead: boolean;
  /** Under column security, the key by which it speaks of the column. */
  readonly securedId?: string;
  /** Characters, for String and Memo. */
  readonly maxLength?: number;
  /**
   * Text, Email, Phone, Url, TextArea for String. For DateTime DateOnly where a day is stored, anything else where a moment is,
   * also when forms show only its day.
   */
  readonly format?: string;
  readonly min?: number;
  readonly max?: number;
  /** Decimal places, for Decimal, Double and Money. */
  readonly precision?: number;
  /** For Picklist, MultiSelectPicklist, State, Status and Boolean (values 0 and 1). */
  readonly options?: readonly ChoiceOption[];
  /** For Lookup, Customer and Owner. */
  readonly targets?: readonly LookupTarget[];
}

export interface TableMetadata {
  readonly logicalName: string;
  readonly displayName: string;
  readonly entitySetName: string;
  readonly primaryId: string;
  readonly primaryName: string;
  /** By logical name. */
  readonly columns: Readonly<Record<string, ColumnMetadata>>;
}

/** Tables by logical name. */
export type Metadata = Readonly<Record<string, TableMetadata>>;
