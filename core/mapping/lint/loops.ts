import type { Metadata } from "../../dataverse/metadata";
import { note, toFinding, type Finding } from "./finding";
import type { CheckedRule } from "./lint";
import { columnOf, columnsOfTemplate, parseTemplate, walkExpression } from "..";

/**
 * Rules that read what rules write, in a circle. The lead's parent account and contact, and the record that the seller links
 * to, are the very records that are written: a rule that appends a column to itself grows it with every qualification.
 */
export function findLoops(checked: readonly CheckedRule[], metadata: Metadata): readonly Finding[] {
  const reads = new Map(checked.map((one) => [one, readsOf(one, metadata)] as const));
  const edges = new Map<string, Set<string>>();
  for (const [{ rule }, columns] of reads) {
    const key = `${rule.target.table}.${rule.target.column}`;
    edges.set(key, new Set([...(edges.get(key) ?? []), ...columns]));
  }
  return checked.flatMap((one) => {
    const key = `${one.rule.target.table}.${one.rule.target.column}`;
    const isLoop = [...(reads.get(one) ?? [])].some((read) => reaches(read, key, edges));
    return isLoop
      ? [
          toFinding(
            note("loop", "error", ".value", [one.column?.displayName ?? one.rule.target.column]),
            one.rule,
            one.index,
          ),
        ]
      : [];
  });
}

function reaches(from: string, goal: string, edges: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set<string>();
  const queue = [from];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === goal) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(edges.get(next) ?? []));
  }
  return false;
}

function readsOf({ rule }: CheckedRule, metadata: Metadata): ReadonlySet<string> {
  const result = new Set<string>();
  const add = (column: string, through: string | undefined): void => {
    const table = through === undefined ? undefined : writtenTable(through, metadata);
    if (table) result.add(`${table}.${column}`);
  };
  walkExpression(rule.value, (part) => {
    if (part.op === "column") add(part.column, part.through);
    if (part.op === "template")
      for (const one of columnsOfTemplate(parseTemplate(part.text))) add(one.column, one.through);
  });
  return result;
}

function writtenTable(through: string, metadata: Metadata): string | undefined {
  if (through === "$account" || through === "parentaccountid") return "account";
  if (through === "$contact" || through === "parentcontactid") return "contact";
  return columnOf(metadata, "lead", through)?.kind === "Customer" ? "account" : undefined;
}
