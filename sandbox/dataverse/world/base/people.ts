import type { SeedRow } from "../rows";
import { businessUnits, personas, worldIdentity } from "../identity";
import { namedGuid } from "../random";

/** Currency code -> name, symbol, decimal places, units for one euro. */
const currencies = [
  ["EUR", "Euro", "€", 2, 1],
  ["USD", "US Dollar", "$", 2, 1.0864],
  ["GBP", "Pound Sterling", "£", 2, 0.8431],
  ["JPY", "Yen", "¥", 0, 162.45],
] as const;

/** The key of a currency. */
export function currencyId(code: string): string {
  return namedGuid(`transactioncurrency:${code}`);
}

/** How numbers and dates are written, by locale: decimal, group, date, time, 12-hour clock. */
const formats: Readonly<Record<number, readonly [string, string, string, string]>> = {
  1033: [".", ",", "M/d/yyyy", "h:mm tt"],
  2057: [".", ",", "dd/MM/yyyy", "HH:mm"],
  1031: [",", ".", "dd.MM.yyyy", "HH:mm"],
  1036: [",", "\u202f", "dd/MM/yyyy", "HH:mm"],
  1041: [".", ",", "yyyy/MM/dd", "H:mm"],
};

/** Organisation, business units, currencies, users with their settings, teams. */
export function peopleRows(): SeedRow[] {
  return [...currencyRows(), ...organizationRows(), ...userRows(), ...teamRows()];
}

function currencyRows(): SeedRow[] {
  return currencies.map(([code, name, symbol, precision, rate]) => ({
    table: "transactioncurrency",
    values: {
      transactioncurrencyid: currencyId(code),
      isocurrencycode: code,
      currencyname: name,
      currencysymbol: symbol,
      currencyprecision: precision,
      exchangerate: rate,
      organizationid: worldIdentity.organizationId,
    },
  }));
}

function organizationRows(): SeedRow[] {
  const unit = (id: string, name: string, parent: string | null): SeedRow => ({
    table: "businessunit",
    values: {
      businessunitid: id,
      name,
      parentbusinessunitid: parent,
      organizationid: worldIdentity.organizationId,
      transactioncurrencyid: worldIdentity.baseCurrencyId,
    },
  });

  return [
    {
      table: "organization",
      values: {
        organizationid: worldIdentity.organizationId,
        name: worldIdentity.uniqueName,
        languagecode: 1033,
        localeid: 1033,
        basecurrencyid: worldIdentity.baseCurrencyId,
        isduplicatedetectionenabled: true,
        isduplicatedetectionenabledforonlinecreateupdate: true,
        isduplicatedetectionenabledforimport: true,
        isexternalsearchindexenabled: true,
        ispricelistmandatory: false,
        qualifyleadadditionaloptions: JSON.stringify({ DuplicateDetectionMerge: "true" }),
      },
    },
    unit(businessUnits.root, "Alpine Instruments", null),
    unit(businessUnits.europe, "Sales Europe", businessUnits.root),
    unit(businessUnits.americas, "Sales Americas", businessUnits.root),
  ];
}

function userRows(): SeedRow[] {
  const system: SeedRow = {
    table: "systemuser",
    values: {
      systemuserid: worldIdentity.systemUserId,
      fullname: "SYSTEM",
      lastname: "SYSTEM",
      domainname: "SYSTEM",
      businessunitid: businessUnits.root,
      isdisabled: true,
      azureactivedirectoryobjectid: worldIdentity.systemUserId,
    },
  };
  const users = personas.flatMap((person): SeedRow[] => {
    const mail = `${person.firstName}.${person.lastName}@alpine-instruments.example`.toLowerCase();
    const [decimal, group, date, time] = formats[person.locale] ?? [".", ",", "M/d/yyyy", "h:mm tt"];
    return [
      {
        table: "systemuser",
        values: {
          systemuserid: person.id,
          // In this sandbox both keys are the same, so CallerObjectId and MSCRMCallerID take either.
          azureactivedirectoryobjectid: person.id,
          firstname: person.firstName,
          lastname: person.lastName,
          title: person.title,
          domainname: mail,
          internalemailaddress: mail,
          businessunitid: businessUnits[person.businessUnit],
          isdisabled: false,
          islicensed: true,
          organizationid: worldIdentity.organizationId,
        },
      },
      {
        table: "usersettings",
        values: {
          systemuserid: person.id,
          businessunitid: businessUnits[person.businessUnit],
          uilanguageid: person.language,
          helplanguageid: person.language,
          localeid: person.locale,
          timezonecode: person.timeZone,
          transactioncurrencyid: currencyId(currencyOf(person.locale)),
          decimalsymbol: decimal,
          numberseparator: group,
          numbergroupformat: "3",
          dateformatstring: date,
          dateseparator: /[./-]/.exec(date)?.[0] ?? "/",
          timeformatstring: time,
          timeseparator: ":",
          amdesignator: "AM",
          pmdesignator: "PM",
          paginglimit: 50,
          currencydecimalprecision: 2,
        },
      },
    ];
  });

  return [system, ...users];
}

/** Locale of a person -> the currency that new rows of his get. */
function currencyOf(locale: number): string {
  return { 1033: "USD", 2057: "GBP", 1041: "JPY" }[locale] ?? "EUR";
}

/** The default team of each business unit, and one that owns rows together. */
function teamRows(): SeedRow[] {
  const team = (id: string, name: string, unit: string, isDefault: boolean): SeedRow => ({
    table: "team",
    values: {
      teamid: id,
      name,
      businessunitid: unit,
      isdefault: isDefault,
      teamtype: 0,
      administratorid: personas[2]?.id ?? null,
      organizationid: worldIdentity.organizationId,
    },
  });
  const member = (teamId: string, userId: string): SeedRow => ({
    table: "teammembership",
    values: { teammembershipid: namedGuid(`teammembership:${teamId}:${userId}`), teamid: teamId, systemuserid: userId },
  });
  const keyAccounts = namedGuid("team:keyaccounts");

  return [
    ...Object.entries(businessUnits).map(([key, id]) =>
      team(namedGuid(`team:${key}`), `Default team ${key}`, id, true),
    ),
    team(keyAccounts, "Key accounts", businessUnits.root, false),
    ...personas.map((person) => member(namedGuid(`team:${person.businessUnit}`), person.id)),
    ...personas.slice(0, 2).map((person) => member(keyAccounts, person.id)),
  ];
}
