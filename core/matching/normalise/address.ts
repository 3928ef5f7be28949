import { words } from "../text/fold";

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

const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const KINDS = set(
  "street st str strasse road rd avenue av ave boulevard bd blvd drive dr lane ln place pl court ct crescent cres circuit cct close cl square sq terrace tce ter highway hwy parkway pkwy pky way platz weg gasse allee " +
    "rue chemin ch via viale piazza corso calle c avenida avda rua r plaza ulica ul laan straat weg plein gade vej gatan vagen no nr number the de la du des",
);
const DIRECTIONS = new Map(
  Object.entries({ n: "n", north: "n", s: "s", south: "s", e: "e", east: "e", w: "w", west: "w" }),
);
const UNIT = /\b(suite|ste|floor|fl|apartment|apt|unit|room|rm|building|bldg|level|po box|p o box|postfach)\b.*$|#.*$/;

/** Reads the parts of an address as Dataverse holds them: line 1, city, postal code, state, country. */
export function parseAddress(parts: {
  line?: string;
  city?: string;
  zip?: string;
  state?: string;
  country?: string;
}): Address {
  const line = (parts.line ?? "").toLowerCase();
  const trimmed = line.replace(UNIT, "");
  const all = words(trimmed.trim() ? trimmed : line).flatMap((word) =>
    word.replace(/([a-z]{3,})(strasse|str|straat|gatan|gade|vej|weg)$/, "$1 $2").split(" "),
  );
  const number =
    all.find((word, i) => /^\d/.test(word) && !/^\d+(st|nd|rd|th)$/.test(word) && (i === 0 || i >= all.length - 2)) ??
    "";
  const rest = all.filter((word) => word !== number && !/^\d+[a-z]?$/.test(word));
  const direction = rest.map((word) => DIRECTIONS.get(word)).find(Boolean) ?? "";
  const street = rest.filter((word) => !KINDS.has(word) && !DIRECTIONS.has(word));
  return {
    number: /^\d+/.exec(number)?.[0] ?? "",
    street: (street.length > 0 ? street : rest).join(" "),
    letters: words(line).join("").replace(/\d/g, ""),
    direction,
    city: words(parts.city ?? "")
      .join(" ")
      .replace(/^st /, "saint "),
    zip: parseZip(parts.zip ?? ""),
    state: words(parts.state ?? "").join(" "),
    country: parseCountry(parts.country ?? ""),
  };
}

function parseZip(text: string): string {
  const zip = text.toLowerCase().replace(/^[a-z]{1,2}-(?=\d)/, "");
  // ZIP+4: the first five tell the place.
  return /^\d{5}-\d{4}$/.test(zip.trim()) ? zip.trim().slice(0, 5) : zip.replace(/[^a-z0-9]/g, "");
}

const COUNTRIES = new Map<string, string>(
  (
    "us:usa,united states,united states of america,america|gb:uk,united kingdom,great britain,england,scotland,wales|de:germany,deutschland,allemagne,ger|fr:france,frankreich|nl:netherlands,the netherlands,nederland,holland,niederlande|" +
    "be:belgium,belgie,belgique,belgien|es:spain,espana,spanien,sp|it:italy,italia,italien|at:austria,oesterreich|ch:switzerland,schweiz,suisse,svizzera|dk:denmark,danmark|se:sweden,sverige|no:norway,norge|fi:finland,suomi|" +
    "pl:poland,polska|pt:portugal|ie:ireland,eire|cz:czech republic,czechia|lu:luxembourg|jp:japan|cn:china|in:india|au:australia|nz:new zealand|ca:canada|br:brazil,brasil|mx:mexico|ru:russia,russian federation"
  )
    .split("|")
    .flatMap((line): [string, string][] => {
      const [code = "", names = ""] = line.split(":");
      return names.split(",").map((name) => [name, code]);
    }),
);

/** ISO code of the usual names of a country; other names stay as they are. */
export function parseCountry(text: string): string {
  const name = words(text).join(" ");
  return COUNTRIES.get(name) ?? name;
}
