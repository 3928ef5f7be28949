/** How phone numbers of a country are written: calling code, the digit dialled before numbers inside the country, lengths without it. */
export interface Country {
  readonly iso: string;
  readonly code: string;
  readonly trunk: string;
  readonly min: number;
  readonly max: number;
}

// iso + calling code [+ "t" trunk prefix] ":" shortest "-" longest national number, as the numbering plans in ITU-T E.164 have them.
const plan =
  "US1t1:10-10 CA1t1:10-10 PR1t1:10-10 DO1t1:10-10 JM1t1:10-10 TT1t1:10-10 BS1t1:10-10 BB1t1:10-10 RU7t8:10-10 KZ7t8:10-10 EG20t0:8-10 ZA27t0:9-9 GR30:10-10 NL31t0:9-9 " +
  "BE32t0:8-9 FR33t0:9-9 ES34:9-9 HU36t06:8-9 IT39:6-12 VA39:6-12 RO40t0:9-9 CH41t0:9-9 AT43t0:4-13 GB44t0:7-10 GG44t0:7-10 IM44t0:7-10 JE44t0:7-10 DK45:8-8 SE46t0:7-9 NO47:8-8 " +
  "PL48:9-9 DE49t0:4-13 PE51t0:8-9 MX52:10-10 CU53t0:6-8 AR54t0:10-11 BR55t0:10-11 CL56:9-9 CO57t0:8-10 VE58t0:10-10 MY60t0:8-10 AU61t0:9-9 ID62t0:8-12 PH63t0:8-10 NZ64t0:8-10 " +
  "SG65:8-8 TH66t0:8-9 JP81t0:9-10 KR82t0:8-10 VN84t0:9-10 CN86t0:9-11 TR90t0:10-10 IN91t0:10-10 PK92t0:9-10 AF93t0:9-9 LK94t0:9-9 MM95t0:7-10 IR98t0:10-10 SS211t0:9-9 MA212t0:9-9 " +
  "DZ213t0:8-9 TN216:8-8 LY218t0:8-9 GM220:7-7 SN221:9-9 MR222:8-8 ML223:8-8 GN224:9-9 CI225:10-10 BF226:8-8 NE227:8-8 TG228:8-8 BJ229:8-10 MU230:7-8 LR231t0:7-9 SL232t0:8-8 " +
  "GH233t0:9-9 NG234t0:8-10 TD235:8-8 CF236:8-8 CM237:9-9 CV238:7-7 ST239:7-7 GQ240:9-9 GA241t0:7-8 CG242:9-9 CD243t0:9-9 AO244:9-9 GW245:7-9 SC248:7-7 SD249t0:9-9 RW250t0:9-9 " +
  "ET251t0:9-9 SO252t0:7-9 DJ253:8-8 KE254t0:9-10 TZ255t0:9-9 UG256t0:9-9 BI257:8-8 MZ258:8-9 ZM260t0:9-9 MG261t0:9-9 RE262t0:9-9 ZW263t0:8-10 NA264t0:8-9 MW265t0:7-9 LS266:8-8 " +
  "BW267:7-8 SZ268:8-8 KM269:7-7 ER291t0:7-7 AW297:7-7 FO298:6-6 GL299:6-6 GI350:8-8 PT351:9-9 LU352:4-11 IE353t0:7-10 IS354:7-9 AL355t0:8-9 MT356:8-8 CY357:8-8 FI358t0:5-12 BG359t0:8-9 " +
  "LT370t0:8-8 LV371:8-8 EE372:7-8 MD373t0:8-8 AM374t0:8-8 BY375t80:9-9 AD376:6-9 MC377t0:8-9 SM378:6-10 UA380t0:9-9 RS381t0:8-9 ME382t0:8-8 XK383t0:8-9 HR385t0:8-9 SI386t0:8-8 " +
  "BA387t0:8-8 MK389t0:8-8 CZ420:9-9 SK421t0:9-9 LI423:7-9 BZ501:7-7 GT502:8-8 SV503:8-8 HN504:8-8 NI505:8-8 CR506:8-8 PA507:7-8 HT509:8-8 BO591t0:8-8 GY592:7-7 EC593t0:8-9 " +
  "PY595t0:8-9 SR597:6-7 UY598t0:8-8 CW599:7-8 BN673:7-7 PG675:7-8 FJ679:7-7 HK852:8-8 MO853:8-8 KH855t0:8-9 LA856t0:8-10 BD880t0:8-10 TW886t0:8-9 MV960:7-7 LB961t0:7-8 JO962t0:8-9 " +
  "SY963t0:8-9 IQ964t0:8-10 KW965:7-8 SA966t0:8-9 YE967t0:7-9 OM968:7-8 PS970t0:8-9 AE971t0:8-9 IL972t0:8-9 BH973:8-8 QA974:7-8 BT975:7-8 MN976t0:8-8 NP977t0:8-10 TJ992:9-9 TM993t8:8-8 " +
  "AZ994t0:9-9 GE995t0:9-9 KG996t0:9-9 UZ998:9-9";

const names =
  "united states:US,usa:US,united states of america:US,america:US,canada:CA,mexico:MX,united kingdom:GB,uk:GB,great britain:GB,england:GB,scotland:GB,wales:GB,northern ireland:GB,ireland:IE," +
  "germany:DE,deutschland:DE,austria:AT,österreich:AT,switzerland:CH,schweiz:CH,suisse:CH,france:FR,spain:ES,españa:ES,italy:IT,italia:IT,portugal:PT,netherlands:NL,nederland:NL,the netherlands:NL," +
  "belgium:BE,belgique:BE,belgië:BE,luxembourg:LU,denmark:DK,danmark:DK,sweden:SE,sverige:SE,norway:NO,norge:NO,finland:FI,suomi:FI,iceland:IS,poland:PL,polska:PL,czechia:CZ,czech republic:CZ," +
  "slovakia:SK,hungary:HU,romania:RO,bulgaria:BG,greece:GR,croatia:HR,slovenia:SI,serbia:RS,ukraine:UA,russia:RU,turkey:TR,türkiye:TR,israel:IL,egypt:EG,morocco:MA,algeria:DZ,tunisia:TN," +
  "saudi arabia:SA,united arab emirates:AE,uae:AE,qatar:QA,kuwait:KW,jordan:JO,lebanon:LB,iraq:IQ,south africa:ZA,nigeria:NG,kenya:KE,ghana:GH,india:IN,pakistan:PK,bangladesh:BD,sri lanka:LK," +
  "china:CN,hong kong:HK,taiwan:TW,japan:JP,日本:JP,south korea:KR,korea:KR,singapore:SG,malaysia:MY,indonesia:ID,thailand:TH,vietnam:VN,philippines:PH,australia:AU,new zealand:NZ," +
  "brazil:BR,brasil:BR,argentina:AR,chile:CL,colombia:CO,peru:PE,venezuela:VE,uruguay:UY,estonia:EE,latvia:LV,lithuania:LT,cyprus:CY,malta:MT";

let byIso: Map<string, Country> | undefined;
let byCode: Map<string, Country> | undefined;
let byName: Map<string, string> | undefined;

function load(): Map<string, Country> {
  if (byIso) return byIso;
  byIso = new Map();
  byCode = new Map();
  for (const entry of plan.split(" ")) {
    const [, iso = "", code = "", trunk = "", min, max] = /^(..)(\d+?)(?:t(\d+))?:(\d+)-(\d+)$/.exec(entry) ?? [];
    const country = { iso, code, trunk, min: Number(min), max: Number(max) };
    byIso.set(iso, country);
    if (!byCode.has(code)) byCode.set(code, country);
  }
  return byIso;
}

/** A country by its ISO code or its name in English or its own language; undefined when unknown. */
export function findCountry(text: string): Country | undefined {
  const key = text.trim();
  byName ??= new Map(names.split(",").map((entry) => entry.split(":") as [string, string]));
  return load().get(key.toUpperCase()) ?? load().get(byName.get(key.toLowerCase()) ?? "");
}

/** The country whose calling code starts these digits; the first of those that share a code. */
export function countryOfDigits(digits: string): Country | undefined {
  load();
  for (const length of [1, 2, 3]) {
    const country = byCode?.get(digits.slice(0, length));
    if (country) return country;
  }
  return undefined;
}
