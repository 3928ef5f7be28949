import { loadOrganization } from "../api/organization";
import { readUser, type SignedInUser } from "../api/settings";
import { loadTableNames, type TableName } from "../form-model/tables";
import type { HubApp, HubOrganization } from "../xrm/host";
import { parseSiteMap, readApps, readSiteMaps, siteMapOf, type SiteMapArea } from "./site-map";

export type { TableName } from "../form-model/tables";

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
    loadTableNames(),
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

async function readOrganization(): Promise<HubOrganization> {
  const row = await loadOrganization();

  return {
    id: String(row.organizationid ?? ""),
    uniqueName: String(row.name ?? ""),
    languageId: Number(row.languagecode ?? 1033),
  };
}
