import * as React from "react";
import { getJson, labelOf, type Json } from "../form-model";

/** A one-to-many relationship: which column of the other table points to this one. */
export interface Relationship {
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** Whether the Related menu of a form lists it, under which words, and where. */
  readonly menu: { readonly isShown: boolean; readonly label: string; readonly order: number };
}

const cache = new Map<string, Promise<readonly Relationship[]>>();

/** The one-to-many relationships of a table, read once per page load. */
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
  const answer = await getJson(
    `EntityDefinitions(LogicalName='${table}')/OneToManyRelationships?$select=SchemaName,ReferencingEntity,ReferencingAttribute,AssociatedMenuConfiguration`,
  );

  return ((answer.value ?? []) as Json[]).map((row) => {
    const menu = (row.AssociatedMenuConfiguration ?? {}) as Json;

    return {
      name: String(row.SchemaName),
      table: String(row.ReferencingEntity),
      column: String(row.ReferencingAttribute),
      menu: {
        isShown: menu.Behavior !== "DoNotDisplay",
        label: menu.Behavior === "UseLabel" ? labelOf(menu.Label) : "",
        order: Number(menu.Order ?? 10_000),
      },
    };
  });
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
