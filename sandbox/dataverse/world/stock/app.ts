import type { Catalog } from "../../metadata/catalog";
import { escapeXml } from "../../solutions/xml";
import { roleId } from "../base/roles";
import { worldIdentity } from "../identity";
import { namedGuid } from "../random";
import type { SeedRow } from "../rows";
import { formTexts } from "./texts";

export const salesHubName = "msdynce_saleshub";
export const salesHubId = namedGuid("appmodule:saleshub");

/** Areas, groups, entries: a table's logical name, or `label=url`. */
const siteMap: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    "Sales",
    [
      ["My Work", "activitypointer"],
      ["Customers", "account contact"],
      ["Sales", "lead opportunity competitor"],
      ["Marketing", "campaign"],
    ],
  ],
  [
    "App Settings",
    [
      ["General Settings", "systemuser team transactioncurrency"],
      ["Data Management", "duplicaterule connectionrole"],
      ["Customization", "Solutions=/main.aspx?pagetype=solutions importjob"],
    ],
  ],
];

const libraries: Readonly<Record<string, string>> = {
  "Main_system_library.js": "Commands of every table",
  "MarketingSales/Lead/Lead_main_system_library.js": "Commands of lead",
  "Sales/Opportunity/Opportunity_main_system_library.js": "Commands of opportunity",
};

/** The Sales Hub app: module, components, roles, site map; and the script libraries that its stock commands name. */
export function appRows(catalog: Catalog): SeedRow[] {
  const tables = siteMap.flatMap(([, groups]) =>
    groups.flatMap(([, entries]) => entries.split(" ").filter((entry) => !entry.includes("="))),
  );
  const uniqueId = namedGuid("appmodule:saleshub:unique");

  return [
    {
      table: "appmodule",
      values: {
        appmoduleid: salesHubId,
        appmoduleidunique: uniqueId,
        name: "Sales Hub",
        uniquename: salesHubName,
        description: "Sell, from the lead to the order.",
        clienttype: 4,
        formfactor: 1,
        isdefault: true,
        ismanaged: true,
        organizationid: worldIdentity.organizationId,
      },
    },
    {
      table: "sitemap",
      values: {
        sitemapid: namedGuid("sitemap:saleshub"),
        sitemapname: "Sales Hub",
        sitemapnameunique: salesHubName,
        isappaware: true,
        ismanaged: true,
        sitemapxml: siteMapXml(catalog),
        organizationid: worldIdentity.organizationId,
      },
    },
    ...tables.map((table): SeedRow =>
      componentRow(uniqueId, table, 1, catalog.requireTable(table).metadataId ?? namedGuid(`table:${table}`)),
    ),
    componentRow(uniqueId, "sitemap", 62, namedGuid("sitemap:saleshub")),
    ...[
      "System Administrator",
      "System Customizer",
      "Sales Manager",
      "Salesperson",
      "Salesperson (read only)",
      "Salesperson (no accounts)",
    ].map((role) => appRoleRow(salesHubId, roleId(role))),
    ...Object.entries(libraries).map(([name, description]): SeedRow => ({
      table: "webresource",
      values: {
        webresourceid: namedGuid(`webresource:${name}`),
        name,
        webresourcetype: 3,
        ismanaged: true,
        description: `${description}; the functions themselves are part of the host page.`,
        content: Buffer.from(`"use strict";\n// The host page provides the functions of this library.\n`).toString(
          "base64",
        ),
      },
    })),
  ];
}

function componentRow(appUniqueId: string, name: string, type: number, objectId: string): SeedRow {
  return {
    table: "appmodulecomponent",
    values: {
      appmodulecomponentid: namedGuid(`appmodulecomponent:${appUniqueId}:${name}`),
      appmoduleidunique: appUniqueId,
      componenttype: type,
      objectid: objectId,
    },
  };
}

/** A role that may open an app. */
export function appRoleRow(appId: string, role: string): SeedRow {
  return {
    table: "appmoduleroles",
    values: { appmoduleroleid: namedGuid(`appmodulerole:${appId}:${role}`), appmoduleid: appId, roleid: role },
  };
}

function siteMapXml(catalog: Catalog): string {
  const areas = siteMap.map(([area, groups]) => {
    const areaId = area.replace(/\W/g, "");
    const content = groups.map(([group, entries]) => {
      const groupId = `${areaId}_${group.replace(/\W/g, "")}`;
      return `<Group Id="${groupId}" IsProfile="false">${titles(group)}${entries
        .split(" ")
        .map((entry) => subArea(catalog, groupId, entry))
        .join("")}</Group>`;
    });
    return `<Area Id="${areaId}" ShowGroups="true">${titles(area)}${content.join("")}</Area>`;
  });

  return `<SiteMap IntroducedVersion="9.0.0.0">${areas.join("")}</SiteMap>`;
}

function subArea(catalog: Catalog, groupId: string, entry: string): string {
  const [label = "", url] = entry
    .split("=", 1)
    .concat(entry.includes("=") ? [entry.slice(entry.indexOf("=") + 1)] : []);
  if (url) return `<SubArea Id="${groupId}_${label}" Url="${escapeXml(url)}">${titles(label)}</SubArea>`;
  catalog.requireTable(label);
  return `<SubArea Id="${groupId}_${label}" Entity="${label}" />`;
}

function titles(english: string): string {
  const entries = Object.entries(formTexts(english)).map(
    ([code, text]) => `<Title LCID="${code}" Title="${escapeXml(String(text))}" />`,
  );
  return `<Titles>${entries.join("")}</Titles>`;
}
