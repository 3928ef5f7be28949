import type { Json } from "../dataverse/port";
import type { QualifyContext } from "./context";

/** Where the lead's process stands, and what its stage wants filled; nothing when no process runs. */
export function readProcess(rows: readonly Json[], stages: readonly Json[]): Pick<QualifyContext, "process"> {
  const instance = rows.find((json) => json["statecode"] === 0) ?? rows[0];
  if (!instance) return {};
  const active = instance["activestageid"] as Json | null | undefined;
  const stageId = String(instance["_activestageid_value"] ?? "");
  const onLead = active?.["primaryentitytypecode"] === "lead";
  const stage = stages.find((json) =>
    onLead ? json["processstageid"] === stageId : json["_processid_value"] === instance["_processid_value"],
  );

  return {
    process: {
      id: String(instance["businessprocessflowinstanceid"]),
      stage: typeof active?.["stagename"] === "string" ? active["stagename"] : "",
      stageId,
      traversedPath: String(instance["traversedpath"] ?? ""),
      onLead,
      active: instance["statecode"] === 0,
      ...(stage ? { leadStageId: String(stage["processstageid"]) } : {}),
      required: readRequiredColumns(stage?.["clientdata"]),
    },
  };
}

/**
 * The columns of a stage that must be filled. How `clientdata` is nested changed over the years, and designers differ: a
 * mark "required" holds for every column named beside or below it.
 */
function readRequiredColumns(data: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (node: unknown, inherited: boolean): void => {
    if (typeof node !== "object" || node === null) return;
    const entries = Object.entries(node).map(([name, value]) => [name.toLowerCase(), value as unknown] as const);
    const marks = entries.filter(([name]) => /^(is)?(process)?required$/.test(name));
    const required = marks.length > 0 ? marks.some(([, value]) => value === true) : inherited;
    for (const [name, value] of entries) {
      if (required && typeof value === "string" && /^(attributename|datafieldname)$/.test(name)) found.add(value);
      visit(value, required);
    }
  };
  try {
    visit(JSON.parse(typeof data === "string" ? data : "null"), false);
  } catch {
    return [];
  }

  return [...found];
}
