import type { Cascade, CascadeType, ManyToMany, OneToMany, Relationship } from "../metadata/model";
import { attribute, child, children, childFlag, childText, type Element } from "./xml";

/** An EntityRelationship as it is in customizations.xml, names in lower case. */
export function readRelationship(element: Element, primaryIdOf: (table: string) => string): Relationship {
  return childText(element, "EntityRelationshipType") === "ManyToMany"
    ? readManyToMany(element)
    : readOneToMany(element, primaryIdOf);
}

/** Lookup column (`table.column`) -> the tables that relationships connect it with. */
export function lookupTargetsOf(elements: readonly Element[]): ReadonlyMap<string, string[]> {
  const targets = new Map<string, string[]>();
  for (const element of elements) {
    if (childText(element, "EntityRelationshipType") === "ManyToMany") continue;
    const key = `${lower(element, "ReferencingEntityName")}.${lower(element, "ReferencingAttributeName")}`;
    targets.set(key, [...(targets.get(key) ?? []), lower(element, "ReferencedEntityName")]);
  }
  return targets;
}

function readOneToMany(element: Element, primaryIdOf: (table: string) => string): OneToMany {
  const schemaName = attribute(element, "Name") ?? "";
  const roles = children(child(element, "EntityRelationshipRoles"), "EntityRelationshipRole");
  const role = (type: string) => roles.find((each) => childText(each, "RelationshipRoleType") === type);
  const referencedTable = lower(element, "ReferencedEntityName");

  return {
    kind: "OneToMany",
    schemaName,
    referencedTable,
    referencedColumn: primaryIdOf(referencedTable),
    referencingTable: lower(element, "ReferencingEntityName"),
    referencingColumn: lower(element, "ReferencingAttributeName"),
    // The role of type 1 is the "many" side's: its navigation property is the lookup's (facts/solution-package.md §1.6).
    lookupNavigation: childText(role("1"), "NavigationPropertyName") ?? usualNavigation(element) ?? schemaName,
    collectionNavigation: childText(role("0"), "NavigationPropertyName") ?? schemaName,
    cascade: readCascade(element),
    isCustom: true,
    isHierarchical: childFlag(element, "IsHierarchical"),
  };
}

/** Relationships of system columns are exported without roles; their navigation is the column's logical name. */
function usualNavigation(element: Element): string | undefined {
  const name = childText(element, "ReferencingAttributeName");
  return name?.includes("_") ? name : name?.toLowerCase();
}

function readCascade(element: Element): Cascade {
  const cascade = (name: string, otherwise: CascadeType) =>
    (childText(element, name) as CascadeType | undefined) ?? otherwise;
  return {
    assign: cascade("CascadeAssign", "NoCascade"),
    delete: cascade("CascadeDelete", "RemoveLink"),
    merge: "NoCascade",
    reparent: cascade("CascadeReparent", "NoCascade"),
    share: cascade("CascadeShare", "NoCascade"),
    unshare: cascade("CascadeUnshare", "NoCascade"),
  };
}

function readManyToMany(element: Element): ManyToMany {
  const schemaName = attribute(element, "Name") ?? "";
  const table1 = lower(element, "FirstEntityName");
  const table2 = lower(element, "SecondEntityName");
  const roles = children(child(element, "EntityRelationshipRoles"), "EntityRelationshipRole");
  const navigation = (at: number) => childText(roles[at], "NavigationPropertyName") ?? schemaName;
  const isSelf = table1 === table2;

  return {
    kind: "ManyToMany",
    schemaName,
    intersectTable: lower(element, "IntersectEntityName") || schemaName.toLowerCase(),
    table1,
    column1: isSelf ? `${table1}idone` : `${table1}id`,
    navigation1: navigation(0),
    table2,
    column2: isSelf ? `${table2}idtwo` : `${table2}id`,
    navigation2: navigation(1),
    isCustom: true,
  };
}

function lower(element: Element, name: string): string {
  return (childText(element, name) ?? "").toLowerCase();
}
