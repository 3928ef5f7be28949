/** How phone numbers of a country are written: calling code, the digit dialled before numbers inside the country, lengths without it. */
export interface Country {
  readonly iso: string;
  readonly code: string;
  readonly trunk: string;
  readonly min: number;
  readonly max: number;
}

// The numbering plans in ITU-T E.164, as groups of countries with one way of writing: trunk prefix, blank, shortest and longest
// national number in base 36; then the countries: ISO code, calling code unless it is that of the one before, names in English and
// the country's own language.
const plan =
  "1 aaUS1united states,usa,united states of america,americaCAcanadaPRDOJMTTBSBB;8 aaRU7russiaKZ;" +
  "0 8aEG20egyptCO57colombiaMY60malaysiaPH63philippinesNZ64new zealandKR82south korea,koreaNG234nigeriaZW263LA856BD880bangladeshIQ964iraqNP977;" +
  "0 99ZA27south africaNL31netherlands,nederland,the netherlandsFR33franceRO40romaniaCH41switzerland,schweiz,suisseAU61australiaAF93LK94sri lankaSS211" +
  "MA212moroccoGH233ghanaCD243SD249RW250ET251TZ255UG256ZM260MG261RE262UA380ukraineSK421slovakiaAZ994GE995KG996; aaGR30greeceMX52mexicoCI225;" +
  "0 89BE32belgium,belgique,belgiëPE51peruTH66thailandDZ213algeriaLY218NA264AL355BG359bulgariaMC377RS381serbiaXK383HR385croatiaEC593PY595KH855TW886taiwan" +
  "JO962jordanSY963SA966saudi arabiaPS970AE971united arab emirates,uaeIL972israel;" +
  " 99ES34spain,españaPL48poland,polskaCL56chileSN221GN224CM237GQ240CG242AO244PT351portugalCZ420czechia,czech republicTJ992UZ998;06 89HU36hungary;" +
  " 6cIT39italy,italiaVA;0 4dAT43austria,österreichDE49germany,deutschland;" +
  "0 7aGB44united kingdom,uk,great britain,england,scotland,wales,northern irelandGGIMJEMM95IE353ireland;" +
  " 88DK45denmark,danmarkNO47norway,norgeSG65singaporeTN216tunisiaMR222ML223BF226NE227TG228TD235CF236DJ253BI257LS266SZ268GI350MT356maltaCY357cyprus" +
  "LV371latviaGT502SV503HN504NI505CR506HT509HK852hong kongMO853BH973;0 79SE46sweden,sverigeLR231SO252MW265YE967;0 68CU53;" +
  "0 abAR54argentinaBR55brazil,brasil;0 aaVE58venezuelaTR90turkey,türkiyeIN91indiaIR98;0 8cID62indonesia;" +
  "0 9aJP81japan,日本VN84vietnamPK92pakistanKE254kenya;0 9bCN86china; 77GM220CV238ST239SC248KM269AW297BZ501GY592BN673FJ679MV960; 8aBJ229;" +
  " 78MU230BW267EE372estoniaPA507CW599PG675KW965kuwaitOM968QA974qatarBT975;" +
  "0 88SL232LT370lithuaniaMD373AM374ME382SI386sloveniaBA387MK389BO591UY598uruguayMN976;0 78GA241LB961lebanon; 79GW245IS354icelandLI423; 89MZ258;" +
  "0 77ER291; 66FO298GL299; 4bLU352luxembourg;0 5cFI358finland,suomi;80 99BY375; 69AD376; 6aSM378; 67SR597;8 88TM993";

let byIso: Map<string, Country> | undefined;
const byCode = new Map<string, Country>();
const byName = new Map<string, Country>();

function load(): Map<string, Country> {
  if (byIso) return byIso;
  byIso = new Map();
  for (const group of plan.split(";")) {
    const [, trunk = "", min = "", max = "", members = ""] = /^(\d*) (.)(.)(.*)$/.exec(group) ?? [];
    let code = "";
    for (const [, iso = "", own, names = ""] of members.matchAll(/([A-Z]{2})(\d*)([^A-Z]*)/g)) {
      code = own || code;
      const country = { iso, code, trunk, min: parseInt(min, 36), max: parseInt(max, 36) };
      byIso.set(iso, country);
      if (own) byCode.set(code, country);
      for (const name of names.split(",")) byName.set(name, country);
    }
  }
  byName.delete("");
  return byIso;
}

/** A country by its ISO code or its name in English or its own language; undefined when unknown. */
export function findCountry(text: string): Country | undefined {
  const key = text.trim();
  return load().get(key.toUpperCase()) ?? byName.get(key.toLowerCase());
}

/** The country whose calling code starts these digits; the first of those that share a code. */
export function countryOfDigits(digits: string): Country | undefined {
  load();
  return [1, 2, 3].map((length) => byCode.get(digits.slice(0, length))).find(Boolean);
}
