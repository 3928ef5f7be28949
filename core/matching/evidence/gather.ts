import { compareCompanies } from "../compare/company";
import { finding, type Finding } from "../compare/finding";
import { parseCompany } from "../normalise/company";
import { lookupOf, type Party } from "../party";
import type { Sharing } from "../prevalence";
import type { NameFrequencies } from "../types";
import { compareCompanyNames, compareDomains, compareDomainWithName } from "./company";
import { compareMailboxWithName, comparePersonNames } from "./person";
import { comparePlaces } from "./place";
import { compareEmailAddresses, comparePhoneNumbers } from "./reach";

export interface Surroundings {
  readonly sharing: Sharing;
  readonly frequencies?: NameFrequencies;
  /** Bits by which the table is larger than those that the weights were fitted on: a domain of its own says so much more. */
  readonly keyBits?: number;
}

export type Gather = (lead: Party, other: Party, around: Surroundings) => readonly Finding[];

const present = (...list: readonly (Finding | false | undefined)[]): readonly Finding[] =>
  list.filter((each): each is Finding => !!each);

/** Everything that speaks for or against a lead being this person (a contact or another lead). */
export const gatherPersonEvidence: Gather = (lead, other, { sharing, frequencies }) => {
  const { compared, findings } = comparePersonNames(lead, other, frequencies);
  const mail = compareEmailAddresses(lead, other, sharing);
  // The domain of an equal mailbox says nothing new, and neither does that of an equal company.
  const domain =
    mail && mail.agreement !== "differs"
      ? undefined
      : (compareDomains(lead, other, sharing) ?? compareDomainWithName(lead, other));
  const place = comparePlaces(lead, other, sharing);
  const phone = comparePhoneNumbers(lead, other, sharing);
  const company = compareCompanyNames(lead, other);
  // Colleagues have street and switchboard in common: beside an equal company they say little.
  const workplace =
    company.likeness >= 0.75 || domain?.agreement === "agrees" || mail?.reason.key === "email.colleague";
  const atWork = workplace && /exact|near/.test(place?.levels[0]?.[0] ?? "");
  const household = compared?.given === "differs" && compared.family !== "differs" && place?.witness;
  return present(
    // Two people of one address mostly have one family name: that it agrees says little, however rare it is.
    ...findings.map((each) =>
      household && each.levels[0]?.[0].startsWith("family.")
        ? { ...each, levels: [["family.household", 1]] as const, rarity: 0 }
        : each,
    ),
    mail,
    compareMailboxWithName(lead, other, compared),
    // Husband and wife have one phone because they have one address: it says nothing new.
    household && phone?.agreement === "agrees" ? finding("phone.household", phone.reason.values) : phone,
    // Somebody else who works there.
    compared?.given === "differs" &&
      compared.family === "differs" &&
      (workplace || phone?.agreement === "agrees") &&
      finding("name.other", [lead.personText, other.personText], { key: "given.differs", agreement: "differs" }),
    ...company.findings.map((each) => ({ ...each, contrary: false })),
    domain && { ...domain, witness: false },
    // People move; companies have sites.
    place && { ...place, doubt: false, ...(atWork && { levels: [["address.workplace", 1]] as const, witness: false }) },
    !!lead.title &&
      lead.title.toLowerCase() === other.title.toLowerCase() &&
      finding("title.same", [lead.title, other.title]),
  );
};

/** Everything that speaks for or against a lead's company being this account. */
export const gatherCompanyEvidence: Gather = (lead, account, { sharing, keyBits }) => {
  const { likeness, findings } = compareCompanyNames(lead, account);
  const domain = compareDomains(lead, account, sharing, keyBits);
  const known = domain?.agreement === "agrees";
  const spelled = domain?.agreement !== "near" && !known && likeness <= 0.7 && compareDomainWithName(lead, account);
  const mail = compareEmailAddresses(lead, account, sharing);
  const phone = comparePhoneNumbers(lead, account, sharing);
  const place = comparePlaces(lead, account, sharing);
  return present(
    ...findings,
    spelled || domain,
    // A person's mailbox on an account's card agrees or is silent; another mailbox of the same company is no evidence against it.
    mail && mail.agreement !== "differs" && { ...mail, witness: mail.agreement === "agrees" && mail.rarity === 0 },
    // One company has many numbers and sites; without its domain, a second one may be a namesake.
    phone && { ...phone, doubt: !known && phone.agreement === "differs" },
    place && { ...place, doubt: !known && place.doubt },
  );
};

/** What says that an open deal is the lead's: its topic, and whose it is. `likely` are the ids of accounts and contacts that may be the lead's. */
export const gatherDealEvidence =
  (likely: ReadonlySet<string>): Gather =>
  (lead, deal) => {
    const found: Finding[] = [];
    if (lead.topic && deal.topic) {
      const like = compareCompanies(parseCompany(lead.topic), parseCompany(deal.topic))?.likeness ?? 0;
      found.push(
        finding(`topic.${like >= 0.95 ? "same" : like >= 0.6 ? "near" : "differs"}`, [lead.topic, deal.topic]),
      );
    }
    const belongsTo = (table: "account" | "contact"): boolean =>
      [`parent${table}id`, "customerid"].some((column) => {
        const holder = lookupOf(deal.row, column);
        return holder?.table === table && likely.has(holder.id);
      });
    return present(
      ...found,
      belongsTo("account") && finding("account.same", [deal.company?.text ?? ""]),
      belongsTo("contact") && finding("contact.same", [lead.personText]),
    );
  };
