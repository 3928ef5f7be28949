import { getRows } from "../api/client";
import type { HubApp } from "../xrm/host";
import { bare, type Route } from "./routes";

/** An entry of the site map that leads to a page. */
export interface SubArea {
  readonly id: string;
  readonly title: string;
  readonly route: Route;
  /** The table that it lists, for its icon. */
  readonly table?: string;
}

export interface SiteMapGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly SubArea[];
}

export interface SiteMapArea {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly SiteMapGroup[];
}

interface RawApp {
  appmoduleid: string;
  name: string;
  uniquename: string;
}
/** A sitemap row. */
export interface SiteMapRow {
  sitemapnameunique: string;
  sitemapxml: string;
}

/** The apps of the environment that the user may open. */
export async function readApps(): Promise<readonly HubApp[]> {
  const rows = await getRows<RawApp>("appmodules?$select=appmoduleid,name,uniquename&$orderby=name");

  return rows.map((row) => ({ id: row.appmoduleid, displayName: row.name, uniqueName: row.uniquename }));
}

/** The site maps of all apps. */
export function readSiteMaps(): Promise<readonly SiteMapRow[]> {
  return getRows<SiteMapRow>("sitemaps?$select=sitemapnameunique,sitemapxml");
}

/** The XML of an app's site map: the row that bears the app's unique name (facts/solution-package.md §1.7). */
export function siteMapOf(rows: readonly SiteMapRow[], app: HubApp): string {
  const name = app.uniqueName.toLowerCase();
  const row = rows.find((candidate) => candidate.sitemapnameunique.toLowerCase() === name) ?? rows[0];

  return row?.sitemapxml ?? "<SiteMap/>";
}

/** Reads SiteMap XML: areas, groups and sub-areas, with titles in the user's language. */
export function parseSiteMap(xml: string, lcid: number, nameOf: (table: string) => string): readonly SiteMapArea[] {
  const document = new DOMParser().parseFromString(xml, "text/xml");

  return [...document.querySelectorAll("Area")].map((area) => ({
    id: area.getAttribute("Id") ?? "",
    title: titleOf(area, lcid) ?? area.getAttribute("Id") ?? "",
    groups: childrenOf(area, "Group").map((group) => ({
      id: group.getAttribute("Id") ?? "",
      title: titleOf(group, lcid) ?? "",
      entries: childrenOf(group, "SubArea").flatMap((entry) => toSubArea(entry, lcid, nameOf) ?? []),
    })),
  }));
}

function toSubArea(entry: Element, lcid: number, nameOf: (table: string) => string): SubArea | undefined {
  const table = entry.getAttribute("Entity")?.toLowerCase();
  const route = table ? ({ page: "entitylist", table } as const) : routeOfUrl(entry.getAttribute("Url") ?? "");
  if (!route) {
    return undefined;
  }

  return {
    id: entry.getAttribute("Id") ?? "",
    title: titleOf(entry, lcid) ?? (table ? nameOf(table) : entry.getAttribute("Id")) ?? "",
    route,
    table,
  };
}

/** A web resource (`$webresource:name` or /WebResources/name), a page of the hub, or one of a list or record. */
function routeOfUrl(url: string): Route | undefined {
  const resource = /(?:\$webresource:|\/WebResources\/)([^?]+)(?:\?(?:data=)?(.*))?$/i.exec(url);
  if (resource?.[1]) {
    return { page: "webresource", name: resource[1], data: resource[2] ? decodeURIComponent(resource[2]) : undefined };
  }

  const query = new URL(url, window.location.origin).searchParams;
  const table = query.get("etn") ?? "";
  switch (query.get("pagetype")) {
    case "entitylist":
      return { page: "entitylist", table, viewId: bare(query.get("viewid") ?? undefined) };
    case "solutions":
      return { page: "solutions" };
    default:
      return undefined;
  }
}

function titleOf(element: Element, lcid: number): string | undefined {
  const titles = childrenOf(element, "Titles").flatMap((list) => childrenOf(list, "Title"));
  const wanted =
    titles.find((title) => title.getAttribute("LCID") === String(lcid)) ??
    titles.find((title) => title.getAttribute("LCID") === "1033") ??
    titles[0];

  return wanted?.getAttribute("Title") ?? element.getAttribute("Title") ?? undefined;
}

function childrenOf(element: Element, name: string): readonly Element[] {
  return [...element.children].filter((child) => child.tagName === name);
}
