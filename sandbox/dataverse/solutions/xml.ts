import { DOMParser, XMLSerializer, type Document, type Element } from "@xmldom/xmldom";

export type { Document, Element };

/** Text that is not well-formed XML: says in which part of the zip and where. */
export class XmlError extends Error {
  constructor(
    readonly part: string,
    reason: string,
  ) {
    super(`${part} is not well-formed XML: ${reason}`);
    this.name = "XmlError";
  }
}

/** Parses XML text; a byte order mark is accepted, anything that is not well-formed throws an {@link XmlError}. */
export function parseXml(text: string, part: string): Document {
  let problem = "";
  const onError = (level: string, message: string) => {
    if (level !== "warning" && !problem) problem = message;
  };
  try {
    const document = new DOMParser({ onError }).parseFromString(text.replace(/^\uFEFF/, ""), "text/xml");
    if (problem || !document.documentElement) throw new Error(problem || "there is no root element");
    return document;
  } catch (error) {
    throw new XmlError(
      part,
      (problem || (error instanceof Error ? error.message : String(error))).split("\n")[0] ?? "",
    );
  }
}

/** The root element of well-formed XML text. */
export function parseRoot(text: string, part: string): Element {
  return parseXml(text, part).documentElement as Element;
}

/** Child elements, of one name when it is given. */
export function children(parent: Element | null | undefined, name?: string): Element[] {
  const found: Element[] = [];
  for (let node = parent?.firstChild ?? null; node; node = node.nextSibling) {
    if (node.nodeType !== 1) continue;
    const element = node as Element;
    if (!name || element.nodeName === name) found.push(element);
  }
  return found;
}

/** The first child element of that name, or following the names one level deeper each. */
export function child(parent: Element | null | undefined, ...names: string[]): Element | undefined {
  let current = parent ?? undefined;
  for (const name of names) current = children(current, name)[0];
  return current;
}

/** Every descendant element of that name, in document order. */
export function descendants(parent: Element, name: string): Element[] {
  const found: Element[] = [];
  for (const element of children(parent)) {
    if (element.nodeName === name) found.push(element);
    found.push(...descendants(element, name));
  }
  return found;
}

/** Trimmed text of a child element; undefined when the element is missing, nil or empty. */
export function childText(parent: Element | null | undefined, name: string): string | undefined {
  const element = child(parent, name);
  if (!element || element.getAttribute("xsi:nil") === "true") return undefined;
  return element.textContent?.trim() || undefined;
}

/** Attribute text, undefined when missing. */
export function attribute(element: Element | null | undefined, name: string): string | undefined {
  return element?.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined;
}

/** Whether a `0`/`1` or `true`/`false` child element says yes. */
export function childFlag(parent: Element | null | undefined, name: string, otherwise = false): boolean {
  const text = childText(parent, name);
  return text === undefined ? otherwise : text === "1" || text.toLowerCase() === "true";
}

/** Whole number of a child element. */
export function childNumber(parent: Element | null | undefined, name: string): number | undefined {
  const text = childText(parent, name);
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** A guid without braces, lower case: how the Web API writes it. */
export function plainGuid(text: string): string {
  return text.replace(/[{}]/g, "").trim().toLowerCase();
}

/** The element as text, without namespace noise that the source did not have. */
export function toXml(node: Element | Document): string {
  return new XMLSerializer().serializeToString(node);
}

/** Text made safe for XML content and double-quoted attributes. */
export function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
