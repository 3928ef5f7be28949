/** A piece of a template: text, a column, or an optional part in brackets. */
export type TemplatePart =
  | { readonly text: string }
  | { readonly column: string; readonly through?: string }
  | { readonly optional: readonly TemplatePart[] };

export type ParsedTemplate = { readonly parts: readonly TemplatePart[] } | { readonly problem: string };

const name = "[$A-Za-z_][A-Za-z0-9_]{0,127}";
const place = new RegExp(`^(?:(${name})\\.)?(${name})$`);
const parsed = new Map<string, ParsedTemplate>();

/**
 * Takes a template apart; remembered, because the same template meets thousands of leads.
 * @returns the reason with the position when a bracket or brace has no partner or a name is none.
 */
export function parseTemplate(template: string): ParsedTemplate {
  const known = parsed.get(template);
  if (known) return known;
  const result = readTemplate(template);
  if (parsed.size > 500) parsed.clear();
  parsed.set(template, result);
  return result;
}

function readTemplate(template: string): ParsedTemplate {
  const outer: TemplatePart[] = [];
  let inner: TemplatePart[] | null = null;
  let opened = 0;
  let literal = "";
  const flush = (): TemplatePart[] => {
    const into = inner ?? outer;
    if (literal !== "") into.push({ text: literal });
    literal = "";
    return into;
  };
  for (let at = 0; at < template.length; at++) {
    const sign = template.charAt(at);
    if (sign === "\\" && at + 1 < template.length) literal += template.charAt(++at);
    else if (sign === "{") {
      const end = template.indexOf("}", at);
      const match = end < 0 ? null : place.exec(template.slice(at + 1, end).trim());
      if (!match)
        return {
          problem:
            end < 0 ? `"{" without "}" at ${at + 1}` : `"${template.slice(at, end + 1).slice(0, 60)}" is no column`,
        };
      flush().push(match[1] ? { column: match[2] ?? "", through: match[1] } : { column: match[2] ?? "" });
      at = end;
    } else if (sign === "}") return { problem: `"}" without "{" at ${at + 1}` };
    else if (sign === "[") {
      if (inner) return { problem: `"[" inside "[" at ${at + 1}` };
      flush();
      inner = [];
      opened = at;
    } else if (sign === "]") {
      if (!inner) return { problem: `"]" without "[" at ${at + 1}` };
      const optional = flush();
      inner = null;
      outer.push({ optional });
    } else literal += sign;
  }
  if (inner) return { problem: `"[" without "]" at ${opened + 1}` };
  flush();
  return { parts: outer };
}

/** Every column that a template names. */
export function columnsOfTemplate(template: ParsedTemplate): { readonly column: string; readonly through?: string }[] {
  const walk = (parts: readonly TemplatePart[]): { column: string; through?: string }[] =>
    parts.flatMap((part) => ("column" in part ? [part] : "optional" in part ? walk(part.optional) : []));
  return "parts" in template ? walk(template.parts) : [];
}

/**
 * Fills a template in. `valueOf` gives a column's text, or null when it is blank.
 * @returns null when the template names columns and all are blank.
 */
export function fillTemplate(
  parts: readonly TemplatePart[],
  valueOf: (column: string, through: string | undefined) => string | null,
): string | null {
  let named = 0;
  let blank = 0;
  const fill = (part: TemplatePart): string => {
    if ("text" in part) return part.text;
    if ("column" in part) {
      const value = valueOf(part.column, part.through);
      named++;
      if (value === null) blank++;
      return value ?? "";
    }
    const before = blank;
    const filled = part.optional.map(fill).join("");
    return blank > before ? "" : filled;
  };
  const result = parts.map(fill).join("");
  return named > 0 && named === blank ? null : result;
}
