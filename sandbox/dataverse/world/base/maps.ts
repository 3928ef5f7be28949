import { namedGuid } from "../random";
import type { SeedRow } from "../rows";

/** Which source for the two phone targets where Microsoft's page and other sources differ (facts/sales-qualification.md §6 [X]). */
export type PhoneMapping = "documented" | "sameName";

const address =
  "address1_line1 address1_line2 address1_line3 address1_city address1_stateorprovince address1_postalcode address1_country";
const budget = "budgetamount budgetstatus need purchaseprocess purchasetimeframe decisionmaker";
const contactability = "donotbulkemail donotemail donotfax donotphone donotpostalmail";

/**
 * Source -> target -> pairs of columns. One name stands for the same name on both sides, `a>b` for two.
 * The lead maps are the documented list plus those that copies of real organisations show (facts/sales-qualification.md §6).
 */
const maps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lead: {
    account: `companyname>name websiteurl emailaddress1 telephone2 telephone3 fax sic industrycode revenue numberofemployees ${address} ${contactability} description yomicompanyname>yominame transactioncurrencyid`,
    contact: `firstname lastname middlename salutation jobtitle mobilephone emailaddress1 emailaddress2 emailaddress3 websiteurl telephone2 telephone3 fax pager ${address} ${contactability} preferredcontactmethodcode description yomifirstname yomilastname transactioncurrencyid`,
    opportunity: `subject>name parentaccountid parentcontactid qualificationcomments description estimatedclosedate estimatedamount>estimatedvalue ${budget} initialcommunication confirminterest evaluatefit campaignid transactioncurrencyid`,
  },
  account: {
    contact: `accountid>parentcustomerid telephone1 fax ${address} transactioncurrencyid`,
    opportunity: `accountid>parentaccountid accountid>customerid transactioncurrencyid`,
    account: `accountid>parentaccountid industrycode transactioncurrencyid`,
  },
  contact: {
    opportunity: `contactid>parentcontactid contactid>customerid transactioncurrencyid`,
    lead: `contactid>parentcontactid firstname lastname jobtitle emailaddress1 telephone1 ${address}`,
  },
};

const phones: Readonly<Record<PhoneMapping, Readonly<Record<string, string>>>> = {
  documented: { account: "telephone1>address1_telephone1", contact: "telephone1>managerphone" },
  sameName: { account: "telephone1", contact: "telephone1" },
};

/** The key of the map between two tables. */
export function entityMapId(source: string, target: string): string {
  return namedGuid(`entitymap:${source}:${target}`);
}

/** Every pair of columns of the stock maps. */
export function mapRows(phoneMapping: PhoneMapping = "sameName"): SeedRow[] {
  return Object.entries(maps).flatMap(([source, targets]) =>
    Object.entries(targets).flatMap(([target, pairs]) => [
      {
        table: "entitymap",
        values: {
          entitymapid: entityMapId(source, target),
          sourceentityname: source,
          targetentityname: target,
          ismanaged: true,
        },
      },
      ...pairs.split(" ").map((pair) => attributeMapRow(source, target, pair)),
      ...(source === "lead" && phones[phoneMapping][target]
        ? [attributeMapRow(source, target, phones[phoneMapping][target])]
        : []),
    ]),
  );
}

function attributeMapRow(source: string, target: string, pair: string): SeedRow {
  const [from = "", to = from] = pair.split(">");
  return {
    table: "attributemap",
    values: {
      attributemapid: namedGuid(`attributemap:${source}:${target}:${to}`),
      entitymapid: entityMapId(source, target),
      sourceattributename: from,
      targetattributename: to,
      // System maps carry the link to the source row itself; the others may be changed.
      issystem: from.endsWith("id") && from === `${source}id`,
      ismanaged: true,
    },
  };
}
