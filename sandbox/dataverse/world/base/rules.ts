import { namedGuid } from "../random";
import type { SeedRow } from "../rows";
import { worldIdentity } from "../identity";

/** operatorcode of duplicaterulecondition (facts/sales-qualification.md §3). */
const exact = 0;

/**
 * Name, base table, matching table, conditions as `base=matching`. The stock rules exist for account, contact and lead only
 * and are published; names as seen in real organisations (facts/sales-qualification.md §3).
 */
const rules: readonly (readonly [string, string, string, string])[] = [
  ["Accounts with the same account name", "account", "account", "name=name"],
  ["Accounts with the same e-mail address", "account", "account", "emailaddress1=emailaddress1"],
  ["Accounts with the same phone number", "account", "account", "telephone1=telephone1"],
  ["Accounts with the same website", "account", "account", "websiteurl=websiteurl"],
  ["Contacts with the same e-mail address", "contact", "contact", "emailaddress1=emailaddress1"],
  ["Contacts with the same first name and last name", "contact", "contact", "firstname=firstname lastname=lastname"],
  ["Contacts with the same business phone number", "contact", "contact", "telephone1=telephone1"],
  ["Leads with the same e-mail address", "lead", "lead", "emailaddress1=emailaddress1"],
];

/** The stock duplicate detection rules with their conditions, published. */
export function duplicateRuleRows(): SeedRow[] {
  return rules.flatMap(([name, base, matching, conditions]) => {
    const id = namedGuid(`duplicaterule:${name}`);
    return [
      {
        table: "duplicaterule",
        values: {
          duplicateruleid: id,
          name,
          baseentityname: base,
          baseentitytypecode: base,
          matchingentityname: matching,
          matchingentitytypecode: matching,
          iscasesensitive: false,
          excludeinactiverecords: false,
          ismanaged: true,
          statecode: 1,
          statuscode: 2,
          ownerid: worldIdentity.systemUserId,
          ownerid__type: "systemuser",
        },
      },
      ...conditions.split(" ").map((condition): SeedRow => {
        const [from = "", to = ""] = condition.split("=");
        return {
          table: "duplicaterulecondition",
          values: {
            duplicateruleconditionid: namedGuid(`duplicaterulecondition:${name}:${from}`),
            regardingobjectid: id,
            baseattributename: from,
            matchingattributename: to,
            operatorcode: exact,
            ignoreblankvalues: true,
          },
        };
      }),
    ];
  });
}
