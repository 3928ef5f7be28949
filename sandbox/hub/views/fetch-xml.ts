/** Changes to the FetchXML of a view: what a person sorts and filters by comes on top of what the view says. */

export interface SortKey {
  /** Column name, or `alias.column` of a linked table. */
  readonly column: string;
  readonly descending: boolean;
}

function parse(xml: string): Document {
  return new DOMParser().parseFromString(xml, "text/xml");
}

function serialize(document: Document): string {
  return new XMLSerializer().serializeToString(document);
}

function entityOf(document: Document): Element {
  const entity = document.querySelector("fetch > entity");
  if (!entity) {
    throw new Error("The view has no FetchXML.");
  }

  return entity;
}

/** The element that holds a column: the table itself, or the link-entity of its alias. */
function ownerOf(document: Document, column: string): { owner: Element; name: string } {
  const [alias, name] = column.split(".");
  if (name === undefined) {
    return { owner: entityOf(document), name: column };
  }
  const link = [...document.querySelectorAll("link-entity")].find((element) => element.getAttribute("alias") === alias);

  return { owner: link ?? entityOf(document), name };
}

/** The table that a column of a view belongs to. */
export function tableOfColumn(xml: string, column: string): { table: string; name: string } {
  const { owner, name } = ownerOf(parse(xml), column);

  return { table: owner.getAttribute("name") ?? "", name };
}

/** How the view sorts by itself. */
export function readSort(xml: string): readonly SortKey[] {
  return [...parse(xml).querySelectorAll("order")].map((order) => {
    const alias = order.parentElement?.tagName === "link-entity" ? order.parentElement.getAttribute("alias") : null;
    const name = order.getAttribute("attribute") ?? "";

    return { column: alias ? `${alias}.${name}` : name, descending: order.getAttribute("descending") === "true" };
  });
}

/** Sorts by other columns than the view does. */
export function withSort(xml: string, sort: readonly SortKey[]): string {
  const document = parse(xml);
  for (const order of [...document.querySelectorAll("order")]) {
    order.remove();
  }
  for (const key of sort) {
    const { owner, name } = ownerOf(document, key.column);
    const order = document.createElement("order");
    order.setAttribute("attribute", name);
    order.setAttribute("descending", String(key.descending));
    owner.appendChild(order);
  }

  return serialize(document);
}

/** Adds columns that are wanted beside those of the view, such as the currency of an amount, or `alias.column` of a linked table. */
export function withColumns(xml: string, columns: readonly string[]): string {
  const document = parse(xml);
  for (const column of columns) {
    const { owner, name } = ownerOf(document, column);
    const isThere = [...owner.children].some(
      (child) => child.tagName === "attribute" && child.getAttribute("name") === name,
    );
    if (isThere) continue;
    const attribute = document.createElement("attribute");
    attribute.setAttribute("name", name);
    owner.insertBefore(attribute, owner.firstChild);
  }

  return serialize(document);
}

export interface Condition {
  readonly column: string;
  readonly operator: string;
  readonly value?: string;
}

/** Narrows a view: all conditions (`and`) or any of them (`or`) must hold too. */
export function withFilter(xml: string, type: "and" | "or", conditions: readonly Condition[]): string {
  if (conditions.length === 0) {
    return xml;
  }
  const document = parse(xml);
  const filter = document.createElement("filter");
  filter.setAttribute("type", type);
  for (const { column, operator, value } of conditions) {
    const condition = document.createElement("condition");
    condition.setAttribute("attribute", column);
    condition.setAttribute("operator", operator);
    if (value !== undefined) {
      condition.setAttribute("value", value);
    }
    filter.appendChild(condition);
  }
  entityOf(document).appendChild(filter);

  return serialize(document);
}

/** Rows that belong to another one through a table in between. */
export interface Through {
  readonly table: string;
  readonly ownColumn: string;
  readonly otherColumn: string;
  /** The row that they belong to. */
  readonly id: string;
}

/** Narrows a view to the rows that a table in between ties to one row. */
export function withThrough(xml: string, { table, ownColumn, otherColumn, id }: Through, primaryId: string): string {
  const document = parse(xml);
  const link = document.createElement("link-entity");
  const attributes = { name: table, from: otherColumn, to: primaryId, intersect: "true", visible: "false" };
  for (const [name, value] of Object.entries(attributes)) {
    link.setAttribute(name, value);
  }
  entityOf(document).appendChild(link);
  const filter = link.appendChild(document.createElement("filter"));
  const condition = filter.appendChild(document.createElement("condition"));
  condition.setAttribute("attribute", ownColumn);
  condition.setAttribute("operator", "eq");
  condition.setAttribute("value", id);

  return serialize(document);
}

/** Adds a `<filter>` given as text, as scripts hand it to a lookup. */
export function withFilterXml(xml: string, filterXml: string): string {
  const document = parse(xml);
  const filter = parse(filterXml).documentElement;
  entityOf(document).appendChild(document.importNode(filter, true));

  return serialize(document);
}

/** Joins another table, given as the text of a `<link-entity>`. */
export function withLinkXml(xml: string, linkXml: string): string {
  const document = parse(xml);
  entityOf(document).appendChild(document.importNode(parse(linkXml).documentElement, true));

  return serialize(document);
}

/** Asks for one page, and for the number of rows with the first. */
export function withPage(xml: string, page: number, count: number): string {
  const document = parse(xml);
  const fetch = document.documentElement;
  fetch.setAttribute("page", String(page));
  fetch.setAttribute("count", String(count));
  if (page === 1) {
    fetch.setAttribute("returntotalrecordcount", "true");
  }

  return serialize(document);
}

/** The columns that quick find looks in: the conditions of the table's quick find view. */
export function quickFindColumns(xml: string): readonly string[] {
  const filter = parse(xml).querySelector('filter[isquickfindfields="1"], filter[isquickfindfields="true"]');
  const conditions = filter ? [...filter.querySelectorAll("condition")] : [];

  return conditions.flatMap((condition) => condition.getAttribute("attribute") ?? []);
}

/** A quick find text as a pattern: `*` stands for anything, and the text may stand anywhere in the value. */
export function quickFindPattern(text: string): string {
  const escaped = text.trim().replace(/[[%_]/g, (character) => `[${character}]`);

  return `%${escaped.replace(/\*/g, "%")}%`;
}
