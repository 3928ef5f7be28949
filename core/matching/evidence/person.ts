import { finding, type Finding } from "../compare/finding";
import { compareNames, type NameComparison } from "../compare/person";
import type { Party } from "../party";
import { familyBits, givenBits } from "../prevalence";
import type { NameFrequencies } from "../types";

/** Bits of the usual first and family name, which the weights in weights.json are for. */
const USUAL_GIVEN = 7.5;
const USUAL_FAMILY = 10;

const AGREEMENT = {
  exact: "agrees",
  sound: "agrees",
  near: "near",
  nickname: "near",
  initial: "near",
  middle: "near",
  part: "near",
  differs: "differs",
  missing: "missing",
} as const;

export interface NameFindings {
  readonly compared?: NameComparison;
  readonly findings: readonly Finding[];
}

export function comparePersonNames(lead: Party, other: Party, frequencies?: NameFrequencies): NameFindings {
  const compared = compareNames(lead.person, other.person);
  if (!compared) return { findings: [] };
  const values = [lead.personText, other.personText];
  const findings: Finding[] = [];
  const { given, family } = compared;
  if (given !== "missing") {
    const rarity =
      compared.givenWord && given !== "differs" && given !== "initial"
        ? clamp(givenBits(compared.givenWord, frequencies) - USUAL_GIVEN, -3, 2)
        : 0;
    findings.push(
      finding("name", `given.${given}`, AGREEMENT[given], [lead.typed.given, other.typed.given], {
        rarity: rarity * (given === "exact" || given === "sound" ? 1 : 0.6),
        contrary: given === "differs",
      }),
    );
  }
  if (family !== "missing") {
    const rarity =
      compared.familyWord && family !== "differs"
        ? clamp(familyBits(compared.familyWord, frequencies) - USUAL_FAMILY, -4, 3)
        : 0;
    const key = family === "exact" && rarity > 1 ? "family.rare" : `family.${family}`;
    findings.push(
      finding("name", `family.${family}`, AGREEMENT[family], [lead.typed.family, other.typed.family], {
        rarity: rarity * (family === "exact" || family === "sound" ? 1 : 0.6),
        key,
        contrary: family === "differs",
        witness: givenFits(given) && family !== "differs" && family !== "part",
      }),
    );
  }
  if (compared.swapped) findings.push(finding("name", "name.swapped", "near", values));
  if (compared.middle !== "none")
    findings.push(
      finding("name", `middle.${compared.middle}`, compared.middle === "agrees" ? "agrees" : "differs", values, {
        contrary: compared.middle === "differs",
      }),
    );
  if (compared.suffix !== "none")
    findings.push(
      finding(
        "name",
        `suffix.${compared.suffix}`,
        compared.suffix === "agrees" ? "agrees" : "differs",
        [lead.person.suffix ?? "", other.person.suffix ?? ""],
        { contrary: compared.suffix === "differs" },
      ),
    );
  return { compared, findings };
}

function givenFits(level: NameComparison["given"]): boolean {
  return level === "exact" || level === "sound" || level === "near" || level === "nickname";
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** The mailbox of one side spells the name of the other, where that side has no e-mail or the name is incomplete: `c.murray54@` and Charlie Murray. */
export function compareMailboxWithName(
  lead: Party,
  other: Party,
  compared: NameComparison | undefined,
): Finding | undefined {
  const missing = !compared || compared.given === "missing" || compared.family === "missing";
  const bothMails = lead.emails.length > 0 && other.emails.length > 0;
  if (!missing && bothMails) return undefined;
  return spelled(lead, other) ?? spelled(other, lead);
}

function spelled(mailed: Party, named: Party): Finding | undefined {
  const mine = new Set([...mailed.person.given, ...mailed.person.family]);
  // Only what the name of the mailbox's own record does not already say.
  const news = [...named.person.given, ...named.person.family].filter((word) => !mine.has(word));
  for (const mail of mailed.emails) {
    if (mail.value.role) continue;
    const local = mail.value.local.replace(/\d+$/, "");
    const parts = local.split(/[._-]/);
    const word = news.find((name) => name.length > 3 && local.includes(name));
    if (word) return finding("email", "mailbox.name", "near", [mail.text, named.personText]);
    const initial = news.find(
      (name) => name.length > 0 && (parts.some((part) => part === name[0]) || local[0] === name[0]),
    );
    if (initial && missingOnly(mailed))
      return finding("email", "mailbox.initial", "near", [mail.text, named.personText]);
    if (missingOnly(mailed) && news.length > 0)
      return finding("email", "mailbox.differs", "differs", [mail.text, named.personText]);
  }
  return undefined;
}

function missingOnly(party: Party): boolean {
  return party.person.given.length === 0 || party.person.family.length === 0;
}
