import { edmType } from "../edm";
import { propertyName } from "../../query/scope";
import type { Catalog, Navigation } from "../catalog";
import type { Column, Table } from "../model";
import type { OperationSignature } from "./csdl-operations";
import { operationsCsdl } from "./csdl-operations";

/** The `$metadata` document: entity types with keys, properties and navigation properties, and the sets. OData CSDL 4.0. */
export function csdlDocument(catalog: Catalog, operations: readonly OperationSignature[] = []): string {
  const tables = catalog.tables();
  const types = tables.map((table) => entityType(catalog, table)).join("");
  const { schema, container } = operationsCsdl(operations, catalog);
  const sets = tables.map((table) => entitySet(catalog, table)).join("");

  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>' +
    '<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">' +
    '<EntityType Name="crmbaseentity" Abstract="true" />' +
    types +
    schema +
    `<EntityContainer Name="System">${sets}${container}</EntityContainer>` +
    "</Schema></edmx:DataServices></edmx:Edmx>"
  );
}

function entityType(catalog: Catalog, table: Table): string {
  const keys = table.keys.map((key) => {
    const columns = key.columns.map((name) => `<PropertyValue Property="Name" PropertyPath="${name}" />`).join("");

    return `<Annotation Term="OData.Community.Keys.V1.AlternateKeys"><Collection><Record>${columns}</Record></Collection></Annotation>`;
  });
  const properties = [...table.columns.values()].filter((column) => column.stored).map(property);
  const navigations = [...catalog.navigationsOf(table.logicalName)].map(([name, navigation]) =>
    navigationProperty(catalog, table, name, navigation),
  );

  return (
    `<EntityType Name="${table.logicalName}" BaseType="mscrm.crmbaseentity">` +
    `<Key><PropertyRef Name="${table.primaryId}" /></Key>` +
    properties.join("") +
    navigations.join("") +
    keys.join("") +
    "</EntityType>"
  );
}

function property(column: Column): string {
  const name = propertyName(column);
  const readOnly = column.canCreate || column.canUpdate ? "" : computed;
  const scale = edmType(column) === "Edm.Decimal" ? ' Scale="Variable"' : "";
  const head = `<Property Name="${name}" Type="${edmType(column)}"${scale}`;

  return name === column.logicalName && readOnly === "" ? `${head} />` : `${head}>${computed}</Property>`;
}

const computed = '<Annotation Term="Org.OData.Core.V1.Computed" Bool="true" />';

function navigationProperty(catalog: Catalog, table: Table, name: string, navigation: Navigation): string {
  if (navigation.kind === "lookup") {
    const { referencingColumn, referencedColumn, collectionNavigation, referencedTable } = navigation.relationship;
    const column = table.columns.get(referencingColumn);
    const own = column === undefined ? referencingColumn : propertyName(column);

    return (
      `<NavigationProperty Name="${name}" Type="mscrm.${referencedTable}" Nullable="true" Partner="${collectionNavigation}">` +
      `<ReferentialConstraint Property="${own}" ReferencedProperty="${referencedColumn}" /></NavigationProperty>`
    );
  }
  const partner =
    navigation.kind === "collection"
      ? navigation.relationship.lookupNavigation
      : navigation.side === 1
        ? navigation.relationship.navigation2
        : navigation.relationship.navigation1;

  return `<NavigationProperty Name="${name}" Type="Collection(mscrm.${catalog.requireTable(navigation.target).logicalName})" Partner="${partner}" />`;
}

function entitySet(catalog: Catalog, table: Table): string {
  const bindings = [...catalog.navigationsOf(table.logicalName)].map(
    ([name, navigation]) =>
      `<NavigationPropertyBinding Path="${name}" Target="${catalog.requireTable(navigation.target).entitySetName}" />`,
  );

  return `<EntitySet Name="${table.entitySetName}" EntityType="Microsoft.Dynamics.CRM.${table.logicalName}">${bindings.join("")}</EntitySet>`;
}
