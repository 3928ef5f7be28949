import { compareCompanies } from "../compare/company";
import { finding, type Finding, type LevelShare } from "../compare/finding";
import type { Domain } from "../normalise/domain";
import type { Party } from "../party";
import type { Sharing } from "../prevalence";
import { bestOf } from "./reach";

/** Likeness at which company weights are given in weights.json; in between the weight is interpolated (facts/matching.md §2 iv). */
const KNOTS = [30, 50, 65, 75, 85, 93, 100];
/** Bits that a full agreement is worth before rarity; names that tell less are worth less. */
const FULL_BITS = 10;

function likenessShares(prefix: string, likeness: number): readonly LevelShare[] {
  const percent = likeness * 100;
  const upper = Math.max(
    1,
    KNOTS.findIndex((knot) => percent <= knot),
  );
  const [low = 0, high = 0] = KNOTS.slice(upper - 1);
  const share = Math.max(0, (percent - low) / (high - low));
  return [
    [`${prefix}.${low}`, 1 - share],
    [`${prefix}.${high}`, share],
  ];
}

export interface CompanyFindings {
  /** 0 to 1; nothing where a name is missing. */
  readonly likeness: number;
  readonly findings: readonly Finding[];
}

/** Company name against company name, with legal form and what tells branches apart. */
export function compareCompanyNames(lead: Party, other: Party): CompanyFindings {
  const compared = lead.company && other.company && compareCompanies(lead.company.value, other.company.value);
  if (!compared) return { likeness: 0, findings: [] };
  const { likeness, information, kind, qualifier, legal, shared } = compared;
  const values = [lead.company.text, other.company.text, compared.leftOver ?? ""];
  const acronym = kind === "acronym";
  const close = likeness >= 0.75;
  // Where each has words of its own, the rare words in common name the group, not the member.
  const apart = Math.min(1, compared.apart / FULL_BITS);
  const findings = [
    finding(`company.${kind}`, values, {
      levels: acronym ? [["company.acronym", 1]] : likenessShares(compared.byLetters ? "letters" : "company", likeness),
      // A name of two rare words is worth more than the usual one, "Services Group" next to nothing.
      rarity:
        close && !acronym
          ? Math.max(-FULL_BITS, Math.min(information - FULL_BITS, 7 - 7 * apart)) * Math.min(1, (likeness - 0.5) * 2)
          : 0,
      agreement: /exact|same/.test(kind) ? "agrees" : likeness >= 0.65 ? "near" : "differs",
      witness: likeness >= 0.9 && information > 5 && !qualifier,
      contrary: likeness < 0.5,
    }),
  ];
  const against = { agreement: "differs", contrary: true } as const;
  if (likeness >= 0.5 && apart > 0.1)
    findings.push(
      finding("company.otherWords", values, {
        levels: [["company.otherWords", apart]],
        ...(apart > 0.6 && against),
      }),
    );
  // Rare words in common make two otherwise different names suspicious: "Vireva Nursery" and "McKinley Services, Vireva".
  if (!close && shared > 4)
    findings.push(finding("company.word", values, { levels: [["company.word", Math.min(1.5, shared / FULL_BITS)]] }));
  if (qualifier && likeness >= 0.4) findings.push(finding(`company.qualifier.${qualifier}`, values, against));
  if (legal && close)
    findings.push(
      finding(
        `company.legal.${legal}`,
        values,
        legal === "differs" ? { agreement: "near", contrary: true } : { agreement: "agrees" },
      ),
    );
  return { likeness, findings };
}

/** Web sites and the domains of e-mail addresses; free mail never counts. */
export function compareDomains(lead: Party, other: Party, sharing: Sharing, keyBits = 0): Finding | undefined {
  const best = bestOf(lead.domains, other.domains, ["same", "brand", "differs"], domainLevel);
  if (!best) return undefined;
  const [level, { value: mine }, { value: theirs }] = best;
  const users = sharing(`domain ${theirs.name}`);
  const same = level === "same";
  return finding(
    `domain.${level}`,
    [mine.name, theirs.name, String(users)],
    same && users > 1
      ? { key: "domain.shared", rarity: -1.5 * Math.log2(users) }
      : { witness: same, rarity: same ? keyBits : 0 },
  );
}

const domainLevel = (a: Domain, b: Domain): string =>
  a.name === b.name ? "same" : a.brand === b.brand && a.brand.length > 3 ? "brand" : "differs";

/** `contoso.com` beside the company Contoso Ltd that has no web site on file. */
export function compareDomainWithName(lead: Party, other: Party): Finding | undefined {
  const name = other.company?.value.joined ?? "";
  const spelled = lead.domains.find(({ value }) => {
    const brand = value.brand.replace(/-/g, "");
    return name.length > 3 && (brand === name || (brand.length > 5 && name.startsWith(brand)));
  });
  return spelled && finding("domain.spellsCompany", [spelled.value.name, other.company?.text ?? ""]);
}
