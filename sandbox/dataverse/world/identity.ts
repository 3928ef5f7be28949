import type { Identity } from "../server/context";
import { namedGuid } from "./random";

/** The people as whom one can use the sandbox; `title` is what the hub's menu shows beside the name. */
export interface Persona {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly businessUnit: "root" | "europe" | "americas";
  readonly roles: readonly string[];
  readonly language: number;
  readonly locale: number;
  readonly timeZone: number;
}

/** Keys of the environment itself: the same in every sandbox, so that links and screenshots stay good. */
export const worldIdentity: Identity = {
  organizationId: namedGuid("organization"),
  rootBusinessUnitId: namedGuid("businessunit:root"),
  systemUserId: namedGuid("systemuser:SYSTEM"),
  baseCurrencyId: namedGuid("transactioncurrency:EUR"),
  uniqueName: "sandbox",
  friendlyName: "Sandbox",
};

export const businessUnits = {
  root: worldIdentity.rootBusinessUnitId,
  europe: namedGuid("businessunit:europe"),
  americas: namedGuid("businessunit:americas"),
} as const;

/** Time zone codes as usersettings stores them: 110 W. Europe, 105 Romance, 35 Eastern, 235 Tokyo. */
export const personas: readonly Persona[] = [
  persona("seller", "Alex", "Rivera", "Seller", "europe", ["Salesperson"], 1033, 2057, 110),
  persona("manager", "Priya", "Nair", "Sales manager", "root", ["Sales Manager"], 1033, 1033, 35),
  persona("administrator", "Jonas", "Weber", "System administrator", "root", ["System Administrator"], 1033, 1031, 110),
  persona("reader", "Claire", "Dubois", "Read-only seller", "europe", ["Salesperson (read only)"], 1033, 1036, 105),
  persona(
    "noaccounts",
    "Kenji",
    "Sato",
    "Seller without account rights",
    "europe",
    ["Salesperson (no accounts)"],
    1033,
    1041,
    235,
  ),
  persona("americas", "Grace", "Holloway", "Seller (Americas)", "americas", ["Salesperson"], 1033, 1033, 35),
];

/** The persona that requests run as when no header names one. */
export const defaultPersonaId = namedGuid("systemuser:seller");

function persona(
  key: string,
  firstName: string,
  lastName: string,
  title: string,
  businessUnit: Persona["businessUnit"],
  roles: readonly string[],
  language: number,
  locale: number,
  timeZone: number,
): Persona {
  return {
    id: namedGuid(`systemuser:${key}`),
    firstName,
    lastName,
    title,
    businessUnit,
    roles,
    language,
    locale,
    timeZone,
  };
}
