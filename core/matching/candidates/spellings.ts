import { fold } from "../text/fold";
import { callingCode, type Phone } from "../normalise/phone";
import { nicknamesOf } from "../normalise/name-tables";

/** The ways in which people type a number; `contains` on digits would miss "(415) 555-2761" and scan the table (facts/matching.md §5). */
export function phoneSpellings(phone: Phone, country: string | undefined): readonly string[] {
  const code = phone.country ?? callingCode(country);
  const national = phone.national;
  const typed = [phone.text, phone.text.replace(/[^\d+]/g, ""), national, `0${national}`];
  const grouped = national.length === 10 ? groupsOfTen(national) : groupsOf(national);
  const international = code
    ? [
        `+${code}${national}`,
        `00${code}${national}`,
        `+${code} ${national}`,
        ...grouped.map((group) => `+${code} ${group}`),
      ]
    : [];
  return [...new Set([...typed, ...international, ...grouped, ...grouped.map((group) => `0${group}`)])];
}

function groupsOfTen(n: string): string[] {
  const [a, b, c] = [n.slice(0, 3), n.slice(3, 6), n.slice(6)];
  return [
    `(${a}) ${b}-${c}`,
    `${a}-${b}-${c}`,
    `${a} ${b} ${c}`,
    `${a}.${b}.${c}`,
    `${a} ${b}${c}`,
    `1${n}`,
    `1-${a}-${b}-${c}`,
    `+1-${a}-${b}-${c}`,
    `+1 (${a}) ${b}-${c}`,
  ];
}

/** Area codes have two to four digits, and nothing in the number tells how many. */
function groupsOf(n: string): string[] {
  return [2, 3, 4].flatMap((size) => {
    const [area, rest] = [n.slice(0, size), n.slice(size)];
    const halves = rest.length > 5 ? `${rest.slice(0, 3)} ${rest.slice(3)}` : rest;
    return [`${area} ${rest}`, `${area} ${halves}`, `(${area}) ${rest}`, `${area}-${rest}`, `${area}/${rest}`];
  });
}

/** The ways in which a web address is stored. */
export function siteSpellings(domain: string): readonly string[] {
  const hosts = [domain, `www.${domain}`];
  return hosts.flatMap((host) => [host, `http://${host}`, `https://${host}`, `http://${host}/`, `https://${host}/`]);
}

/** A family name with and without umlauts and accents, as it stands in the lead first. */
export function nameSpellings(name: string): readonly string[] {
  const folded = fold(name);
  const bare = folded.replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u");
  const umlaut = folded.replace(/ae/g, "ä").replace(/oe/g, "ö").replace(/ue/g, "ü");
  return [...new Set([name, folded, bare, umlaut])].filter(Boolean);
}

/** First names that stand for this one: Bob for Robert. */
export function givenSpellings(name: string): readonly string[] {
  const folded = fold(name);
  return [...new Set([name, folded, ...nicknamesOf(folded)])].filter(Boolean);
}
