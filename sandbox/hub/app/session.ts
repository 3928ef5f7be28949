import { getRows } from "../api/client";
import { readUser, type SignedInUser } from "../api/settings";
import { labelOf } from "../form-model/metadata";
import { getJson } from "../form-model/http";
import type { HubApp, HubOrganization } from "../xrm/host";
import { parseSiteMap, readApps, readSiteMaps, siteMapOf, type SiteMapArea } from "./site-map";

/** What a list of tables tells of each. */
export interface TableName {
  readonly label: string;
  readonly plural: string;
  readonly entitySet: string;
}

/** Everything that is read once when the hub starts. */
export interface Session {
  readonly user: SignedInUser;
  readonly organization: HubOrganization;
  readonly apps: readonly HubApp[];
  readonly app: HubApp;
  readonly areas: readonly SiteMapArea[];
  readonly tables: ReadonlyMap<string, TableName>;
}

const APP_KEY = "hub.app";

/** Starts a session: who, in which app, with which site map. */
export async function openSession(appId: string | undefined): Promise<Session> {
  const [user, apps, tables, siteMaps, organization] = await Promise.all([
    readUser(),
    readApps(),
    readTableNames(),
    readSiteMaps(),
    readOrganization(),
  ]);
  const app = chooseApp(apps, appId);
  if (!app) {
    throw new Error("This environment has no app.");
  }

  window.localStorage.setItem(APP_KEY, app.id);
  const areas = parseSiteMap(siteMapOf(siteMaps, app), user.languageId, (table) => tables.get(table)?.plural ?? table);

  return { user, organization, apps, app, areas, tables };
}

function chooseApp(apps: readonly HubApp[], appId: string | undefined): HubApp | undefined {
  const wanted = appId ?? window.localStorage.getItem(APP_KEY);

  return apps.find((app) => app.id === wanted) ?? apps.find((app) => /sales/i.test(app.uniqueName)) ?? apps[0];
}

async function readTableNames(): Promise<ReadonlyMap<string, TableName>> {
  const answer = await getJson("EntityDefinitions?$select=LogicalName,EntitySetName,DisplayName,DisplayCollectionName");
  const rows = answer.value as Record<string, unknown>[];

  return new Map(
    rows.map((row) => {
      const name = String(row.LogicalName);
      const label = labelOf(row.DisplayName) || name;

      return [
        name,
        { label, plural: labelOf(row.DisplayCollectionName) || label, entitySet: String(row.EntitySetName ?? "") },
      ] as const;
    }),
  );
}

async function readOrganization(): Promise<HubOrganization> {
  const rows = await getRows<{ organizationid: string; name: string; languagecode: number }>(
    "organizations?$select=organizationid,name,languagecode",
  );
  const row = rows[0];

  return { id: row?.organizationid ?? "", uniqueName: row?.name ?? "", languageId: row?.languagecode ?? 1033 };
}
