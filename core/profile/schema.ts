import * as v from "valibot";
import { currentFormat, type ProfileDocument, type ProfilePart } from "./document";
import { columnName, condition, mappingRule, shared } from "./schema-expression";

const { text, whole, countryCode } = shared;
const names = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(300))), v.maxLength(500));
const columns = v.pipe(v.array(columnName), v.maxLength(200));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const carry = v.picklist(["leave", "show", "copy"]);
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(60));

const recordEntries = {
  decide: v.picklist(["seller", "always", "never"]),
  preselect: v.picklist(["recommended", "create", "none"]),
  columns,
};
const record = v.strictObject(recordEntries);

export const checklistItem = v.strictObject({
  id,
  label: v.pipe(text, v.minLength(1)),
  column: v.optional(columnName),
  condition: v.optional(condition),
  when: v.optional(condition),
  level: v.picklist(["block", "warn"]),
  overrule: v.boolean(),
  help: v.optional(text),
});

export const disqualifyReason = v.strictObject({
  status: whole(0, 2_147_483_647),
  label: v.optional(text),
  help: v.optional(text),
  comment: v.picklist(["none", "optional", "required"]),
  followUpDays: v.optional(whole(1, 3650)),
});

/** The parts of a document, each checked for itself, so that one broken part does not take the others along. */
export const partSchemas: { readonly [Part in ProfilePart]: v.GenericSchema<unknown, ProfileDocument[Part]> } = {
  scope: v.strictObject({
    apps: names,
    businessUnits: names,
    includeChildUnits: v.boolean(),
    teams: names,
    roles: names,
    condition: v.optional(condition),
  }),
  records: v.strictObject({
    account: record,
    contact: record,
    opportunity: v.strictObject({
      ...recordEntries,
      max: whole(1, 20),
      joinOpen: v.boolean(),
      priceList: v.picklist(["none", "currency"]),
    }),
    owner: v.strictObject({ to: v.picklist(["creator", "leadOwner", "user", "team"]), name: v.optional(text) }),
    oneClick: v.boolean(),
  }),
  mapping: v.strictObject({
    rules: v.pipe(v.array(mappingRule), v.maxLength(500)),
    country: v.optional(countryCode),
    consentColumns: columns,
  }),
  checklist: v.pipe(v.array(checklistItem), v.maxLength(100)),
  matching: v.strictObject({
    accounts: v.boolean(),
    contacts: v.boolean(),
    deals: v.boolean(),
    leads: v.boolean(),
    search: v.boolean(),
    autoLink: v.boolean(),
    thresholds: v.strictObject({ link: share, ask: share }),
    nudges: v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.number(), v.minValue(-10), v.maxValue(10))),
  }),
  carryOver: v.strictObject({ notes: carry, files: carry, activities: carry, stakeholders: carry, competitors: carry }),
  afterwards: v.strictObject({
    open: v.picklist(["opportunity", "account", "contact", "lead", "stay"]),
    showResult: v.boolean(),
  }),
  disqualify: v.strictObject({
    reasons: v.pipe(v.array(disqualifyReason), v.maxLength(100)),
    keepAccount: v.picklist(["never", "ask", "always"]),
    closeActivities: v.boolean(),
  }),
  bulk: v.strictObject({
    enabled: v.boolean(),
    max: whole(1, 1000),
    doubtful: v.picklist(["park", "skip", "create"]),
    plain: v.picklist(["together", "oneByOne"]),
  }),
  undo: v.strictObject({ days: whole(0, 365) }),
};

export const parts = Object.keys(partSchemas) as ProfilePart[];
export const formatNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(currentFormat));
