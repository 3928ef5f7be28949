import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as ts from "typescript";

/** The interfaces of a typings file by qualified name: their own members, and what they extend. */
interface Shape {
  readonly members: readonly string[];
  readonly parents: readonly string[];
}

/** Names of all members of an interface, inherited ones included. */
export type MembersOf = (qualifiedName: string) => string[];

/** Reads a typings file of node_modules. */
export function readTypings(file: string): MembersOf {
  const path = resolve(__dirname, "../../../node_modules", file);
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const shapes = new Map<string, Shape>();
  const visit = (node: ts.Node, scope: string): void => {
    if (ts.isModuleDeclaration(node)) {
      const name = scope ? `${scope}.${node.name.text}` : node.name.text;
      if (node.body) visit(node.body, name);
    } else if (ts.isModuleBlock(node) || ts.isSourceFile(node)) {
      node.statements.forEach((statement) => visit(statement, scope));
    } else if (ts.isInterfaceDeclaration(node)) addInterface(shapes, node, scope);
  };
  visit(source, "");

  return function membersOf(name: string): string[] {
    const shape = shapes.get(name);
    if (!shape) throw new Error(`${file} has no interface ${name}`);
    const inherited = shape.parents.flatMap((parent) => {
      const found = resolveName(shapes, parent, name);
      return found ? membersOf(found) : [];
    });
    return [...new Set([...shape.members, ...inherited])].sort();
  };
}

function addInterface(shapes: Map<string, Shape>, node: ts.InterfaceDeclaration, scope: string): void {
  const name = scope ? `${scope}.${node.name.text}` : node.name.text;
  const known = shapes.get(name);
  const members = node.members.flatMap((member) => (member.name ? [member.name.getText()] : []));
  const parents = (node.heritageClauses ?? []).flatMap((clause) =>
    clause.types.map((type) => type.expression.getText()),
  );
  shapes.set(name, {
    members: [...(known?.members ?? []), ...members],
    parents: [...(known?.parents ?? []), ...parents],
  });
}

/** A name is looked for from the innermost namespace outwards. */
function resolveName(shapes: ReadonlyMap<string, Shape>, name: string, from: string): string | undefined {
  const scopes = from.split(".").slice(0, -1);
  for (let depth = scopes.length; depth >= 0; depth -= 1) {
    const candidate = [...scopes.slice(0, depth), name].join(".");
    if (candidate !== from && shapes.has(candidate)) return candidate;
  }
  return undefined;
}
