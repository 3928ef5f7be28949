import { compareAddresses, type AddressComparison } from "../compare/address";
import type { Finding } from "../compare/finding";
import type { Party } from "../party";
import type { Sharing } from "../prevalence";
import type { Agreement } from "../types";

type Described = readonly [key: string, agreement: Agreement];

/** Street, place and country as one finding: it is one address, not four witnesses (facts/matching.md §2 vi). */
export function comparePlaces(lead: Party, other: Party, sharing: Sharing): Finding | undefined {
  const compared = compareAddresses(lead.address, other.address);
  const entries = Object.entries(compared).filter(([, level]) => level !== "missing");
  if (entries.length === 0) return undefined;
  const [key, agreement] = describe(compared);
  const users = key === "address.exact" ? sharing.address(other) : 0;
  const shared = users > 1;
  return {
    family: "address",
    levels: entries.map(([part, level]) => ({ level: `address.${part}.${level}`, share: 1 })),
    rarity: shared ? -1.5 * Math.log2(users) : 0,
    agreement,
    reason: { key: shared ? "address.shared" : key, values: [lead.addressText, other.addressText, String(users)] },
    witness: (key === "address.exact" || key === "address.near") && !shared,
    doubt: compared.street === "differs" || compared.street === "sameNumber" || compared.street === "otherNumber",
  };
}

/** The address in one word: the street decides where both have one, else the place, else the country. */
function describe({ street, zip, city, country, state }: AddressComparison): Described {
  const places = [zip, city];
  const placeAgrees = places.includes("exact") || places.includes("near");
  const placeDiffers = !placeAgrees && places.includes("differs");
  if (street === "exact" && !placeDiffers) return ["address.exact", "agrees"];
  if (street === "exact" || street === "near") return [placeAgrees ? "address.near" : "address.street", "near"];
  if (street === "otherNumber") return ["address.otherNumber", "near"];
  if (street === "differs" || street === "sameNumber") return ["address.differs", placeAgrees ? "near" : "differs"];
  if (placeAgrees) return ["address.place", "agrees"];
  if (placeDiffers) return ["address.differs", "differs"];
  return country === "exact" || (country === "missing" && state === "exact")
    ? ["address.country", "agrees"]
    : ["address.differs", "differs"];
}
