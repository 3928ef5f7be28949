import { nicknames, romanised, roleMailboxes } from "./words";
import type { Random } from "../random";

const umlauts: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  Ä: "Ae",
  Ö: "Oe",
  Ü: "Ue",
  ß: "ss",
  ł: "l",
  Ł: "L",
  æ: "ae",
  ø: "oe",
  å: "aa",
};

/** Müller -> Mueller: as people write who have no such key. */
export function transliterate(text: string): string {
  return text.replace(/[äöüÄÖÜßłŁæøå]/g, (letter) => umlauts[letter] ?? letter);
}

/** Müller -> Muller, Lefèvre -> Lefevre: accents dropped. */
export function dropAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/ł/g, "l")
    .replace(/Ł/g, "L")
    .replace(/ß/g, "ss");
}

/** Letters and digits for mail addresses and domains. */
export function slug(text: string): string {
  const latin = Array.from(text.matchAll(/[\u3040-\u30ff\u4e00-\u9fff]+|[^\u3040-\u30ff\u4e00-\u9fff]+/g))
    .map(([part]) => romanised[part] ?? part)
    .join("");
  return dropAccents(transliterate(latin))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "");
}

/** One slip of the keyboard: a letter lost, doubled, swapped with the next, or wrong. */
export function typo(random: Random, text: string): string {
  if (text.length < 4) return text;
  const at = random.int(1, text.length - 2);
  const before = text.slice(0, at);
  const here = text[at] ?? "";
  const after = text.slice(at + 1);
  switch (random.int(0, 3)) {
    case 0:
      return before + after;
    case 1:
      return before + here + here + after;
    case 2:
      return before + (after[0] ?? "") + here + after.slice(1);
    default:
      return before + random.pick(["e", "a", "n", "r", "s"]) + after;
  }
}

export function nickname(givenName: string): string {
  return nicknames[givenName] ?? givenName;
}

/** A phone number by its parts, so that it can be written in many ways. */
export interface Phone {
  readonly countryCode: string;
  readonly area: string;
  readonly local: string;
}

/** The spellings that people use: international, national, with dashes, dots, brackets, 00, or run together. */
export function spellPhone(phone: Phone, style: number): string {
  const { countryCode, area, local } = phone;
  const groups = local.length > 4 ? [local.slice(0, 3), local.slice(3)] : [local];
  const trunk = countryCode === "1" || countryCode === "39" ? "" : "0";
  switch (style % 7) {
    case 0:
      return `+${countryCode} ${area} ${groups.join(" ")}`;
    case 1:
      return `${trunk}${area.replace(/ /g, "")} ${local}`;
    case 2:
      return `(${trunk}${area}) ${groups.join("-")}`;
    case 3:
      return `+${countryCode}${area.replace(/ /g, "")}${local}`;
    case 4:
      return `00${countryCode} ${area} ${local}`;
    case 5:
      return `${trunk}${area.replace(/ /g, "")}/${local}`;
    default:
      return `${area.replace(/ /g, "")}.${groups.join(".")}`;
  }
}

export function roleMailbox(random: Random, domain: string): string {
  return `${random.pick(roleMailboxes)}@${domain}`;
}

const legalSpellings: Readonly<Record<string, readonly string[]>> = {
  "Inc.": ["Incorporated", "Inc", ""],
  LLC: ["L.L.C.", ""],
  "Corp.": ["Corporation", "Corp", ""],
  Ltd: ["Limited", "Ltd.", ""],
  Limited: ["Ltd", "Ltd.", ""],
  PLC: ["plc", "P.L.C.", ""],
  GmbH: ["Gesellschaft mbH", "G.m.b.H.", ""],
  AG: ["Aktiengesellschaft", ""],
  "GmbH & Co. KG": ["GmbH und Co KG", "GmbH+Co.KG", "KG"],
  SARL: ["S.A.R.L.", "Sàrl", ""],
  SAS: ["S.A.S.", ""],
  "S.L.": ["SL", "Sociedad Limitada", ""],
  "S.A.": ["SA", ""],
  "S.r.l.": ["SRL", "Srl", ""],
  "S.p.A.": ["SpA", "SPA", ""],
  "Sp. z o.o.": ["Sp.z o.o.", "spółka z o.o.", ""],
  株式会社: ["(株)", "㈱", ""],
  有限会社: ["(有)", ""],
};

/** Another spelling of a legal form, or none at all. */
export function spellLegalForm(random: Random, form: string): string {
  return random.pick(legalSpellings[form] ?? [form]);
}
