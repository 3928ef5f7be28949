import { get, update } from "./client";
import { createFormatter, type Formatter } from "./format";
import type { HubUser } from "../xrm/host";
import { isRightToLeft, languageTag, timeZoneName } from "./locale";

/** The user as the whole hub needs him: what scripts see of him, and how he reads. */
export interface SignedInUser extends HubUser {
  /** The language of numbers and dates, which need not be that of the labels. */
  readonly localeId: number;
  readonly timeZoneCode: number;
  /** BCP 47 tag of the labels' language. */
  readonly language: string;
  readonly organizationId: string;
  readonly format: Formatter;
}

interface RawSettings {
  uilanguageid?: number | null;
  localeid?: number | null;
  timezonecode?: number | null;
}

/** Who the caller is and how he reads. */
export async function readUser(): Promise<SignedInUser> {
  const who = await get<{ UserId: string; BusinessUnitId: string; OrganizationId: string }>("WhoAmI");
  const [user, settings, roles] = await Promise.all([
    get<{ fullname: string }>(`systemusers(${who.UserId})?$select=fullname`),
    get<RawSettings>(`usersettingscollection(${who.UserId})?$select=uilanguageid,localeid,timezonecode`),
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
    isRtl: isRightToLeft(languageId),
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
