/**
 * Text made comparable: lower case, no accents, Latin letters. A full transliteration table weighs 50 kB (facts/matching.md §3); these are the
 * letters that European CRM data holds.
 */
const pairs = (from: string, to: string): [string, string][] => [...from].map((c, i) => [c, to.split(",")[i] ?? ""]);

const LETTERS = new Map<string, string>([
  ...pairs("ßøæœåłđðþıħŋ’ʼ", "ss,o,ae,oe,aa,l,d,d,th,i,h,n,','"),
  ...pairs("äöü", "ae,oe,ue"),
  ...pairs(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
    "a,b,v,g,d,e,e,zh,z,i,i,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya,i,i,e,g,u",
  ),
  ...pairs("αβγδεζηθικλμνξοπρσςτυφχψω", "a,v,g,d,e,z,i,th,i,k,l,m,n,x,o,p,r,s,s,t,y,f,ch,ps,o"),
  ...pairs(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "a,b,g,d,e,v,z,t,i,k,l,m,n,o,p,zh,r,s,t,u,p,k,gh,k,sh,ch,ts,dz,ts,ch,kh,j,h",
  ),
]);

/** Lower case Latin letters, digits and the punctuation of the input; Müller and Mueller both give `mueller`. */
export function fold(text: string): string {
  let out = "";
  for (const char of text.normalize("NFC").toLowerCase()) {
    const known = LETTERS.get(char);
    out += known ?? (char < "\u0080" ? char : foldRare(char));
  }
  return out;
}

function foldRare(char: string): string {
  const bare = char.normalize("NFKD").replace(/\p{M}/gu, "");
  return LETTERS.get(bare) ?? bare;
}

/**
 * Words of a folded text. Signs that damaged encodings leave inside a word (`Child?en`, `M|ller`) stay as `?`, so that they cost one letter and
 * do not break the word in two. Single letters in a row are one word: `D.S.M.` and `D S M` are `dsm`.
 */
export function words(text: string): string[] {
  const plain = fold(text)
    .replace(/['`´"]/g, "")
    .replace(/(?<=\p{L})[?\\[\]^|<>{}~_\uFFFD](?=\p{L})/gu, "?");
  const found = plain.match(/[\p{L}\p{N}?]+/gu) ?? [];
  const out: string[] = [];
  let run = "";
  for (const word of found) {
    const trimmed = word.replace(/^\?+|\?+$/g, "");
    if (trimmed.length === 1 && /\p{L}/u.test(trimmed)) {
      run += trimmed;
      continue;
    }
    if (run) out.push(run);
    run = "";
    if (trimmed) out.push(trimmed);
  }
  if (run) out.push(run);
  return out;
}

const SOUNDS: readonly [RegExp, string][] = [
  [/ae/g, "a"],
  [/oe/g, "o"],
  [/ue|ou|oo/g, "u"],
  [/ph/g, "f"],
  [/sch|sh|sz/g, "s"],
  [/tch|tsch|cz|ch/g, "c"],
  [/kh|gh/g, "h"],
  [/ck|q|c(?![eiy])/g, "k"],
  [/x/g, "ks"],
  [/dj|zh/g, "j"],
  [/ts|tz/g, "z"],
  [/ee|iy|ij|y|j(?![aou])/g, "i"],
  [/w/g, "v"],
  [/th/g, "t"],
  [/(?<!^)h/g, ""],
  [/(.)\1+/g, "$1"],
];

/** One spelling for the ways in which one name is written in Latin letters: Meier, Meyer; Sergei, Sergey; Mueller, Muller. */
export function soundOf(word: string): string {
  return SOUNDS.reduce((text, [from, to]) => text.replace(from, to), word);
}
