import type { Row } from "../dataverse/row";
import { conditionHolds } from "../mapping";
import type { Choices, QualifyContext } from "./context";
import { canCreate } from "./recommend";
import type { Check, QualifyPlan } from "./types";
import { hasValue, mappingContext } from "./values";

type Draft = Omit<QualifyPlan, "checks" | "hash">;

/** What keeps the lead itself from being qualified. What is said of a column is settled in its field on top of the dialog. */
export function checkLead(plan: Draft, context: QualifyContext, choices: Choices): readonly Check[] {
  const lead: Row = { ...context.lead.values, ...choices.lead };
  const state = lead["statecode"];
  const at = { slot: "lead", severity: "block" } as const;
  const found: Check[] = [];
  if (state !== undefined && state !== 0) {
    found.push({ id: "lead-closed", key: "lead-closed", ...at, details: { state: Number(state) } });
  }
  if (context.changed !== undefined) {
    found.push({ id: "row-changed", key: "row-changed", ...at, details: { record: context.changed } });
  }
  for (const [table, column] of [
    ["account", "companyname"],
    ["contact", "lastname"],
  ] as const) {
    const wanted = context.profile.document.records[table].decide === "always";
    const none = plan.records.some((record) => record.slot === table && record.action === "none");
    if (wanted && none && !canCreate(table, context, choices)) {
      found.push({ id: "company-missing", key: `company-missing:${column}`, ...at, column });
    }
  }

  return [...found, ...checkProcess(plan, context, lead), ...checkList(context, choices, lead), ...checkTwins(context)];
}

/**
 * The columns that the process wants before it leaves the stage, as the form asks for them (facts §1.5). Without an
 * opportunity the stage stays, and nothing is asked.
 */
function checkProcess(plan: Draft, { process }: QualifyContext, lead: Row): readonly Check[] {
  if (!process?.active || !plan.call.createOpportunity) return [];
  const { onLead, stage, leadStageId, required } = process;
  const id = "process-not-on-lead";
  const elsewhere: readonly Check[] = onLead
    ? []
    : [{ id, key: id, severity: leadStageId ? "warn" : "block", slot: "lead", details: { stage } }];
  const parties: Readonly<Record<string, string>> = { parentaccountid: "account", parentcontactid: "contact" };
  const missing = required.filter((column) => {
    const party = plan.records.find((record) => record.slot === parties[column]);

    return party ? party.action === "none" : !hasValue(lead[column]);
  });

  return [
    ...elsewhere,
    ...missing.map((column): Check => {
      const slot = parties[column];
      const place = slot ? { slot } : { slot: "lead", column };

      return { id: "stage-missing", key: `stage-missing:${column}`, severity: "block", ...place, details: { stage } };
    }),
  ];
}

/** What the profile asks for before a lead is qualified. */
function checkList(context: QualifyContext, choices: Choices, lead: Row): readonly Check[] {
  const world = mappingContext(context, choices, lead);

  return context.profile.document.checklist
    .filter((item) => !item.when || conditionHolds(item.when, world))
    .filter((item) =>
      item.condition ? !conditionHolds(item.condition, world) : item.column ? !hasValue(lead[item.column]) : false,
    )
    .map((item) => ({
      id: "checklist",
      key: `checklist:${item.id}`,
      severity: item.level,
      slot: "lead",
      ...(item.column ? { column: item.column } : {}),
      text: item.label,
      ...(item.help ? { help: item.help } : {}),
      mayOverrule: item.overrule,
    }));
}

/**
 * Other leads that a published rule takes for this one. From a form the platform refuses then; a Web API request without
 * the header is not checked (facts §3), yet a plug-in or a setting of the environment may do so: it is said, not blocked.
 */
function checkTwins({ twins = [] }: QualifyContext): readonly Check[] {
  const names = twins.map((twin) => twin.name).join(", ");

  return twins.length === 0
    ? []
    : [{ id: "duplicate-rule", key: "duplicate-rule", severity: "warn", slot: "lead", details: { names } }];
}
