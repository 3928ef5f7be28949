import type { ProfilePart } from "../../../core/profile";

/** How one setting of a part is edited; `path` leads to it inside the part. */
export type FormField =
  | {
      readonly path: string;
      readonly kind: "switch" | "number" | "text" | "words" | "columns" | "condition";
      readonly table?: string;
      readonly optional?: boolean;
    }
  | { readonly path: string; readonly kind: "choice"; readonly values: string; readonly optional?: boolean };

const records = (table: string): readonly FormField[] => [
  { path: `${table}.decide`, kind: "choice", values: "seller always never" },
  { path: `${table}.preselect`, kind: "choice", values: "recommended create none" },
  { path: `${table}.columns`, kind: "columns", table },
];

const carry = (path: string): FormField => ({ path, kind: "choice", values: "leave show copy" });
const flag = (path: string): FormField => ({ path, kind: "switch" });
const nudge = (path: string): FormField => ({ path: `nudges.${path}`, kind: "number", optional: true });

/** Parts that are a form: a part is these fields, in this order, with a heading before each first word of the path that is a record. */
export const forms: Readonly<Partial<Record<ProfilePart, readonly FormField[]>>> = {
  scope: [
    { path: "apps", kind: "words" },
    { path: "businessUnits", kind: "words" },
    flag("includeChildUnits"),
    { path: "teams", kind: "words" },
    { path: "roles", kind: "words" },
    { path: "condition", kind: "condition" },
  ],
  records: [
    flag("oneClick"),
    ...records("account"),
    ...records("contact"),
    ...records("opportunity"),
    { path: "opportunity.max", kind: "number" },
    flag("opportunity.joinOpen"),
    { path: "opportunity.priceList", kind: "choice", values: "none currency" },
    { path: "owner.to", kind: "choice", values: "creator leadOwner user team" },
    { path: "owner.name", kind: "text", optional: true },
  ],
  matching: [
    flag("accounts"),
    flag("contacts"),
    flag("deals"),
    flag("leads"),
    flag("search"),
    flag("autoLink"),
    { path: "thresholds.link", kind: "number" },
    { path: "thresholds.ask", kind: "number" },
    ...["email", "phone", "personName", "companyName", "website", "address"].map(nudge),
  ],
  carryOver: ["notes", "files", "activities", "stakeholders", "competitors"].map(carry),
  afterwards: [{ path: "open", kind: "choice", values: "opportunity account contact lead stay" }, flag("showResult")],
  bulk: [
    flag("enabled"),
    { path: "max", kind: "number" },
    { path: "doubtful", kind: "choice", values: "park skip create" },
    { path: "plain", kind: "choice", values: "together oneByOne" },
  ],
  undo: [{ path: "days", kind: "number" }],
};

export const checklistFields: readonly FormField[] = [
  { path: "label", kind: "text" },
  { path: "level", kind: "choice", values: "block warn" },
  { path: "overrule", kind: "switch" },
  { path: "help", kind: "text", optional: true },
  { path: "condition", kind: "condition" },
  { path: "when", kind: "condition" },
];

export const reasonFields: readonly FormField[] = [
  { path: "label", kind: "text", optional: true },
  { path: "comment", kind: "choice", values: "none optional required" },
  { path: "followUpDays", kind: "number", optional: true },
  { path: "help", kind: "text", optional: true },
];

export const disqualifyFields: readonly FormField[] = [
  { path: "keepAccount", kind: "choice", values: "never ask always" },
  flag("closeActivities"),
];

type Values = Readonly<Record<string, unknown>>;

export function readPath(values: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as Values | undefined)?.[key], values);
}

/** A copy with one value changed; undefined takes the key away. */
export function writePath<T>(values: T, path: string, value: unknown): T {
  const [key = "", ...rest] = path.split(".");
  const record = values as unknown as Values;
  const { [key]: old, ...others } = record;
  const next = rest.length === 0 ? value : writePath((old ?? {}) as Values, rest.join("."), value);
  return (next === undefined ? others : { ...record, [key]: next }) as unknown as T;
}
