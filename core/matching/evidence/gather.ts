import { finding, type Finding } from "../compare/finding";
import type { Party } from "../party";
import type { Sharing } from "../prevalence";
import type { NameFrequencies } from "../types";
import { compareCompanyNames, compareDomains, compareDomainWithName } from "./company";
import { compareMailboxWithName, comparePersonNames } from "./person";
import { comparePlaces } from "./place";
import { compareEmailAddresses, comparePhoneNumbers } from "./reach";

export interface Surroundings {
  readonly sharing: Sharing;
  readonly frequencies?: NameFrequencies;
}

const present = (list: readonly (Finding | undefined)[]): readonly Finding[] =>
  list.filter((each): each is Finding => each !== undefined);

/** Everything that speaks for or against a lead being this person (a contact or another lead). */
export function gatherPersonEvidence(
  lead: Party,
  other: Party,
  { sharing, frequencies }: Surroundings,
): readonly Finding[] {
  const names = comparePersonNames(lead, other, frequencies);
  const mail = compareEmailAddresses(lead, other, sharing);
  const sameMailDomain =
    mail !== undefined && mail.levels[0]?.level !== "email.differs" && mail.levels[0]?.level !== "email.colleague";
  const company = compareCompanyNames(lead, other);
  // The domain of an equal mailbox says nothing new, and neither does that of an equal company.
  const domain = sameMailDomain
    ? undefined
    : (compareDomains(lead, other, sharing) ?? compareDomainWithName(lead, other));
  const title =
    lead.title && lead.title.toLowerCase() === other.title.toLowerCase()
      ? finding("title", "title.same", "agrees", [lead.title, other.title])
      : undefined;
  const place = withoutDoubt(comparePlaces(lead, other, sharing));
  const household =
    names.compared?.given === "differs" && names.compared.family !== "differs" && place?.witness === true;
  const phone = comparePhoneNumbers(lead, other, sharing);
  return present([
    ...(household ? names.findings.map(inHousehold) : names.findings),
    mail,
    compareMailboxWithName(lead, other, names.compared),
    // Husband and wife have one phone because they have one address: it says nothing new.
    household && phone?.agreement === "agrees"
      ? finding("phone", "phone.household", "near", phone.reason.values)
      : phone,
    ...company.findings.map((each) => ({ ...each, contrary: false })),
    domain && { ...domain, witness: false },
    place,
    title,
  ]);
}

/** Two people of one address mostly have one family name: that it agrees says little, however rare it is. */
function inHousehold(found: Finding): Finding {
  const isFamily = found.levels[0]?.level.startsWith("family.") ?? false;
  return isFamily ? { ...found, levels: [{ level: "family.household", share: 1 }], rarity: 0 } : found;
}

/** People move; companies have sites. */
function withoutDoubt(found: Finding | undefined): Finding | undefined {
  return found && { ...found, doubt: false };
}

/** Everything that speaks for or against a lead's company being this account. */
export function gatherCompanyEvidence(lead: Party, account: Party, { sharing }: Surroundings): readonly Finding[] {
  const names = compareCompanyNames(lead, account);
  const domain = compareDomains(lead, account, sharing);
  const spelled =
    domain?.agreement === "agrees" || domain?.agreement === "near" || (names.compared?.likeness ?? 0) > 0.7
      ? undefined
      : compareDomainWithName(lead, account);
  const mail = compareEmailAddresses(lead, account, sharing);
  const phone = comparePhoneNumbers(lead, account, sharing);
  const place = comparePlaces(lead, account, sharing);
  // One company has many numbers and sites; without its domain, a second one may be a namesake.
  const known = domain?.agreement === "agrees";
  // A person's mailbox on an account's card agrees or is silent; another mailbox of the same company is no evidence against it.
  return present([
    ...names.findings,
    spelled ?? domain,
    mail && mail.agreement !== "differs"
      ? { ...mail, witness: mail.witness || mail.levels[0]?.level === "email.role" }
      : undefined,
    phone && { ...phone, doubt: !known && phone.agreement === "differs" },
    place && { ...place, doubt: !known && place.doubt },
  ]);
}
