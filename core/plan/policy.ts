/** Settings of the profile that say what a value is, as the rules that they stand for. */
import type { Expression, MappingRule } from "../mapping";
import { targetTables } from "../mapping/rule";
import type { ProfileDocument } from "../profile/document";

/** Rules that a setting stands for begin with this. */
const mark = "$";

export function isPolicy(ruleId: string): boolean {
  return ruleId.startsWith(mark);
}

/** The rules of a profile, and after them those that its owner policy stands for: a rule of its own for the owner wins. */
export function rulesOf({ mapping, records }: ProfileDocument): readonly MappingRule[] {
  const value = ownerOf(records.owner);
  if (!value) return mapping.rules;
  const owners = targetTables.map((table): MappingRule => ({
    id: `${mark}owner`,
    target: { table, column: "ownerid" },
    value,
    // Whose a record is that was there before is nobody's business here.
    onExisting: "keep",
  }));

  return [...mapping.rules, ...owners];
}

/** Whether anything in a profile is to be evaluated: rules, or conditions of scope and checklist, which all have an `op`. */
export function usesRules(document: ProfileDocument): boolean {
  return rulesOf(document).length > 0 || JSON.stringify(document).includes('"op":');
}

/** Whoever makes a record owns it: for "creator" there is nothing to say. */
function ownerOf({ to, name = "" }: ProfileDocument["records"]["owner"]): Expression | undefined {
  if (to === "leadOwner") return { op: "column", column: "ownerid" };
  const [table, column] = to === "team" ? ["team", "name"] : ["systemuser", "fullname"];

  return to === "creator" || name === ""
    ? undefined
    : { op: "find", of: { op: "constant", value: name }, table, column, required: true };
}
