import type { Catalog } from "../catalog";

/** A function or action, as far as `$metadata` tells of it. */
export interface OperationSignature {
  readonly name: string;
  readonly kind: "action" | "function";
  readonly bound?: { readonly table: string; readonly to: "row" | "collection" };
  /** Types by name: `Edm.Boolean`, `transactioncurrency?` (may be null), `Collection(Edm.String)`. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly returns?: string;
}

/** The parts of `$metadata` that speak of functions and actions. */
export interface OperationsCsdl {
  /** Actions, functions and the types that only they use. */
  readonly schema: string;
  /** What the container offers without a row. */
  readonly container: string;
}

export function operationsCsdl(operations: readonly OperationSignature[], catalog: Catalog): OperationsCsdl {
  const types = new Set<string>();
  const elements = operations.map((each) => operationElement(each, catalog, types));
  const complex = [...types].sort().map((name) => `<ComplexType Name="${name}" OpenType="true" />`);
  const imports = operations
    .filter((each) => each.bound === undefined)
    .map(({ name, kind }) =>
      kind === "action"
        ? `<ActionImport Name="${name}" Action="Microsoft.Dynamics.CRM.${name}" />`
        : `<FunctionImport Name="${name}" Function="Microsoft.Dynamics.CRM.${name}" />`,
    );

  return { schema: complex.join("") + elements.join(""), container: imports.join("") };
}

function operationElement(operation: OperationSignature, catalog: Catalog, types: Set<string>): string {
  const { name, kind, bound, parameters, returns } = operation;
  const tag = kind === "action" ? "Action" : "Function";
  const typed = (type: string): string => typeAttributes(type, catalog, types);
  const own = Object.entries(parameters ?? {}).map(([each, type]) => `<Parameter Name="${each}" ${typed(type)} />`);
  if (bound !== undefined) own.unshift(boundParameter(bound));
  const result = returns === undefined ? "" : `<ReturnType ${typed(returns)} />`;

  return `<${tag} Name="${name}"${bound === undefined ? "" : ' IsBound="true"'}>${own.join("")}${result}</${tag}>`;
}

function boundParameter({ table, to }: { readonly table: string; readonly to: "row" | "collection" }): string {
  const type = `mscrm.${table === "*" ? "crmbaseentity" : table}`;

  return to === "row"
    ? `<Parameter Name="entity" Type="${type}" Nullable="false" />`
    : `<Parameter Name="entityset" Type="Collection(${type})" Nullable="false" />`;
}

function typeAttributes(written: string, catalog: Catalog, types: Set<string>): string {
  const nullable = written.endsWith("?");
  const text = nullable ? written.slice(0, -1) : written;
  const inner = /^Collection\((.*)\)$/.exec(text)?.[1];
  const name = qualified(inner ?? text, catalog, types);
  const type = inner === undefined ? name : `Collection(${name})`;

  return `Type="${type}"${nullable ? "" : ' Nullable="false"'}`;
}

function qualified(name: string, catalog: Catalog, types: Set<string>): string {
  if (name.startsWith("Edm.") || name.includes(".")) return name;
  if (name !== "crmbaseentity" && catalog.table(name) === undefined) types.add(name);

  return `mscrm.${name}`;
}
