import * as React from "react";
import { getJson, type Json } from "../form-model";

/** A one-to-many relationship: which column of the other table points to this one. */
export interface Relationship {
  readonly name: string;
  readonly table: string;
  readonly column: string;
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
    `EntityDefinitions(LogicalName='${table}')/OneToManyRelationships?$select=SchemaName,ReferencingEntity,ReferencingAttribute`,
  );

  return ((answer.value ?? []) as Json[]).map((row) => ({
    name: String(row.SchemaName),
    table: String(row.ReferencingEntity),
    column: String(row.ReferencingAttribute),
  }));
}

/** A relationship by its name; undefined while it is read, or when there is none. */
export function useRelationship(table: string, name: string | undefined): Relationship | undefined {
  const [relationship, setRelationship] = React.useState<Relationship>();

  React.useEffect(() => {
    let isStale = false;
    if (name) {
      void getRelationships(table).then(
        (all) =>
          !isStale && setRelationship(all.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())),
      );
    }

    return () => {
      isStale = true;
    };
  }, [table, name]);

  return relationship;
}
