import { compareAddresses } from "../compare/address";
import { finding, type Finding } from "../compare/finding";
import { placeKey, type Party } from "../party";
import type { Sharing } from "../prevalence";

/** Street, place and country as one finding: it is one address, not four witnesses (facts/matching.md §2 vi). */
export function comparePlaces(lead: Party, other: Party, sharing: Sharing): Finding | undefined {
  const compared = compareAddresses(lead.address, other.address);
  const { street = "", zip = "", city = "", state, country } = compared;
  const levels = Object.entries(compared).flatMap(([part, level]) =>
    level ? [[`address.${part}.${level}`, 1] as const] : [],
  );
  if (!levels[0]) return undefined;
  // The address in one word: the street decides where both have one, else the place, else the country.
  const placeAgrees = /exact|near/.test(zip + city);
  const placeDiffers = !placeAgrees && /differs/.test(zip + city);
  const otherStreet = /differs|sameN/.test(street);
  const key =
    street === "exact" && !placeDiffers
      ? "exact"
      : /exact|near/.test(street)
        ? placeAgrees
          ? "near"
          : "street"
        : street === "otherNumber"
          ? street
          : otherStreet || placeDiffers
            ? "differs"
            : placeAgrees
              ? "place"
              : country === "exact" || (!country && state === "exact")
                ? "country"
                : "differs";
  const users = key === "exact" ? sharing(placeKey(other)) : 0;
  return finding(`address.${key}`, [lead.addressText, other.addressText, String(users)], {
    levels,
    key: users > 1 ? "address.shared" : undefined,
    rarity: users > 1 ? -1.5 * Math.log2(users) : 0,
    agreement: /exact|place|country/.test(key)
      ? "agrees"
      : key === "differs" && !(otherStreet && placeAgrees)
        ? "differs"
        : "near",
    witness: /exact|near/.test(key) && users < 2,
    doubt: otherStreet || street === "otherNumber",
  });
}
