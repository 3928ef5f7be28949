import { get, update } from "./client";
import { createFormatter, type Formatter } from "./format";
import { isRightToLeft, languageTag, timeZoneName } from "./locale";

/** The user as the hub needs him: identity, rights by role name, language, zone and formats. */
export interface HubUser {
  readonly id: string;
  readonly name: string;
  readonly businessUnitId: string;
  readonly organizationId: string;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly languageId: number;
  readonly localeId: number;
  readonly timeZoneCode: number;
  readonly language: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly isRightToLeft: boolean;
  readonly defaultCurrencyId?: string;
  readonly format: Formatter;
}

interface RawSettings {
  uilanguageid?: number | null;
  localeid?: number | null;
  timezonecode?: number | null;
  _transactioncurrencyid_value?: string | null;
}

/** Who the caller is and how he reads. */
export async function readUser(): Promise<HubUser> {
  const who = await get<{ UserId: string; BusinessUnitId: string; OrganizationId: string }>("WhoAmI");
  const [user, settings, roles] = await Promise.all([
    get<{ fullname: string }>(`systemusers(${who.UserId})?$select=fullname`),
    get<RawSettings>(
      `usersettingscollection(${who.UserId})?$select=uilanguageid,localeid,timezonecode,_transactioncurrencyid_value`,
    ),
    get<{ value: { roleid: string; name: string }[] }>(
      `systemusers(${who.UserId})/systemuserroles_association?$select=roleid,name`,
    ),
  ]);
  const languageId = settings.uilanguageid || 1033;
  const localeId = settings.localeid || languageId;
  const timeZoneCode = settings.timezonecode ?? 92;
  const locale = languageTag(localeId);
  const timeZone = timeZoneName(timeZoneCode);

  return {
    id: who.UserId,
    name: user.fullname,
    businessUnitId: who.BusinessUnitId,
    organizationId: who.OrganizationId,
    roles: roles.value.map((role) => ({ id: role.roleid, name: role.name })),
    languageId,
    localeId,
    timeZoneCode,
    language: languageTag(languageId),
    locale,
    timeZone,
    isRightToLeft: isRightToLeft(languageId),
    defaultCurrencyId: settings._transactioncurrencyid_value ?? undefined,
    format: createFormatter({ locale, timeZone }),
  };
}

/** Stores a change of the user's settings in the environment. */
export async function writeUserSettings(
  userId: string,
  change: { uilanguageid?: number; localeid?: number; timezonecode?: number },
): Promise<void> {
  await update("usersettingscollection", userId, change);
}
