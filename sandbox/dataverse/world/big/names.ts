import type { Random } from "../random";
import type { Locale } from "../demo/words";

/** Beginnings and endings of made names, so that a hundred thousand people are not all called alike. */
const beginnings =
  "Al Bar Ber Bor Bran Cal Car Dal Dor El Fal Fen Gar Gol Hal Har Hol Kal Kar Kor Lan Lor Mal Mar Mel Mor Nor Ol Os Pal Per Ran Ros Sal San Sel Sor Tal Tor Ul Var Ver Vol Wal Wes Wil Zan".split(
    " ",
  );
const middles = "a e i o an en in on ar er or al el ol as es is os".split(" ");
const endings =
  "berg bach brook burn by dale den don field ford gate hall ham heim hoff holm hurst ing land ley man mann mark mer mond ner ning nova quist ridge rup sen ski son stad stein sted stone ström ton town vale ville wald well wick wood worth".split(
    " ",
  );

/** One in three people bears a common name of the language, the others a made one. */
export function bigLastName(random: Random, locale: Locale): string {
  if (locale.language === "ja" || random.chance(0.33)) return random.pick(locale.lastNames);
  return random.pick(beginnings) + (random.chance(0.5) ? random.pick(middles) : "") + random.pick(endings);
}

/** The word that a made company is known by. */
export function bigBrand(random: Random): string {
  const brand =
    random.pick(beginnings) +
    random.pick(middles) +
    (random.chance(0.4) ? random.pick(middles) : "") +
    random.pick(["x", "tec", "va", "ron", "lia", "dyn", "sol", "vent", "net", "pro"]);
  return brand.charAt(0) + brand.slice(1).toLowerCase();
}
