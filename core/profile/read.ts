import * as v from "valibot";
import type { MappingRule } from "../mapping/rule";
import { defaultProfile } from "./defaults";
import { currentFormat, type ChecklistItem, type ProfileDocument, type ProfilePart } from "./document";
import { sealOf } from "./seal";
import { checklistItem, partSchemas, parts } from "./schema";
import { mappingRule } from "./schema-expression";
import { upgradeDocument, type RawDocument } from "./upgrade";

/** The column's length (solution/tables/enq_profile.json): a longer document could not be stored. */
export const maxDocumentLength = 1_048_576;
const maxNesting = 100;

export type ProblemCode =
  | "notJson"
  | "notADocument"
  | "tooLarge"
  | "tooDeep"
  | "newerFormat"
  | "badFormat"
  | "unknownPart"
  | "missingPart"
  | "badValue"
  | "unknownKey"
  | "sameId";

/** What is wrong with a document, and where: a JSON path like `$.mapping.rules[3].target.column`. */
export interface ProfileProblem {
  readonly path: string;
  readonly code: ProblemCode;
  readonly detail: string;
}

/** `document` is always usable: what could not be read has the default, or is left out of its list. Without problems nothing was lost. */
export interface ProfileReading {
  readonly document: ProfileDocument;
  readonly problems: readonly ProfileProblem[];
}

/** Reads a document out of JSON text of any format up to ours. Never throws. */
export function readProfile(json: string): ProfileReading {
  const refuse = (code: ProblemCode, detail: string): ProfileReading => ({
    document: defaultProfile,
    problems: [{ path: "$", code, detail }],
  });
  if (json.length > maxDocumentLength) return refuse("tooLarge", `${json.length} > ${maxDocumentLength}`);
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    return refuse("notJson", String(error instanceof Error ? error.message : error).slice(0, 200));
  }
  return checkDocument(raw);
}

/** The same for a document that is an object already. */
export function checkDocument(raw: unknown): ProfileReading {
  const refuse = (path: string, code: ProblemCode, detail: string): ProfileReading => ({
    document: defaultProfile,
    problems: [{ path, code, detail }],
  });
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return refuse("$", "notADocument", raw === null ? "null" : typeof raw);
  if (isTooDeep(raw)) return refuse("$", "tooDeep", String(maxNesting));
  const { format } = raw as RawDocument;
  if (typeof format !== "number" || !Number.isInteger(format) || format < 1)
    // As JSON: an object may bear a `toString` of its own that is no function.
    return refuse("$.format", "badFormat", (JSON.stringify(format) ?? "undefined").slice(0, 200));
  if (format > currentFormat) return refuse("$.format", "newerFormat", `${format} > ${currentFormat}`);
  return checkParts(upgradeDocument(raw as RawDocument));
}

function checkParts(raw: RawDocument): ProfileReading {
  const problems: ProfileProblem[] = [];
  const result: Record<string, unknown> = { format: currentFormat };
  for (const part of parts) {
    if (!Object.prototype.hasOwnProperty.call(raw, part)) {
      problems.push({ path: `$.${part}`, code: "missingPart", detail: part });
      result[part] = defaultProfile[part];
    } else result[part] = checkPart(part, raw[part], problems);
  }
  for (const key of Object.keys(raw)) {
    // A seal says nothing here: what it would vouch for is checked.
    if (key !== "format" && key !== "seal" && !parts.includes(key as ProfilePart))
      problems.push({ path: `$${step(key)}`, code: "unknownPart", detail: key });
  }
  const document = result as unknown as ProfileDocument;
  return { document, problems: [...problems, ...findSameIds(document)] };
}

/** A part that fits as a whole; else, for lists, those entries that fit; else the default. */
function checkPart(part: ProfilePart, raw: unknown, problems: ProfileProblem[]): unknown {
  const whole = v.safeParse(partSchemas[part], raw);
  if (whole.success) return whole.output;
  problems.push(...describe(whole.issues, `$.${part}`));
  if (part === "checklist" && Array.isArray(raw))
    return raw.filter((item): item is ChecklistItem => v.is(checklistItem, item));
  if (part === "mapping" && isRecord(raw) && Array.isArray(raw.rules)) {
    const rules = raw.rules.filter((rule): rule is MappingRule => v.is(mappingRule, rule)).slice(0, 500);
    const rest = v.safeParse(partSchemas.mapping, { ...raw, rules });
    return rest.success ? rest.output : { ...defaultProfile.mapping, rules };
  }
  return defaultProfile[part];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(issues: readonly v.BaseIssue<unknown>[], root: string): ProfileProblem[] {
  return issues.slice(0, 200).map((issue) => {
    const path = root + (issue.path ?? []).map((item) => step(item.key)).join("");
    const isUnknown = issue.type === "strict_object" && issue.expected === "never";
    return {
      path,
      code: isUnknown ? "unknownKey" : "badValue",
      detail: isUnknown ? issue.received : issue.message.slice(0, 200),
    };
  });
}

function step(key: unknown): string {
  if (typeof key === "number") return `[${key}]`;
  const name = String(key).slice(0, 100);
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** Plans and journals name rules and items by id, so two may not share one. The first keeps its place. */
function findSameIds(document: ProfileDocument): ProfileProblem[] {
  const lists = [
    ["mapping.rules", document.mapping.rules.map((rule) => rule.id)],
    ["checklist", document.checklist.map((item) => item.id)],
  ] as const;
  return lists.flatMap(([path, ids]) =>
    ids.flatMap((id, index): ProfileProblem[] =>
      ids.indexOf(id) < index ? [{ path: `$.${path}[${index}].id`, code: "sameId", detail: id }] : [],
    ),
  );
}

/** Walks without recursion, because it guards the code that recurses; ends on circular objects too. */
function isTooDeep(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxNesting || level.length > maxDocumentLength) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}

/** A document as text, in an order and layout that make two exports comparable line by line. */
export function writeProfile(document: ProfileDocument): string {
  const ordered: Record<string, unknown> = { format: document.format };
  for (const part of parts) ordered[part] = sortKeys(document[part]);
  // Through JSON, which is how it will be read: what that changes (-0, say) must not break the seal.
  const seal = sealOf(JSON.parse(JSON.stringify(ordered)) as object);
  return `${JSON.stringify({ ...ordered, seal }, null, 2)}\n`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  const order = ["id", "target", "op", "is", "when", "test"];
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(keys.filter((key) => value[key] !== undefined).map((key) => [key, sortKeys(value[key])]));
}
