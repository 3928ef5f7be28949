import { words } from "../text/fold";
import { unpack, wordSet } from "../text/packed";
import { countryCode } from "./country";

export interface Address {
  /** House number, `8` for `8-12` and `No. 8`. */
  readonly number: string;
  /** Words of the street without its kind, its direction and the unit. */
  readonly street: string;
  /** All letters of line 1 in one: `moodwoodanguststud`, for blanks that slipped. */
  readonly letters: string;
  /** n, s, e, w: tells two stretches of one street apart. */
  readonly direction: string;
  readonly city: string;
  readonly zip: string;
  readonly state: string;
  readonly country: string;
}

const KINDS = wordSet(
  "street st str strasse road rd avenue av ave boulevard bd blvd drive dr lane ln place pl court ct crescent cres circuit cct close cl square sq terrace tce ter highway hwy parkway pkwy pky way platz weg gasse allee " +
    "rue chemin ch via viale piazza corso calle c avenida avda rua r plaza ulica ul laan straat plein gade vej gatan vagen no nr number the de la du des",
);
const DIRECTIONS = unpack("n:n,north|s:s,south|e:e,east|w:w,west");
const UNIT = /\b(suite|ste|floor|fl|apartment|apt|unit|room|rm|building|bldg|level|p ?o box|postfach)\b.*$|#.*$/;

/** Reads the parts of an address as Dataverse holds them: line 1, city, postal code, state, country. */
export function parseAddress(text: string, city: string, zip: string, state: string, country: string): Address {
  const line = text.toLowerCase();
  const all = words(line.replace(UNIT, "").trim() || line).flatMap((word) =>
    word.replace(/([a-z]{3,})(strasse|str|straat|gatan|gade|vej|weg)$/, "$1 $2").split(" "),
  );
  const number = all.find(
    (word, i) => /^\d/.test(word) && !/^\d+(st|nd|rd|th)$/.test(word) && (!i || i > all.length - 3),
  );
  const rest = all.filter((word) => word !== number && !/^\d+[a-z]?$/.test(word));
  const street = rest.filter((word) => !KINDS.has(word) && !DIRECTIONS.has(word));
  const code = zip.toLowerCase().replace(/^[a-z]{1,2}-(?=\d)/, "");
  return {
    number: /^\d+/.exec(number ?? "")?.[0] ?? "",
    street: (street[0] ? street : rest).join(" "),
    letters: words(line).join("").replace(/\d/g, ""),
    direction: rest.map((word) => DIRECTIONS.get(word)).find(Boolean) ?? "",
    city: plain(city).replace(/^st /, "saint "),
    // ZIP+4: the first five tell the place.
    zip: code.replace(/^(\d{5})-\d{4}$/, "$1").replace(/[^a-z0-9]/g, ""),
    state: plain(state),
    country: countryCode(plain(country)),
  };
}

const plain = (text: string): string => words(text).join(" ");
