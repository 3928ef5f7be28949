/** `Xrm.Utility.getGlobalContext()` and the old `GetGlobalContext()`. */
import { loadOrganization } from "../api/organization";
import type { Json, LookupItem } from "../form-model";
import { itemCollection } from "./collection";
import { dateFormats } from "./date-formats";
import { braced } from "./form-data";
import { notThere } from "./not-there";
import { readPrivileges, knownPrivileges } from "./privileges";
import { host } from "./state";

const version = "9.2.25063.198";

export function clientUrl(): string {
  return window.location.origin;
}

function client(): Xrm.ClientContext {
  return {
    getClient: () => "Web",
    getClientState: () => "Online",
    getFormFactor: () => (window.innerWidth < 600 ? 3 : 1),
    isOffline: () => false,
    isNetworkAvailable: () => navigator.onLine,
  };
}

/** Minutes to add to UTC in the user's zone: the platform's sign is that of the zone, not that of JavaScript. */
export function timeZoneOffset(date = new Date()): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: host().user.timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(date);
  const part = (type: string): number => Number(parts.find((item) => item.type === type)?.value ?? 0);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return Math.round((local - Math.floor(date.getTime() / 1000) * 1000) / 60_000);
}

/** Settings of the environment that scripts ask for by name; read once when the API is installed. */
let organization: Json = {};

export async function readOrganization(): Promise<void> {
  organization = await loadOrganization().catch(() => ({}));
}

function userSettings(): Xrm.UserSettings {
  const { user } = host();
  // Who has chosen none uses the environment's.
  const currency = { ...baseCurrency(), ...user.currency };
  const settings = {
    dateFormattingInfo: dateFormats(user.locale),
    defaultDashboardId: "",
    isGuidedHelpEnabled: false,
    isHighContrastEnabled: host().theme === "contrast",
    isRTL: user.isRtl,
    languageId: user.languageId,
    roles: itemCollection(
      () => user.roles.map(({ id, name }) => ({ id, name, entityType: "role" })),
      (role) => role.name ?? "",
    ),
    get securityRolePrivileges() {
      return Object.keys(knownPrivileges());
    },
    securityRoles: user.roles.map(({ id }) => id),
    transactionCurrency: currency,
    transactionCurrencyId: currency.id,
    userId: braced(user.id),
    userName: user.name,
    getTimeZoneOffsetMinutes: timeZoneOffset,
    getSecurityRolePrivilegesInfo: () => readPrivileges(),
  };
  return settings as unknown as Xrm.UserSettings;
}

function baseCurrency(): Required<LookupItem> {
  return {
    id: String(organization._basecurrencyid_value ?? ""),
    name: String(organization["_basecurrencyid_value@OData.Community.Display.V1.FormattedValue"] ?? ""),
    entityType: "transactioncurrency",
  };
}

function organizationSettings(): Xrm.OrganizationSettings {
  const { organization: info } = host();
  const settings = {
    attributes: organization,
    baseCurrency: baseCurrency(),
    baseCurrencyId: baseCurrency().id,
    defaultCountryCode: String(organization.defaultcountrycode ?? ""),
    fullNameConventionCode: Number(organization.fullnameconventioncode ?? 0),
    isAutoSaveEnabled: isAutoSaveEnabled(),
    isTrialOrganization: false,
    languageId: info.languageId,
    organizationId: info.id,
    organizationExpiryDate: null,
    organizationTenant: info.id,
    uniqueName: info.uniqueName,
    useSkypeProtocol: false,
    organizationGeo: "",
  };
  return settings as unknown as Xrm.OrganizationSettings;
}

function isAutoSaveEnabled(): boolean {
  return organization.isautosaveenabled === true;
}

function appUrl(): string {
  return `${clientUrl()}/main.aspx?appid=${host().app.id}`;
}

export function globalContext(): Xrm.GlobalContext {
  const { user, app, organization: info } = host();
  const context = {
    client: client(),
    organizationSettings: organizationSettings(),
    userSettings: userSettings(),
    getAdvancedConfigSetting: (name: string) => (name === "MaxChildIncidentNumber" ? 100 : 10),
    getClientUrl: clientUrl,
    getCurrentAppName: () => Promise.resolve(app.displayName),
    getCurrentAppProperties: () =>
      Promise.resolve({
        appId: app.id,
        displayName: app.displayName,
        uniqueName: app.uniqueName,
        url: appUrl(),
        webResourceId: "",
        webResourceName: "",
        welcomePageId: "",
        welcomePageName: "",
      }),
    getCurrentAppUrl: appUrl,
    getCurrentAppSetting: () => null,
    getCurrentTheme: () => "default",
    getIsAutoSaveEnabled: isAutoSaveEnabled,
    getOrgLcid: () => info.languageId,
    getOrgUniqueName: () => info.uniqueName,
    getQueryStringParameters: () => Object.fromEntries(new URLSearchParams(window.location.search)),
    getTimeZoneOffsetMinutes: timeZoneOffset,
    getUserId: () => braced(user.id),
    getUserLcid: () => user.languageId,
    getUserName: () => user.name,
    getUserRoles: () => user.roles.map(({ id }) => id),
    getVersion: () => version,
    getWebResourceUrl: (name: string) => `${clientUrl()}/WebResources/${name}`,
    isOnPremise: () => false,
    isOnPremises: () => false,
    prependOrgName: (path: string) => path,
    getEnvironmentId: notThere("globalContext.getEnvironmentId"),
  };
  return context as unknown as Xrm.GlobalContext;
}
