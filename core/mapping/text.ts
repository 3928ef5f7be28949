/** Letters in the other case, one for one: what would change the length ("ß" to "SS") stays, so that lengths can be known before. */
function recase(text: string, upper: boolean): string {
  return Array.from(text, (letter) => {
    const other = upper ? letter.toUpperCase() : letter.toLowerCase();
    return other.length === letter.length ? other : letter;
  }).join("");
}

export const toUpper = (text: string): string => recase(text, true);
export const toLower = (text: string): string => recase(text, false);

/** The first letter large, the rest small. */
export function toSentence(text: string): string {
  const [head = "", ...tail] = Array.from(text);
  return toUpper(head) + toLower(tail.join(""));
}

const particles = new Set(
  "von van vom zu zur zum der den dem de del della dello di da do dos das du des la le les el al bin ibn ben ten ter te y und and of the".split(
    " ",
  ),
);
const forms = new Map(
  "GmbH AG KG OHG SE UG eV LLC LLP LP Ltd Inc Corp PLC SA SAS SARL SRL SpA BV NV AB AS ApS Oy Oyj SL SLU KK USA UK EU II III IV VI VII VIII IX"
    .split(" ")
    .map((form) => [form.toLowerCase(), form] as const),
);

/**
 * A name as people write it. Text that has both cases is left alone: somebody chose them.
 * @example "ADA VAN DER BERG-O'NEIL" -> "Ada van der Berg-O'Neil"
 */
export function toNameCase(text: string): string {
  if (text !== toUpper(text) && text !== toLower(text)) return text;
  return toLower(text)
    .split(/(\s+)/)
    .map((word, index) => (/^\s*$/.test(word) ? word : nameWord(word, index === 0)))
    .join("");
}

function nameWord(word: string, isFirst: boolean): string {
  const bare = word.replace(/[.,;]+$/, "");
  const form = isFirst ? undefined : forms.get(bare);
  if (form) return form + word.slice(bare.length);
  if (!isFirst && particles.has(bare)) return word;
  return word
    .split(/([-'’./&(])/)
    .map((piece, index, all) => {
      const afterApostrophe = index > 1 && /^['’]$/.test(all[index - 1] ?? "");
      if (afterApostrophe && piece.length < 2) return piece;
      const named = toSentence(piece);
      return /^Mc\p{L}{2}/u.test(named) ? `Mc${toSentence(named.slice(2))}` : named;
    })
    .join("");
}

/** At most `max` UTF-16 units, never half a pair; before an ellipsis no blank. */
export function truncate(text: string, max: number, ellipsis: boolean): string {
  const limit = Math.max(0, Math.trunc(max));
  if (text.length <= limit) return text;
  const room = ellipsis && limit > 0 ? limit - 1 : limit;
  const end = isHighSurrogate(text, room - 1) ? room - 1 : room;
  const cut = text.slice(0, Math.max(end, 0));
  return ellipsis && limit > 0 ? `${cut.replace(/\s+$/, "")}…` : cut;
}

function isHighSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code <= 0xdbff;
}

/** Every occurrence of a literal text, from the left, each looked for after the one before. An empty `find` finds nothing. */
export function replaceAll(text: string, find: string, replacement: string, ignoreCase: boolean): string {
  if (find === "") return text;
  const haystack = ignoreCase ? toLower(text) : text;
  const needle = ignoreCase ? toLower(find) : find;
  let result = "";
  let from = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
    result += text.slice(from, at) + replacement;
    from = at + needle.length;
  }
  return result + text.slice(from);
}

/** The part at `take` of the text cut at `by`, trimmed; null when there is none. `rest` gives that part and all after it. */
export function splitPart(text: string, by: string, take: number, rest: boolean): string | null {
  const parts = by === "" ? [text] : text.split(by);
  const index = take < 0 ? parts.length + take : take;
  if (index < 0 || index >= parts.length) return null;
  return (rest ? parts.slice(index).join(by) : (parts[index] ?? "")).trim();
}

/** Text as it is compared: without outer blanks and case. */
export function fold(text: string): string {
  return toLower(text.trim().normalize("NFC"));
}
