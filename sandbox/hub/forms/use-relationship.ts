import * as React from "react";
import { getJson, labelOf, type Json } from "../form-model";

/** How rows of another table belong to this one: by a column of theirs, or through a table in between. */
export interface Relationship {
  readonly name: string;
  readonly table: string;
  /** The column of the other table that points here; empty between many and many. */
  readonly column: string;
  /** Collection of the other rows, as a property of this table's. */
  readonly navigation: string;
  /** Between many and many: the table in between, with its columns for this row and for the other. */
  readonly through?: { readonly table: string; readonly ownColumn: string; readonly otherColumn: string };
  /** Whether the Related menu of a form lists it, under which words, and where. */
  readonly menu: { readonly isShown: boolean; readonly label: string; readonly order: number };
}

const cache = new Map<string, Promise<readonly Relationship[]>>();

/** The relationships of a table to rows of others, read once per page load. */
export function getRelationships(table: string): Promise<readonly Relationship[]> {
  const known = cache.get(table);
  if (known) {
    return known;
  }
  const reading = readRelationships(table);
  cache.set(table, reading);
  reading.catch(() => cache.delete(table));

  return reading;
}

async function readRelationships(table: string): Promise<readonly Relationship[]> {
  const base = `EntityDefinitions(LogicalName='${table}')`;
  const [toMany, between] = await Promise.all([
    getJson(
      `${base}/OneToManyRelationships?$select=SchemaName,ReferencingEntity,ReferencingAttribute,ReferencedEntityNavigationPropertyName,AssociatedMenuConfiguration`,
    ),
    getJson(`${base}/ManyToManyRelationships`),
  ]);
  const owned = ((toMany.value ?? []) as Json[]).map((row) => ({
    name: String(row.SchemaName),
    table: String(row.ReferencingEntity),
    column: String(row.ReferencingAttribute),
    navigation: String(row.ReferencedEntityNavigationPropertyName ?? ""),
    menu: menuOf(row.AssociatedMenuConfiguration),
  }));

  return [...owned, ...((between.value ?? []) as Json[]).map((row) => betweenMany(table, row))];
}

function betweenMany(table: string, row: Json): Relationship {
  const [own, other] = row.Entity1LogicalName === table ? [1, 2] : [2, 1];

  return {
    name: String(row.SchemaName),
    table: String(row[`Entity${other}LogicalName`]),
    column: "",
    navigation: String(row[`Entity${own}NavigationPropertyName`]),
    through: {
      table: String(row.IntersectEntityName),
      ownColumn: String(row[`Entity${own}IntersectAttribute`]),
      otherColumn: String(row[`Entity${other}IntersectAttribute`]),
    },
    menu: menuOf(row[`Entity${own}AssociatedMenuConfiguration`]),
  };
}

function menuOf(configuration: unknown): Relationship["menu"] {
  const menu = (configuration ?? {}) as Json;

  return {
    isShown: menu.Behavior !== "DoNotDisplay",
    label: menu.Behavior === "UseLabel" ? labelOf(menu.Label) : "",
    order: Number(menu.Order ?? 10_000),
  };
}

/** The relationships of a table; undefined while they are read. */
export function useRelationships(table: string): readonly Relationship[] | undefined {
  const [relationships, setRelationships] = React.useState<readonly Relationship[]>();

  React.useEffect(() => {
    let isStale = false;
    void getRelationships(table).then((all) => !isStale && setRelationships(all));

    return () => {
      isStale = true;
    };
  }, [table]);

  return relationships;
}
