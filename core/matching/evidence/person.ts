import { finding, type Finding } from "../compare/finding";
import { compareNames, type NameComparison } from "../compare/person";
import type { Party } from "../party";
import { nameBits } from "../prevalence";
import type { NameFrequencies } from "../types";

/** Bits of the usual first and family name, which the weights in weights.json are for, and how far a name may stray from them. */
const USUAL = { given: [7.5, -3, 2], family: [10, -4, 3] } as const;

export interface NameFindings {
  readonly compared?: NameComparison;
  readonly findings: readonly Finding[];
}

/** First and family name with their rarity, middle names, Jr and Sr. */
export function comparePersonNames(lead: Party, other: Party, frequencies?: NameFrequencies): NameFindings {
  const compared = compareNames(lead.person, other.person);
  if (!compared) return { findings: [] };
  const findings: Finding[] = [];
  for (const part of ["given", "family"] as const) {
    const level = compared[part];
    if (level === "missing") continue;
    const word = compared[`${part}Word`];
    const [usual, low, high] = USUAL[part];
    const full =
      word && !/differs|initial/.test(level)
        ? Math.max(low, Math.min(high, nameBits(part, word, frequencies) - usual))
        : 0;
    findings.push(
      finding(`${part}.${level}`, [lead.typed[part], other.typed[part]], {
        rarity: /exact|sound/.test(level) ? full : full * 0.6,
        contrary: level === "differs",
        ...(part === "family" && {
          key: level === "exact" && full > 1 ? "family.rare" : `family.${level}`,
          witness: /exact|sound|near|nick/.test(compared.given) && !/differs|part/.test(level),
        }),
      }),
    );
  }
  if (compared.swapped) findings.push(finding("name.swapped", [lead.personText, other.personText]));
  for (const part of ["middle", "suffix"] as const) {
    const level = compared[part];
    const values =
      part === "suffix" ? [lead.person.suffix ?? "", other.person.suffix ?? ""] : [lead.personText, other.personText];
    if (level) findings.push(finding(`${part}.${level}`, values, { contrary: level === "differs" }));
  }
  return { compared, findings };
}

/** The mailbox of one side spells the name of the other, where that side has no e-mail or the name is incomplete: `c.murray54@` and Charlie Murray. */
export function compareMailboxWithName(lead: Party, other: Party, compared?: NameComparison): Finding | undefined {
  const whole = compared && compared.given !== "missing" && compared.family !== "missing";
  if (whole && lead.emails[0] && other.emails[0]) return undefined;
  return spelled(lead, other) ?? spelled(other, lead);
}

function spelled(mailed: Party, named: Party): Finding | undefined {
  const { given, family } = mailed.person;
  const mine = [...given, ...family];
  const incomplete = !given[0] || !family[0];
  // Only what the name of the mailbox's own record does not already say.
  const news = [...named.person.given, ...named.person.family].filter((word) => !mine.includes(word));
  for (const { text, value } of mailed.emails) {
    if (value.role) continue;
    const starts = value.local.split(/[._-]/).filter((part, i) => !i || part.length === 1);
    const level = news.some((name) => name.length > 3 && value.local.includes(name))
      ? "name"
      : !incomplete || !news[0]
        ? undefined
        : news.some((name) => starts.some((part) => part[0] === name[0]))
          ? "initial"
          : "differs";
    if (level) return finding(`mailbox.${level}`, [text, named.personText]);
  }
  return undefined;
}
