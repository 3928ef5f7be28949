import type { Table } from "../metadata/model";
import type { Projection } from "./projection";
import type { ReadScope } from "./scope";
import type { QueryOptions } from "./syntax";

/** `…$metadata#accounts(name,primarycontactid(fullname))` (facts/dataverse-web-api.md §2.3). */
export function contextUrl(scope: ReadScope, projection: Projection, options: QueryOptions, single: boolean): string {
  const shape = shapeOf(scope, projection.table, options);

  return `${scope.baseUrl}$metadata#${projection.table.entitySetName}${shape === "" ? "" : `(${shape})`}${single ? "/$entity" : ""}`;
}

function shapeOf(scope: ReadScope, table: Table, options: QueryOptions): string {
  const expands = options.expand.map((item) => {
    const navigation = scope.catalog.navigation(table.logicalName, item.navigation);
    const target = navigation === undefined ? undefined : scope.catalog.table(navigation.target);

    return `${item.navigation}(${target === undefined ? "" : shapeOf(scope, target, item.options)})`;
  });

  return [...(options.select ?? []).filter((name) => name !== "*"), ...expands].join(",");
}
