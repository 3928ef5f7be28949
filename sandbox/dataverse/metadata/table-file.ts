import type {
  Cascade,
  CascadeType,
  Column,
  ColumnType,
  Label,
  Option,
  Ownership,
  Relationship,
  RequiredLevel,
  Table,
} from "./model";
import { isLookupType } from "./model";

/** A column as the JSON files in `tables/` write it: only what differs from the usual. */
interface ColumnFile {
  readonly type: ColumnType;
  readonly label: string;
  readonly schema?: string;
  readonly required?: RequiredLevel;
  /** "read": computed by the platform. "create": settable on create only. Absent: settable on create and update. */
  readonly access?: "read" | "create";
  readonly stored?: boolean;
  readonly maxLength?: number;
  readonly format?: string;
  readonly dates?: "DateOnly" | "TimeZoneIndependent";
  readonly min?: number;
  readonly max?: number;
  readonly precision?: number;
  readonly precisionSource?: number;
  readonly of?: string;
  /** Labels by value; of a Boolean the labels of false and true. */
  readonly options?: Readonly<Record<string, string>> | readonly string[];
  /** Status: the state of each option. */
  readonly states?: Readonly<Record<string, number>>;
  /** State: the default status of each option. */
  readonly statuses?: Readonly<Record<string, number>>;
  readonly default?: number | boolean;
  readonly targets?: readonly string[];
}

interface LookupFile {
  readonly name: string;
  readonly column: string;
  readonly target: string;
  readonly nav: string;
  readonly collection?: string;
  /** What happens to the row when the one it points to goes. Absent: RemoveLink. "Parental": cascades everything. */
  readonly cascade?: CascadeType | "Parental";
  readonly merge?: boolean;
  readonly hierarchical?: boolean;
}

interface ManyToManyFile {
  readonly name: string;
  readonly kind: "manyToMany";
  readonly table1: string;
  readonly column1: string;
  readonly nav1: string;
  readonly table2: string;
  readonly column2: string;
  readonly nav2: string;
}

/** One file of `tables/`. */
export interface TableFile {
  readonly name: string;
  readonly schema: string;
  readonly set: string;
  readonly code: number;
  readonly id: string;
  readonly nameColumn?: string;
  readonly ownership: Ownership;
  readonly label: string;
  readonly plural: string;
  readonly german?: readonly [string, string];
  readonly flags?: readonly string[];
  readonly columns: Readonly<Record<string, ColumnFile>>;
  readonly relationships: readonly (LookupFile | ManyToManyFile)[];
}

/** Reads the table of a file, without its relationships. */
export function tableOf(file: TableFile): Table {
  const flags = new Set(file.flags ?? []);
  const columns = Object.entries(file.columns).map(([name, column]) => [name, columnOf(file, name, column)] as const);

  return {
    logicalName: file.name,
    schemaName: file.schema,
    entitySetName: file.set,
    objectTypeCode: file.code,
    primaryId: file.id,
    ...(file.nameColumn === undefined ? {} : { primaryName: file.nameColumn }),
    ...(file.columns["entityimage"] === undefined ? {} : { primaryImage: "entityimage" }),
    ownership: file.ownership,
    label: labelOf(file.label, file.german?.[0]),
    collectionLabel: labelOf(file.plural, file.german?.[1]),
    isActivity: flags.has("activity"),
    isIntersect: flags.has("intersect"),
    isCustom: false,
    isProcess: flags.has("process"),
    hasNotes: flags.has("notes"),
    duplicateDetection: flags.has("duplicates"),
    isView: flags.has("view"),
    columns: new Map(columns),
    keys: [],
  };
}

/** The relationships that a file declares. `primaryIdOf` gives the key column of any table. */
export function relationshipsOf(file: TableFile, primaryIdOf: (table: string) => string): Relationship[] {
  return file.relationships.map((each): Relationship => {
    if ("kind" in each) {
      const { name, table1, column1, nav1, table2, column2, nav2 } = each;
      const sides = { table1, column1, navigation1: nav1, table2, column2, navigation2: nav2 };

      return { kind: "ManyToMany", schemaName: name, intersectTable: file.name, ...sides, isCustom: false };
    }

    return {
      kind: "OneToMany",
      schemaName: each.name,
      referencedTable: each.target,
      referencedColumn: primaryIdOf(each.target),
      referencingTable: file.name,
      referencingColumn: each.column,
      lookupNavigation: each.nav,
      collectionNavigation: each.collection ?? each.name,
      cascade: cascadeOf(each.cascade ?? "RemoveLink", each.merge === true),
      isCustom: false,
      isHierarchical: each.hierarchical === true,
    };
  });
}

function cascadeOf(onDelete: CascadeType | "Parental", merges: boolean): Cascade {
  if (onDelete === "Parental") {
    return {
      assign: "Cascade",
      delete: "Cascade",
      merge: "Cascade",
      reparent: "Cascade",
      share: "Cascade",
      unshare: "Cascade",
    };
  }
  const others = { assign: "NoCascade", reparent: "NoCascade", share: "NoCascade", unshare: "NoCascade" } as const;

  return { ...others, delete: onDelete, merge: merges ? "Cascade" : "NoCascade" };
}

function columnOf(table: TableFile, name: string, file: ColumnFile): Column {
  const isKey = name === table.id;
  const schemaName = file.schema ?? name;
  const dateBehavior = file.type === "DateTime" ? { dateBehavior: file.dates ?? ("UserLocal" as const) } : {};

  return {
    logicalName: name,
    schemaName,
    type: file.type,
    label: labelOf(file.label),
    required: isKey ? "SystemRequired" : (file.required ?? "None"),
    canCreate: isKey || file.access !== "read",
    canUpdate: !isKey && file.access === undefined,
    canRead: true,
    isCustom: false,
    stored: file.stored ?? true,
    ...optional("maxLength", file.maxLength),
    ...optional("format", file.format ?? defaultFormat(file.type)),
    ...dateBehavior,
    // A range from -1 to -1 is how the platform's tables write that a column has none.
    ...(file.min === -1 && file.max === -1 ? {} : { ...optional("min", file.min), ...optional("max", file.max) }),
    ...optional("precision", file.precision),
    ...optional("precisionSource", file.precisionSource),
    ...optional("attributeOf", file.of),
    ...optional("defaultValue", file.default),
    ...(isLookupType(file.type) || file.type === "PartyList" ? { targets: file.targets ?? [] } : {}),
    ...(hasOptions(file.type)
      ? { optionSet: { name: `${table.name}_${name}`, isGlobal: false, options: optionsOf(file) } }
      : {}),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function hasOptions(type: ColumnType): boolean {
  return ["Picklist", "MultiSelectPicklist", "State", "Status", "Boolean"].includes(type);
}

function optionsOf(file: ColumnFile): Option[] {
  if (file.type === "Boolean") {
    const [no, yes] = Array.isArray(file.options) ? (file.options as string[]) : ["No", "Yes"];

    return [
      { value: 0, label: labelOf(no ?? "No") },
      { value: 1, label: labelOf(yes ?? "Yes") },
    ];
  }

  return Object.entries((file.options ?? {}) as Record<string, string>).map(([value, label]) => ({
    value: Number(value),
    label: labelOf(label),
    ...optional("state", file.states?.[value]),
    ...optional("defaultStatus", file.statuses?.[value]),
    ...(file.type === "State" ? { invariantName: label } : {}),
  }));
}

function defaultFormat(type: ColumnType): string | undefined {
  if (type === "String") return "Text";
  if (type === "Memo") return "TextArea";
  if (type === "DateTime") return "DateAndTime";

  return type === "Integer" ? "None" : undefined;
}

function labelOf(english: string, german?: string): Label {
  return german === undefined ? { 1033: english } : { 1033: english, 1031: german };
}
