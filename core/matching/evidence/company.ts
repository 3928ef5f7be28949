import { compareCompanies, type CompanyComparison } from "../compare/company";
import { finding, type Finding, type LevelShare } from "../compare/finding";
import type { Party } from "../party";
import type { Sharing } from "../prevalence";

/** Likeness at which company weights are given in weights.json; in between the weight is interpolated (facts/matching.md §2 iv). */
const KNOTS = [0.3, 0.5, 0.65, 0.75, 0.85, 0.93, 1];
/** Bits that a full agreement is worth before rarity; names that tell less are worth less. */
export const FULL_BITS = 10;

export function likenessShares(prefix: string, likeness: number): readonly LevelShare[] {
  const level = (knot: number): string => `${prefix}.${Math.round(knot * 100)}`;
  const upper = KNOTS.findIndex((knot) => likeness <= knot);
  if (upper <= 0) return [{ level: level(KNOTS[upper < 0 ? KNOTS.length - 1 : 0] ?? 1), share: 1 }];
  const [low = 0, high = 1] = [KNOTS[upper - 1], KNOTS[upper]];
  const share = (likeness - low) / (high - low);
  return [
    { level: level(low), share: 1 - share },
    { level: level(high), share },
  ];
}

/** A name of two rare words is worth more than the usual one, "Services Group" next to nothing. */
function rarityOf(information: number): number {
  return Math.max(-FULL_BITS, Math.min(information, FULL_BITS + 6) - FULL_BITS);
}

const KEYS: Record<CompanyComparison["kind"], string> = {
  exact: "company.exact",
  sameWords: "company.sameWords",
  near: "company.near",
  acronym: "company.acronym",
  part: "company.part",
  differs: "company.differs",
};

export interface CompanyFindings {
  readonly compared?: CompanyComparison;
  readonly findings: readonly Finding[];
}

/** Company name against company name, with legal form and what tells branches apart. */
export function compareCompanyNames(lead: Party, other: Party): CompanyFindings {
  const compared =
    lead.company && other.company ? compareCompanies(lead.company.value, other.company.value) : undefined;
  if (!compared || !lead.company || !other.company) return { findings: [] };
  const values = [lead.company.text, other.company.text];
  const { likeness, information, kind } = compared;
  const close = likeness >= 0.75;
  const rarity = close ? rarityOf(information) * Math.min(1, (likeness - 0.5) * 2) : 0;
  const findings: Finding[] = [
    {
      family: "company",
      levels:
        kind === "acronym"
          ? [{ level: "company.acronym", share: 1 }]
          : likenessShares(compared.byLetters ? "letters" : "company", likeness),
      rarity: kind === "acronym" ? 0 : rarity,
      agreement: kind === "exact" || kind === "sameWords" ? "agrees" : likeness >= 0.65 ? "near" : "differs",
      reason: { key: KEYS[kind], values },
      witness: likeness >= 0.9 && information > 5 && kind !== "acronym" && compared.qualifier === "none",
      contrary: likeness < 0.5,
    },
  ];
  if (likeness >= 0.5 && compared.otherWords) {
    findings.push(
      finding("company", "company.otherWords", "differs", [...values, compared.leftOver.join(", ")], {
        contrary: true,
      }),
    );
  }
  // One rare word in common makes two otherwise different names suspicious: "Vireva Nursery" and "McKinley Services, Vireva".
  if (likeness < 0.75 && compared.sharedWord > 4) {
    const share = Math.min(1, compared.sharedWord / FULL_BITS);
    findings.push({
      ...finding("company", "company.word", "near", values),
      levels: [{ level: "company.word", share }],
    });
  }
  if (compared.qualifier !== "none" && likeness >= 0.4) {
    findings.push(
      finding(
        "company",
        `company.qualifier.${compared.qualifier}`,
        "differs",
        [...values, compared.leftOver.join(", ")],
        { contrary: true },
      ),
    );
  }
  if (compared.legal !== "none" && close) {
    findings.push(
      finding("company", `company.legal.${compared.legal}`, compared.legal === "agrees" ? "agrees" : "near", values, {
        contrary: compared.legal === "differs",
      }),
    );
  }
  return { compared, findings };
}

/** Web sites and the domains of e-mail addresses; free mail never counts. */
export function compareDomains(lead: Party, other: Party, sharing: Sharing): Finding | undefined {
  if (lead.domains.length === 0) return undefined;
  for (const mine of lead.domains) {
    const same = other.domains.find((theirs) => theirs.value.name === mine.value.name);
    if (!same) continue;
    const users = sharing.domain(mine.value.name);
    const shared = users > 1;
    return finding("domain", "domain.same", "agrees", [mine.value.name, same.value.name, String(users)], {
      key: shared ? "domain.shared" : "domain.same",
      rarity: shared ? -1.5 * Math.log2(users) : 0,
      witness: !shared,
    });
  }
  const first = lead.domains[0];
  const theirs = other.domains[0];
  if (!first) return undefined;
  for (const mine of lead.domains) {
    const brand = other.domains.find((each) => each.value.brand === mine.value.brand && mine.value.brand.length > 3);
    if (brand) return finding("domain", "domain.brand", "near", [mine.value.name, brand.value.name]);
  }
  return theirs ? finding("domain", "domain.differs", "differs", [first.value.name, theirs.value.name]) : undefined;
}

/** `contoso.com` beside the company Contoso Ltd that has no web site on file. */
export function compareDomainWithName(lead: Party, other: Party): Finding | undefined {
  const name = other.company?.value;
  if (!name || name.joined.length < 4) return undefined;
  const spelled = lead.domains.find(({ value }) => {
    const brand = value.brand.replace(/-/g, "");
    return brand === name.joined || (brand.length > 5 && name.joined.startsWith(brand));
  });
  return spelled && finding("domain", "domain.spellsCompany", "near", [spelled.value.name, other.company?.text ?? ""]);
}
