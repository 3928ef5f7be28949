import type { Row } from "../dataverse/row";
import type { Condition } from "../mapping";
import { conditionHolds } from "../mapping";
import type { Choices, QualifyContext } from "./context";
import { canCreate } from "./recommend";
import type { Check, QualifyPlan } from "./types";
import { mappingContext } from "./rule-trips";
import { hasValue } from "./values";

type Draft = Omit<QualifyPlan, "checks" | "hash">;

/** The lead's columns that are filled by choosing records below, not in a field on top. */
const parties: Readonly<Record<string, string>> = { parentaccountid: "account", parentcontactid: "contact" };

/** Where something about a column of the lead is settled. */
function placeOf(column: string): Pick<Check, "slot" | "column"> {
  return parties[column] ? { slot: parties[column] } : { slot: "lead", column };
}

/** The lead with the values typed for it and the records that the plan gives it. */
function leadToBe(plan: Draft, context: QualifyContext, choices: Choices): Row {
  const made = Object.entries(parties).map(([column, table]) => {
    const record = plan.records.find((one) => one.slot === table && one.action !== "none");

    return [column, record ? { table, id: record.id ?? "" } : null] as const;
  });

  return { ...context.lead.values, ...choices.lead, ...Object.fromEntries(made) };
}

/** What keeps the lead itself from being qualified. What is said of a column is settled in its field on top of the dialog. */
export function checkLead(plan: Draft, context: QualifyContext, choices: Choices): readonly Check[] {
  const lead = leadToBe(plan, context, choices);
  const state = lead["statecode"];
  const at = { slot: "lead", severity: "block" } as const;
  const found: Check[] = [];
  if (state !== undefined && state !== 0) {
    found.push({ id: "lead-closed", key: "lead-closed", ...at, details: { state: Number(state) } });
  }
  const names = context.damagedProfiles?.join(", ");
  if (names) {
    found.push({ id: "profile-damaged", key: "profile-damaged", slot: "lead", severity: "warn", details: { names } });
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

  return [
    ...elsewhere,
    ...required
      .filter((column) => !hasValue(lead[column]))
      .map((column): Check => {
        const key = `stage-missing:${column}`;

        return { id: "stage-missing", key, severity: "block", ...placeOf(column), details: { stage } };
      }),
  ];
}

/** What the profile asks for before a lead is qualified. */
function checkList(context: QualifyContext, choices: Choices, lead: Row): readonly Check[] {
  const holds = (condition: Condition) => conditionHolds(condition, mappingContext(context, choices, lead));

  return context.profile.document.checklist
    .filter((item) => !item.when || holds(item.when))
    .filter((item) => (item.condition ? !holds(item.condition) : item.column ? !hasValue(lead[item.column]) : false))
    .map((item) => ({
      id: "checklist",
      key: `checklist:${item.id}`,
      severity: item.level,
      ...(item.column ? placeOf(item.column) : { slot: "lead" }),
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
