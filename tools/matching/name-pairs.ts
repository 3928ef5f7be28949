import { compareCompanyNames } from "../../core/matching/evidence/company";
import { compareNames } from "../../core/matching/compare/person";
import { parsePerson } from "../../core/matching/normalise/person";
import { readParty } from "../../core/matching/party";
import { sumOf, weigh, WEIGHTS } from "../../core/matching/weigh";

export type NameKind = "person" | "organization";

/** Whether two names are one, by the product's comparisons alone. Thresholds are fixed: half of what two equal names are worth. */
export function isSameName(kind: NameKind, a: string, b: string): boolean {
  return kind === "person" ? isSamePerson(a, b) : isSameCompany(a, b);
}

function isSamePerson(a: string, b: string): boolean {
  const compared = compareNames(parsePerson("", a), parsePerson("", b));
  if (!compared) return false;
  const weight = (level: string): number => WEIGHTS.contact[level] ?? 0;
  const bits =
    weight(`given.${compared.given}`) +
    weight(`family.${compared.family}`) +
    (!compared.middle ? 0 : weight(`middle.${compared.middle}`)) +
    (!compared.suffix ? 0 : weight(`suffix.${compared.suffix}`));
  return bits >= (weight("given.exact") + weight("family.exact")) / 2;
}

function isSameCompany(a: string, b: string): boolean {
  const [left, right] = [a, b].map((name) => readParty({ table: "account", id: name, values: { name } }));
  if (!left || !right) return false;
  const { findings } = compareCompanyNames(left, right);
  return (
    findings[0] !== undefined &&
    !findings.some((each) => each.contrary && !/qualifier\.(extra|place)/.test(each.levels[0]?.[0] ?? "")) &&
    sumOf(weigh(findings, WEIGHTS.account)) >= (WEIGHTS.account["company.100"] ?? 0) / 2
  );
}
