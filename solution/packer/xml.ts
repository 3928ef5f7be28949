/** A piece of XML that is already escaped. */
export interface Xml {
  readonly xml: string;
}

type Content = string | number | Xml | undefined | readonly Content[];
type Attributes = Readonly<Record<string, string | number | undefined>>;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

function render(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string") return escape(content);
  if (typeof content === "number") return String(content);
  if ("xml" in content) return content.xml;

  return content.map(render).join("");
}

/** One element. Attributes that are undefined are left out; text is escaped; an element without content closes itself. */
export function element(name: string, attributes: Attributes = {}, ...content: Content[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escape(String(value))}"`)
    .join("");
  const inner = render(content);

  return { xml: inner === "" ? `<${name}${written} />` : `<${name}${written}>${inner}</${name}>` };
}

/** Elements that hold text alone, in the order of the object's keys. Keys with an undefined value are left out. */
export function elements(values: Readonly<Record<string, string | number | undefined>>): Xml[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => element(name, {}, value));
}

/** XML from a file of ours, put in as it is, without its declaration and comments. */
export function raw(text: string): Xml {
  return {
    xml: text
      .replace(/<\?xml[^>]*\?>/, "")
      .replace(/<!--[\s\S]*?-->/g, "")
      .trim(),
  };
}

/** A whole document with its declaration, one line, as the platform's own exports are. */
export function document(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>${root.xml}`;
}

/** The label elements that the platform's XML uses everywhere: `<names><name description languagecode="1033"/></names>`. */
export function labels(collection: string, item: string, text: string): Xml {
  return element(collection, {}, element(item, { description: text, languagecode: 1033 }));
}
