import { worldIdentity } from "../identity";
import { namedGuid } from "../random";
import type { SeedRow } from "../rows";
import { currencyId } from "./people";

/** Name, category (1 Business, 4 Sales, 1000 Stakeholder, 1001 Sales Team), tables that may bear it, role of the other side. */
const roles: readonly (readonly [string, number, string, string])[] = [
  ["Stakeholder", 1000, "contact account opportunity lead", ""],
  ["Decision Maker", 1000, "contact", ""],
  ["Economic Buyer", 1000, "contact", ""],
  ["Technical Buyer", 1000, "contact", ""],
  ["Champion", 1000, "contact", ""],
  ["Influencer", 4, "contact account", ""],
  ["Referred by", 4, "contact account lead", "Referral"],
  ["Referral", 4, "contact account lead", "Referred by"],
  ["Partner", 1, "account contact", ""],
  ["Former Employer", 1, "account", "Former Employee"],
  ["Former Employee", 1, "contact", "Former Employer"],
  ["Account Manager", 1001, "systemuser", ""],
];

/** The key of a stock connection role. */
export function connectionRoleId(name: string): string {
  return namedGuid(`connectionrole:${name}`);
}

export function campaignId(name: string): string {
  return namedGuid(`campaign:${name}`);
}

export const campaigns = ["Spring trade fair", "Service contracts", "Web seminars"] as const;
export const competitors = [
  "Northline Systems",
  "Bergström Automation",
  "Kitayama Works",
  "Delta Packaging Group",
] as const;

export function competitorId(name: string): string {
  return namedGuid(`competitor:${name}`);
}

/** Connection roles, price lists, campaigns, competitors. */
export function salesRows(): SeedRow[] {
  return [...connectionRoleRows(), ...priceListRows(), ...campaignRows(), ...competitorRows()];
}

function connectionRoleRows(): SeedRow[] {
  return roles.flatMap(([name, category, tables, opposite]) => [
    { table: "connectionrole", values: { connectionroleid: connectionRoleId(name), name, category } },
    ...tables.split(" ").map((table): SeedRow => ({
      table: "connectionroleobjecttypecode",
      values: {
        connectionroleobjecttypecodeid: namedGuid(`connectionroleobjecttypecode:${name}:${table}`),
        connectionroleid: connectionRoleId(name),
        associatedobjecttypecode: table,
      },
    })),
    ...(opposite
      ? [
          {
            table: "connectionroleassociation",
            values: {
              connectionroleassociationid: namedGuid(`connectionroleassociation:${name}`),
              connectionroleid: connectionRoleId(name),
              associatedconnectionroleid: connectionRoleId(opposite),
            },
          },
        ]
      : []),
  ]);
}

function priceListRows(): SeedRow[] {
  return ["EUR", "USD", "GBP", "JPY"].map((code) => ({
    table: "pricelevel",
    values: {
      pricelevelid: namedGuid(`pricelevel:${code}`),
      name: `List prices ${code}`,
      transactioncurrencyid: currencyId(code),
      organizationid: worldIdentity.organizationId,
    },
  }));
}

function campaignRows(): SeedRow[] {
  return campaigns.map((name, at) => ({
    table: "campaign",
    values: {
      campaignid: campaignId(name),
      name,
      codename: `CMP-${String(at + 1).padStart(4, "0")}`,
      typecode: at === 0 ? 3 : 2,
      statuscode: 2,
    },
  }));
}

function competitorRows(): SeedRow[] {
  const strengths = ["Price", "Local service", "Delivery time", "Broad range"];

  return competitors.map((name, at) => ({
    table: "competitor",
    values: { competitorid: competitorId(name), name, strengths: strengths[at] ?? null },
  }));
}
