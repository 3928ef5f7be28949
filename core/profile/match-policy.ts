import type { EvidenceFamily, MatchOptions } from "../matching";
import type { ProfileDocument } from "./document";

/** The profile's names of the kinds of evidence. */
const families: Readonly<Record<string, EvidenceFamily>> = {
  email: "email",
  phone: "phone",
  personName: "name",
  companyName: "company",
  website: "domain",
  address: "address",
};

/** What a profile tells matching: when to link and when to ask, and what its kinds of evidence weigh. */
export function matchPolicyOf({ matching, mapping }: ProfileDocument): MatchOptions {
  const factors = Object.entries(matching.nudges).flatMap(([name, nudge]) => {
    const family = families[name];
    return family ? [[family, Math.max(0, 1 + nudge)] as const] : [];
  });

  return {
    policy: { linkAt: matching.autoLink ? matching.thresholds.link : 2, askAt: matching.thresholds.ask },
    factors: Object.fromEntries(factors),
    ...(mapping.country ? { defaultCountry: mapping.country } : {}),
  };
}
