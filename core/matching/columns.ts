import { comparePhones, parsePhone } from "./normalise/phone";
import { textOf, type Party } from "./party";
import { closeness } from "./text/similarity";
import { words } from "./text/fold";
import type { Agreement, ComparedValue, EvidenceFamily } from "./types";
import type { Weighed } from "./weigh";

const PLACE = " address:address1_line1 address:address1_postalcode address:address1_city address:address1_country";
const PERSON =
  "name:firstname name:lastname email:emailaddress1 phone:telephone1 phone:mobilephone title:jobtitle company:companyname";
/** `family:column of the lead[:column of the record]`. */
const COLUMNS: Readonly<Record<string, string>> = {
  account: `company:companyname:name domain:websiteurl email:emailaddress1 phone:telephone1${PLACE}`,
  contact: `${PERSON}:parentcustomerid${PLACE}`,
  lead: `${PERSON} domain:websiteurl${PLACE}`,
  opportunity: "topic:subject:name",
};

/** The side-by-side rows: every column that at least one side has, with what it says. */
export function compareColumns(lead: Party, other: Party, weighed: readonly Weighed[]): readonly ComparedValue[] {
  return (COLUMNS[other.row.table] ?? "").split(" ").flatMap((entry) => {
    const [kind, column = "", rowColumn = column] = entry.split(":");
    const family = kind as EvidenceFamily;
    const leadValue = textOf(lead.row, column);
    const rowValue = family === "company" ? (other.company?.text ?? "") : textOf(other.row, rowColumn);
    const agreement = agreementOf(family, leadValue, rowValue, weighed);
    return leadValue || rowValue ? { family, column, rowColumn, leadValue, rowValue, agreement } : [];
  });
}

function agreementOf(family: EvidenceFamily, a: string, b: string, weighed: readonly Weighed[]): Agreement {
  if (!a || !b) return "missing";
  const [left = "", right = ""] = [a, b].map((text) => words(text).join(""));
  if (left === right) return "agrees";
  const found = weighed.flatMap(({ finding }) => (finding.family === family ? finding.agreement : []));
  if (family === "phone") {
    const [mine, theirs] = [parsePhone(a), parsePhone(b)];
    const level = mine && theirs ? comparePhones(mine, theirs) : "differs";
    return /exact|local/.test(level) ? "agrees" : level === "differs" ? level : "near";
  }
  if (/company|domain/.test(family)) return found[0] ?? "differs";
  return closeness(left, right) !== "far" || (found[0] && !found.includes("differs")) ? "near" : "differs";
}
