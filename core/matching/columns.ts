import type { Party, Valued } from "./party";
import { textOf } from "./party";
import { comparePhones } from "./normalise/phone";
import { closeness } from "./text/similarity";
import { fold, words } from "./text/fold";
import type { Weighed } from "./weigh";
import type { Agreement, ComparedValue, EvidenceFamily } from "./types";

type Pair = readonly [family: EvidenceFamily, column: string, rowColumn: string];

const PERSON: readonly Pair[] = [
  ["name", "firstname", "firstname"],
  ["name", "lastname", "lastname"],
  ["email", "emailaddress1", "emailaddress1"],
  ["phone", "telephone1", "telephone1"],
  ["phone", "mobilephone", "mobilephone"],
  ["title", "jobtitle", "jobtitle"],
  ["company", "companyname", "parentcustomerid"],
];
const PLACE: readonly Pair[] = [
  ["address", "address1_line1", "address1_line1"],
  ["address", "address1_postalcode", "address1_postalcode"],
  ["address", "address1_city", "address1_city"],
  ["address", "address1_country", "address1_country"],
];
const COLUMNS: Record<string, readonly Pair[]> = {
  account: [
    ["company", "companyname", "name"],
    ["domain", "websiteurl", "websiteurl"],
    ["email", "emailaddress1", "emailaddress1"],
    ["phone", "telephone1", "telephone1"],
    ...PLACE,
  ],
  contact: [...PERSON, ...PLACE],
  lead: [
    ...PERSON.slice(0, -1),
    ["company", "companyname", "companyname"],
    ["domain", "websiteurl", "websiteurl"],
    ...PLACE,
  ],
  opportunity: [["topic", "subject", "name"]],
};

/** The side-by-side rows: every column that at least one side has, with what it says. */
export function compareColumns(lead: Party, other: Party, weighed: readonly Weighed[]): readonly ComparedValue[] {
  return (COLUMNS[other.row.table] ?? []).flatMap(([family, column, rowColumn]) => {
    const leadValue = textOf(lead.row, column);
    const rowValue = rowColumn === "parentcustomerid" ? (other.company?.text ?? "") : textOf(other.row, rowColumn);
    if (!leadValue && !rowValue) return [];
    return [
      {
        family,
        column,
        rowColumn,
        leadValue,
        rowValue,
        agreement: agreementOf(family, leadValue, rowValue, lead, other, weighed),
      },
    ];
  });
}

function agreementOf(
  family: EvidenceFamily,
  a: string,
  b: string,
  lead: Party,
  other: Party,
  weighed: readonly Weighed[],
): Agreement {
  if (!a || !b) return "missing";
  const [left, right] = [words(a).join(" "), words(b).join(" ")];
  if (left === right || fold(a) === fold(b)) return "agrees";
  if (family === "phone") return comparePhoneTexts(a, b, lead.phones, other.phones);
  if (family === "company" || family === "domain")
    return weighed.find((each) => each.finding.family === family)?.finding.agreement ?? "differs";
  if (closeness(left.replace(/ /g, ""), right.replace(/ /g, "")) !== "far") return "near";
  const found = weighed.filter((each) => each.finding.family === family).map((each) => each.finding.agreement);
  return found.length > 0 && found.every((agreement) => agreement === "near" || agreement === "agrees")
    ? "near"
    : "differs";
}

function comparePhoneTexts(a: string, b: string, mine: Party["phones"], theirs: Party["phones"]): Agreement {
  const find = (list: readonly Valued<Party["phones"][number]["value"]>[], text: string) =>
    list.find((each) => each.text === text)?.value;
  const [left, right] = [find(mine, a), find(theirs, b)];
  if (!left || !right) return "differs";
  const level = comparePhones(left, right);
  return level === "exact" || level === "local" ? "agrees" : level === "differs" ? "differs" : "near";
}
