import { fold } from "./text";

const yes = new Set("yes y true 1 on x ja j wahr oui o vrai sí si s verdadero はい 有 نعم".split(" "));
const no = new Set("no n false 0 off nein falsch non faux falso いいえ 無 لا".split(" "));

/** Yes or no out of text, by one's own words first; null when it says neither. */
export function parseYesNo(
  text: string,
  ownYes: readonly string[] = [],
  ownNo: readonly string[] = [],
): boolean | null {
  const word = fold(text);
  if (ownYes.some((own) => fold(own) === word)) return true;
  if (ownNo.some((own) => fold(own) === word)) return false;
  return yes.has(word) ? true : no.has(word) ? false : null;
}
