import { DOMParser } from "@xmldom/xmldom";
import type { Element } from "@xmldom/xmldom";
import { fetchErrors } from "../../server/errors";
import type {
  FetchAttribute,
  FetchCondition,
  FetchEntity,
  FetchFilter,
  FetchLink,
  FetchOrder,
  FetchQuery,
  LinkType,
} from "./syntax";

const linkTypes: Readonly<Record<string, LinkType>> = {
  inner: "inner",
  natural: "inner",
  outer: "outer",
  in: "exists",
  exists: "exists",
  matchfirstrowusingcrossapply: "first",
  any: "any",
  "not any": "not any",
  all: "all",
  "not all": "not all",
};
const aggregates = new Set(["count", "countcolumn", "sum", "avg", "min", "max"]);
const plainName = /^[A-Za-z_][\w.]{0,127}$/;
const maximumLength = 131_072;
const maximumDepth = 40;

/** Reads FetchXML. Throws the platform's error for XML that is not well formed or says what FetchXML does not know. */
export function parseFetch(xml: string): FetchQuery {
  if (xml.length > maximumLength) throw fetchErrors.invalid("the query is too long.");
  const root = readXml(xml);
  if (root.tagName !== "fetch") throw fetchErrors.invalid(`the root element is '${root.tagName}', not 'fetch'.`);
  const entities = elements(root).filter((each) => each.tagName === "entity");
  const [entity] = entities;
  if (entity === undefined || entities.length > 1) throw fetchErrors.invalid("a fetch needs exactly one entity.");
  const top = integer(root, "top");
  const count = integer(root, "count");
  const cookie = root.getAttribute("paging-cookie");

  return {
    entity: readEntity(entity, 0),
    ...(top === undefined ? {} : { top }),
    ...(count === undefined || count === 0 ? {} : { count }),
    page: Math.max(1, integer(root, "page") ?? 1),
    ...(cookie === null || cookie === "" ? {} : { pagingCookie: cookie }),
    distinct: isTrue(root, "distinct"),
    aggregate: isTrue(root, "aggregate"),
    totalCount: isTrue(root, "returntotalrecordcount"),
    rawOrder: isTrue(root, "useraworderby"),
  };
}

function readXml(xml: string): Element {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw fetchErrors.invalid("a document type is not allowed.");
  try {
    const parser = new DOMParser({
      onError: (_level, message) => {
        throw new SyntaxError(message);
      },
    });
    const root = parser.parseFromString(xml.trim(), "text/xml").documentElement;
    if (root !== null) return root;
  } catch (error) {
    throw fetchErrors.invalid(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "not well formed.");
  }
  throw fetchErrors.invalid("the query is empty.");
}

function readEntity(element: Element, depth: number): FetchEntity {
  if (depth > maximumDepth) throw fetchErrors.invalid("the query is nested too deeply.");
  const attributes: FetchAttribute[] = [];
  const filters: FetchFilter[] = [];
  const orders: FetchOrder[] = [];
  const links: FetchLink[] = [];
  let allAttributes = false;
  for (const child of elements(element)) {
    if (child.tagName === "attribute") attributes.push(readAttribute(child));
    else if (child.tagName === "all-attributes") allAttributes = true;
    else if (child.tagName === "filter") filters.push(readFilter(child, depth + 1));
    else if (child.tagName === "order") orders.push(readOrder(child));
    else if (child.tagName === "link-entity") links.push(readLink(child, depth + 1));
    else if (child.tagName !== "no-attrs") throw unexpected(child);
  }

  return { name: name(element, "name"), allAttributes, attributes, filters, orders, links };
}

function readLink(element: Element, depth: number): FetchLink {
  const written = element.getAttribute("link-type") ?? "inner";
  const linkType = linkTypes[written];
  if (linkType === undefined) throw fetchErrors.invalid(`the link type '${written}' is not known.`);

  return {
    ...readEntity(element, depth),
    ...optionalName(element, "from"),
    ...optionalName(element, "to"),
    ...optionalName(element, "alias"),
    linkType,
  };
}

function readAttribute(element: Element): FetchAttribute {
  const aggregate = element.getAttribute("aggregate") ?? "";
  if (aggregate !== "" && !aggregates.has(aggregate))
    throw fetchErrors.invalid(`the aggregate '${aggregate}' is not known.`);
  const grouping = element.getAttribute("dategrouping") ?? "";

  return {
    name: name(element, "name"),
    ...optionalName(element, "alias"),
    ...(aggregate === "" ? {} : { aggregate: aggregate as NonNullable<FetchAttribute["aggregate"]> }),
    distinct: isTrue(element, "distinct"),
    groupBy: isTrue(element, "groupby"),
    ...(grouping === "" ? {} : { dateGrouping: grouping }),
  };
}

function readFilter(element: Element, depth: number): FetchFilter {
  if (depth > maximumDepth) throw fetchErrors.invalid("the query is nested too deeply.");
  const conditions: FetchCondition[] = [];
  const filters: FetchFilter[] = [];
  const links: FetchLink[] = [];
  for (const child of elements(element)) {
    if (child.tagName === "condition") conditions.push(readCondition(child));
    else if (child.tagName === "filter") filters.push(readFilter(child, depth + 1));
    else if (child.tagName === "link-entity") links.push(readLink(child, depth + 1));
    else throw unexpected(child);
  }

  return { type: element.getAttribute("type") === "or" ? "or" : "and", conditions, filters, links };
}

function readCondition(element: Element): FetchCondition {
  const value = element.getAttribute("value");
  const inner = elements(element)
    .filter((each) => each.tagName === "value")
    .map(textOf);
  const entityName = optionalName(element, "entityname");
  const valueOf = element.getAttribute("valueof");

  return {
    attribute: name(element, "attribute"),
    operator: element.getAttribute("operator") ?? "eq",
    values: value === null ? inner : [value, ...inner],
    ...(entityName["entityname"] === undefined ? {} : { entityName: entityName["entityname"] }),
    ...(valueOf === null ? {} : { compareWith: valueOf }),
  };
}

function readOrder(element: Element): FetchOrder {
  const attribute = optionalName(element, "attribute")["attribute"];
  const alias = optionalName(element, "alias")["alias"];
  const entityName = optionalName(element, "entityname")["entityname"];
  if (attribute === undefined && alias === undefined)
    throw fetchErrors.invalid("an order needs an attribute or an alias.");

  return {
    ...(attribute === undefined ? {} : { attribute }),
    ...(alias === undefined ? {} : { alias }),
    ...(entityName === undefined ? {} : { entityName }),
    descending: isTrue(element, "descending"),
  };
}

function elements(parent: Element): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === node.ELEMENT_NODE) found.push(node as Element);
  }

  return found;
}

/** The text directly in an element: `textContent` would follow any depth of nesting. */
function textOf(element: Element): string {
  let text = "";
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE) text += node.nodeValue ?? "";
  }

  return text;
}

function name(element: Element, attribute: string): string {
  const value = element.getAttribute(attribute) ?? "";
  if (!plainName.test(value))
    throw fetchErrors.invalid(`'${attribute}' of '${element.tagName}' is missing or not a name.`);

  return value;
}

function optionalName<K extends string>(element: Element, attribute: K): Partial<Record<K, string>> {
  const value = element.getAttribute(attribute) ?? "";
  if (value === "") return {};
  if (!plainName.test(value)) throw fetchErrors.invalid(`'${attribute}' of '${element.tagName}' is not a name.`);

  return { [attribute]: value } as Record<K, string>;
}

function integer(element: Element, attribute: string): number | undefined {
  const value = element.getAttribute(attribute);
  if (value === null || value === "") return undefined;
  if (!/^\d{1,9}$/.test(value)) throw fetchErrors.invalid(`'${attribute}' is not a number.`);

  return Number(value);
}

function isTrue(element: Element, attribute: string): boolean {
  return /^(true|1)$/i.test(element.getAttribute(attribute) ?? "");
}

function unexpected(element: Element): Error {
  return fetchErrors.invalid(`the element '${element.tagName}' is not expected here.`);
}
