import { words } from "../text/fold";
import { remember, unpack } from "../text/packed";

/** Countries of customers with their calling codes. */
const CODES: ReadonlyMap<string, string> = new Map(
  "us1 ca1 gb44 ie353 de49 at43 ch41 fr33 be32 nl31 lu352 es34 pt351 it39 dk45 se46 no47 fi358 pl48 cz420 sk421 hu36 ro40 gr30 ru7 ua380 tr90 il972 ae971 sa966 eg20 za27 in91 cn86 jp81 kr82 sg65 au61 nz64 br55 ar54 mx52"
    .split(" ")
    .map((pair) => [pair.slice(0, 2), pair.slice(2)]),
);
const OTHER_NAMES = unpack(
  "us:usa,united states of america|gb:uk,great britain,england,scotland,wales|nl:the netherlands,holland",
);

let names: Map<string, string> | undefined;

/** Names in the languages of these countries, as the platform knows them. */
function allNames(): ReadonlyMap<string, string> {
  if (names) return names;
  names = new Map(OTHER_NAMES);
  for (const language of "en de fr es it nl pt pl da sv nb fi cs".split(" ")) {
    const say = new Intl.DisplayNames(language, { type: "region" });
    for (const code of CODES.keys()) names.set(words(say.of(code.toUpperCase()) ?? "").join(" "), code);
  }
  return names;
}

/** ISO code of the usual names of a country, already folded; other names stay as they are. */
export const countryCode = remember((name) => allNames().get(name) ?? name);

/** The calling code of a country, when it is known. */
export const callingCode = (country = ""): string | undefined => CODES.get(country.toLowerCase());
