import type { Message } from "./messages";

/** Functions and actions as CSDL elements, for `$metadata`. */
export function csdlOperations(messages: readonly Message[]): string {
  return messages.map(operation).join("");
}

function operation({ name, kind, bound, parameters = {}, returns }: Message): string {
  const element = kind === "action" ? "Action" : "Function";
  const own = Object.entries(parameters).map(([parameter, type]) => parameterElement(parameter, type));
  const binding = bound ? bindingParameter(bound) : [];
  const result = returns === undefined ? "" : `<ReturnType Type="${csdlType(returns)}" Nullable="false" />`;
  return `<${element} Name="${name}"${bound ? ' IsBound="true"' : ""}>${[...binding, ...own].join("")}${result}</${element}>`;
}

function bindingParameter(bound: NonNullable<Message["bound"]>): string[] {
  const type = bound.table === "*" ? "mscrm.crmbaseentity" : `mscrm.${bound.table}`;
  return bound.to === "row"
    ? [`<Parameter Name="entity" Type="${type}" Nullable="false" />`]
    : [`<Parameter Name="entityset" Type="Collection(${type})" Nullable="false" />`];
}

/** A type with a trailing `?` may be null. */
function parameterElement(name: string, type: string): string {
  const nullable = type.endsWith("?");
  return `<Parameter Name="${name}" Type="${csdlType(type.replace(/\?$/, ""))}"${nullable ? "" : ' Nullable="false"'} />`;
}

function csdlType(type: string): string {
  return type.replace(/(^|\()(?!Edm\.|Collection\()(\w)/, "$1mscrm.$2");
}
