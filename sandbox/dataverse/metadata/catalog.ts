import type { AlternateKey, Column, ManyToMany, OneToMany, OptionSet, Relationship, Table } from "./model";

/** What the catalog tells its listeners (the store alters its SQL tables, caches are dropped). */
export type CatalogChange =
  | { readonly kind: "table"; readonly table: Table }
  | { readonly kind: "tableRemoved"; readonly table: string }
  | { readonly kind: "column"; readonly table: string; readonly column: Column }
  | { readonly kind: "columnRemoved"; readonly table: string; readonly column: string }
  | { readonly kind: "key"; readonly table: string; readonly key: AlternateKey }
  | { readonly kind: "keyRemoved"; readonly table: string; readonly key: string }
  | { readonly kind: "relationship"; readonly relationship: Relationship }
  | { readonly kind: "relationshipRemoved"; readonly schemaName: string }
  | { readonly kind: "optionSet"; readonly optionSet: OptionSet };

/** A navigation property seen from one table. */
export type Navigation =
  | { readonly kind: "lookup"; readonly relationship: OneToMany; readonly target: string }
  | { readonly kind: "collection"; readonly relationship: OneToMany; readonly target: string }
  | { readonly kind: "manyToMany"; readonly relationship: ManyToMany; readonly target: string; readonly side: 1 | 2 };

/** The whole state of a catalog at one moment, to go back to when a transaction is undone. */
export interface CatalogSnapshot {
  readonly tables: readonly Table[];
  readonly relationships: readonly Relationship[];
  readonly optionSets: readonly OptionSet[];
}

/** A table that the catalog asserts to know, and does not: a programming error, not a client's. */
export class UnknownTableError extends Error {
  constructor(readonly table: string) {
    super(`The table '${table}' is not in the metadata.`);
  }
}

/**
 * All tables, relationships and global option sets of the environment, with the look-ups that the Web API needs.
 * Mutable at run time: importing a solution adds to it. `version` rises with each change, so that compiled plans can be kept.
 */
export class Catalog {
  private readonly tablesByName = new Map<string, Table>();
  private readonly tablesBySet = new Map<string, Table>();
  private readonly tablesByCode = new Map<number, Table>();
  private readonly relationshipsByName = new Map<string, Relationship>();
  private readonly navigations = new Map<string, Map<string, Navigation>>();
  /** Answers of `lookupRelationship`, which serialising asks for every value. */
  private readonly lookups = new Map<string, OneToMany | undefined>();
  private readonly globalOptionSets = new Map<string, OptionSet>();
  private readonly listeners = new Set<(change: CatalogChange) => void>();
  private readonly forerunners = new Set<() => void>();
  version = 0;

  /** Calls the listener after each change. Returns the function that stops it. */
  onChange(listener: (change: CatalogChange) => void): () => void {
    this.listeners.add(listener);

    return () => this.listeners.delete(listener);
  }

  /** Calls the listener before each change, while the old state can still be kept. */
  onBeforeChange(listener: () => void): () => void {
    this.forerunners.add(listener);

    return () => this.forerunners.delete(listener);
  }

  snapshot(): CatalogSnapshot {
    return { tables: this.tables(), relationships: this.relationships(), optionSets: this.optionSets() };
  }

  /** Goes back to a snapshot without telling the `onChange` listeners: who restores, restores what hangs on it too. */
  restore(snapshot: CatalogSnapshot): void {
    for (const map of [this.tablesByName, this.tablesBySet, this.tablesByCode, this.globalOptionSets]) map.clear();
    this.relationshipsByName.clear();
    this.navigations.clear();
    for (const table of snapshot.tables) this.index(table);
    for (const optionSet of snapshot.optionSets) this.globalOptionSets.set(optionSet.name, optionSet);
    for (const relationship of snapshot.relationships) this.indexRelationship(relationship);
    this.lookups.clear();
    this.version += 1;
  }

  tables(): Table[] {
    return [...this.tablesByName.values()];
  }

  relationships(): Relationship[] {
    return [...this.relationshipsByName.values()];
  }

  optionSets(): OptionSet[] {
    return [...this.globalOptionSets.values()];
  }

  /** By logical name. */
  table(logicalName: string): Table | undefined {
    return this.tablesByName.get(logicalName);
  }

  /** By logical name; throws when the table is not there. */
  requireTable(logicalName: string): Table {
    const table = this.tablesByName.get(logicalName);
    if (table === undefined) throw new UnknownTableError(logicalName);

    return table;
  }

  /** By the name in the URL (`opportunities`). Case-sensitive, as the Web API is. */
  tableBySet(entitySetName: string): Table | undefined {
    return this.tablesBySet.get(entitySetName);
  }

  tableByCode(objectTypeCode: number): Table | undefined {
    return this.tablesByCode.get(objectTypeCode);
  }

  /** A column of a table, or undefined. */
  column(table: string, column: string): Column | undefined {
    return this.tablesByName.get(table)?.columns.get(column);
  }

  relationship(schemaName: string): Relationship | undefined {
    return this.relationshipsByName.get(schemaName);
  }

  optionSet(name: string): OptionSet | undefined {
    return this.globalOptionSets.get(name);
  }

  /** A navigation property of a table by its name (case-sensitive). */
  navigation(table: string, name: string): Navigation | undefined {
    return this.navigations.get(table)?.get(name);
  }

  /** All navigation properties of a table by name. */
  navigationsOf(table: string): ReadonlyMap<string, Navigation> {
    return this.navigations.get(table) ?? new Map<string, Navigation>();
  }

  /** The navigation property that binds a lookup column to a target table: (`customerid`, `account`) -> `customerid_account`. */
  lookupNavigation(table: string, column: string, target: string): string | undefined {
    return this.lookupRelationship(table, column, target)?.lookupNavigation;
  }

  /** The relationship behind a lookup column for a target table. Owners are one relationship for both users and teams. */
  lookupRelationship(table: string, column: string, target: string): OneToMany | undefined {
    const key = `${table}.${column}.${target}`;
    if (!this.lookups.has(key)) {
      const found = this.relationshipsTo(table, column).find(
        (one) => one.referencedTable === target || one.referencedTable === "owner",
      );
      this.lookups.set(key, found);
    }

    return this.lookups.get(key);
  }

  /** All relationships of a lookup column, one per target. */
  relationshipsTo(table: string, column: string): OneToMany[] {
    return this.manyToOneOf(table).filter((one) => one.referencingColumn === column);
  }

  /** Relationships in which the table is the "many" side (its lookups). */
  manyToOneOf(table: string): OneToMany[] {
    return this.ofKind(table, "lookup");
  }

  /** Relationships in which the table is the "one" side (its collections), for cascades. */
  oneToManyOf(table: string): OneToMany[] {
    return this.ofKind(table, "collection");
  }

  manyToManyOf(table: string): ManyToMany[] {
    const found = new Set<ManyToMany>();
    for (const each of this.navigationsOf(table).values()) if (each.kind === "manyToMany") found.add(each.relationship);

    return [...found];
  }

  /** Adds a table or replaces its definition (columns that are missing now stay; use `removeColumn`). */
  putTable(table: Table): void {
    this.aboutToChange();
    const known = this.tablesByName.get(table.logicalName);
    const merged = known === undefined ? table : { ...table, columns: new Map([...known.columns, ...table.columns]) };
    if (known !== undefined) this.forgetNames(known);
    this.index(merged);
    this.changed({ kind: "table", table: merged });
  }

  removeTable(logicalName: string): void {
    const table = this.requireTable(logicalName);
    this.aboutToChange();
    for (const each of this.relationships()) if (touches(each, logicalName)) this.removeRelationship(each.schemaName);
    this.forgetNames(table);
    this.tablesByName.delete(logicalName);
    this.changed({ kind: "tableRemoved", table: logicalName });
  }

  /** Adds a column or replaces its definition. */
  putColumn(tableName: string, column: Column): void {
    const table = this.requireTable(tableName);
    this.aboutToChange();
    this.index({ ...table, columns: new Map([...table.columns, [column.logicalName, column]]) });
    this.changed({ kind: "column", table: tableName, column });
  }

  removeColumn(tableName: string, column: string): void {
    const table = this.requireTable(tableName);
    const columns = new Map(table.columns);
    if (!columns.delete(column)) return;
    this.aboutToChange();
    for (const each of this.relationshipsTo(tableName, column)) this.removeRelationship(each.schemaName);
    this.index({ ...table, columns });
    this.changed({ kind: "columnRemoved", table: tableName, column });
  }

  /** Adds an alternate key or replaces its definition. */
  putKey(tableName: string, key: AlternateKey): void {
    const table = this.requireTable(tableName);
    this.aboutToChange();
    this.index({ ...table, keys: [...table.keys.filter((each) => each.logicalName !== key.logicalName), key] });
    this.changed({ kind: "key", table: tableName, key });
  }

  removeKey(tableName: string, key: string): void {
    const table = this.requireTable(tableName);
    this.aboutToChange();
    this.index({ ...table, keys: table.keys.filter((each) => each.logicalName !== key) });
    this.changed({ kind: "keyRemoved", table: tableName, key });
  }

  /** Adds a relationship or replaces its definition. Its tables and lookup column have to be there. */
  putRelationship(relationship: Relationship): void {
    this.aboutToChange();
    const known = this.relationshipsByName.get(relationship.schemaName);
    if (known !== undefined) this.forgetNavigations(known);
    this.indexRelationship(relationship);
    this.changed({ kind: "relationship", relationship });
  }

  removeRelationship(schemaName: string): void {
    const relationship = this.relationshipsByName.get(schemaName);
    if (relationship === undefined) return;
    this.aboutToChange();
    this.forgetNavigations(relationship);
    this.relationshipsByName.delete(schemaName);
    this.changed({ kind: "relationshipRemoved", schemaName });
  }

  /** Adds a global option set or replaces its options. Columns that use it have to be put again by the caller. */
  putOptionSet(optionSet: OptionSet): void {
    this.aboutToChange();
    this.globalOptionSets.set(optionSet.name, optionSet);
    this.changed({ kind: "optionSet", optionSet });
  }

  /** The next free object type code for a custom table (the platform starts at 10000). */
  nextObjectTypeCode(): number {
    return Math.max(9999, ...this.tablesByCode.keys()) + 1;
  }

  private ofKind(table: string, kind: "lookup" | "collection"): OneToMany[] {
    const found = new Set<OneToMany>();
    for (const each of this.navigationsOf(table).values()) if (each.kind === kind) found.add(each.relationship);

    return [...found];
  }

  private index(table: Table): void {
    this.tablesByName.set(table.logicalName, table);
    this.tablesBySet.set(table.entitySetName, table);
    this.tablesByCode.set(table.objectTypeCode, table);
  }

  private indexRelationship(relationship: Relationship): void {
    this.relationshipsByName.set(relationship.schemaName, relationship);
    for (const [table, name, navigation] of navigationsFrom(relationship)) {
      this.navigationMap(table).set(name, navigation);
    }
  }

  private aboutToChange(): void {
    for (const each of this.forerunners) each();
  }

  private forgetNames(table: Table): void {
    this.tablesBySet.delete(table.entitySetName);
    this.tablesByCode.delete(table.objectTypeCode);
  }

  private navigationMap(table: string): Map<string, Navigation> {
    const known = this.navigations.get(table);
    if (known !== undefined) return known;
    const fresh = new Map<string, Navigation>();
    this.navigations.set(table, fresh);

    return fresh;
  }

  private forgetNavigations(relationship: Relationship): void {
    for (const [table, name] of navigationsFrom(relationship)) this.navigations.get(table)?.delete(name);
  }

  private changed(change: CatalogChange): void {
    this.version += 1;
    this.lookups.clear();
    for (const each of this.listeners) each(change);
  }
}

function touches(relationship: Relationship, table: string): boolean {
  return relationship.kind === "OneToMany"
    ? relationship.referencedTable === table || relationship.referencingTable === table
    : relationship.table1 === table || relationship.table2 === table || relationship.intersectTable === table;
}

function navigationsFrom(relationship: Relationship): [string, string, Navigation][] {
  if (relationship.kind === "OneToMany") {
    const { referencedTable, referencingTable, lookupNavigation, collectionNavigation } = relationship;

    return [
      [referencingTable, lookupNavigation, { kind: "lookup", relationship, target: referencedTable }],
      [referencedTable, collectionNavigation, { kind: "collection", relationship, target: referencingTable }],
    ];
  }
  const { table1, table2, navigation1, navigation2 } = relationship;

  return [
    [table1, navigation1, { kind: "manyToMany", relationship, target: table2, side: 1 }],
    [table2, navigation2, { kind: "manyToMany", relationship, target: table1, side: 2 }],
  ];
}
