import { compareCompanies } from "../../core/matching/compare/company";
import { compareNames } from "../../core/matching/compare/person";
import { parseCompany } from "../../core/matching/normalise/company";
import { parsePerson } from "../../core/matching/normalise/person";
import { WEIGHTS } from "../../core/matching/weigh";

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
  const compared = compareCompanies(parseCompany(a), parseCompany(b));
  if (!compared || compared.qualifier === "conflict" || compared.otherWords) return false;
  return compared.likeness >= 0.75;
}
