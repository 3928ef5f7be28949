import { get, getRows, update } from "./client";
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

interface RawUser {
  fullname: string;
  systemuserroles_association?: { roleid: string; name: string }[];
}

interface RawSettings {
  uilanguageid?: number | null;
  localeid?: number | null;
  timezonecode?: number | null;
  _transactioncurrencyid_value?: string | null;
  "_transactioncurrencyid_value@OData.Community.Display.V1.FormattedValue"?: string;
}

/** Who the caller is and how he reads. */
export async function readUser(): Promise<SignedInUser> {
  const mine = "?$filter=Microsoft.Dynamics.CRM.EqualUserId(PropertyName='systemuserid')";
  // Asked for together: none waits for the key of the caller.
  const [who, [user], [settings]] = await Promise.all([
    get<{ UserId: string; BusinessUnitId: string; OrganizationId: string }>("WhoAmI"),
    getRows<RawUser>(`systemusers${mine}&$select=fullname&$expand=systemuserroles_association($select=roleid,name)`),
    getRows<RawSettings>(
      `usersettingscollection${mine}&$select=uilanguageid,localeid,timezonecode,_transactioncurrencyid_value`,
    ),
  ]);
  const languageId = settings?.uilanguageid || 1033;
  const localeId = settings?.localeid || languageId;
  const timeZoneCode = settings?.timezonecode ?? 92;
  const locale = languageTag(localeId);
  const timeZone = timeZoneName(timeZoneCode);

  return {
    id: who.UserId,
    name: user?.fullname ?? "",
    businessUnitId: who.BusinessUnitId,
    organizationId: who.OrganizationId,
    roles: (user?.systemuserroles_association ?? []).map((role) => ({ id: role.roleid, name: role.name })),
    languageId,
    localeId,
    timeZoneCode,
    language: languageTag(languageId),
    locale,
    timeZone,
    isRtl: isRightToLeft(languageId),
    format: createFormatter({ locale, timeZone }),
    ...(settings?._transactioncurrencyid_value && {
      currency: {
        id: settings._transactioncurrencyid_value,
        name: settings["_transactioncurrencyid_value@OData.Community.Display.V1.FormattedValue"] ?? "",
      },
    }),
  };
}

/** Stores a change of the user's settings in the environment. */
export async function writeUserSettings(
  userId: string,
  change: { uilanguageid?: number; localeid?: number; timezonecode?: number },
): Promise<void> {
  await update("usersettingscollection", userId, change);
}
