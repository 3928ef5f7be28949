import { finding, type Finding } from "../compare/finding";
import type { Email } from "../normalise/domain";
import { comparePhones, PHONE_LEVELS } from "../normalise/phone";
import type { Party, Valued } from "../party";
import type { Sharing } from "../prevalence";
import { editDistance } from "../text/similarity";

/** The best level that any value of one side reaches with any of the other. */
export function bestOf<T, L>(
  mine: readonly Valued<T>[],
  theirs: readonly Valued<T>[],
  order: readonly L[],
  compare: (a: T, b: T) => L,
): readonly [L, Valued<T>, Valued<T>] | undefined {
  return mine
    .flatMap((a) => theirs.map((b) => [compare(a.value, b.value), a, b] as const))
    .sort(([x], [y]) => order.indexOf(x) - order.indexOf(y))[0];
}

/** The best agreement of any e-mail address with any other; Dynamics compares emailaddress1 with emailaddress1 only. */
export function compareEmailAddresses(lead: Party, other: Party, sharing: Sharing): Finding | undefined {
  const best = bestOf(lead.emails, other.emails, EMAIL_LEVELS, emailLevel);
  if (!best) return undefined;
  const [level, a, b] = best;
  const shared = sharing(`mail ${b.value.address}`);
  return finding(`email.${level}`, [a.text, b.text], {
    // Two may share an address: one is a duplicate of the other.
    witness: level === "same" && shared < 3,
    key: level === "otherKind" ? "email.differs" : undefined,
    rarity: /same|role/.test(level) && shared > 2 ? -Math.log2(shared) : 0,
  });
}

const EMAIL_LEVELS = ["same", "role", "near", "local", "colleague", "otherKind", "differs"];

function emailLevel(a: Email, b: Email): string {
  if (a.address === b.address) return a.role ? "role" : "same";
  const [bareA, bareB] = [a, b].map((mail) => mail.address.replace(/[^a-z0-9]/g, ""));
  if (bareA === bareB) return "near";
  const sameDomain = a.domain.name === b.domain.name;
  const [length, short] = [a.address.length, a.local.length < 4];
  const max = length > 16 ? 3 : length > 9 ? 2 : 1;
  // With the domain equal, two short mailboxes that are an edit or two apart are two colleagues (j.smith, k.smith), and digits
  // differ on purpose (jsmith1, jsmith2); letters differ by mistake.
  const typo = sameDomain
    ? !short &&
      a.local[0] === b.local[0] &&
      editDistance(a.local, b.local, 2) <= (a.local.length > 7 ? 2 : 1) &&
      (a.local.length !== b.local.length || a.local.replace(/\D/g, "") === b.local.replace(/\D/g, ""))
    : editDistance(a.address, b.address, max) <= max && !(a.free && b.free && a.local !== b.local);
  if (typo) return "near";
  return a.local === b.local && !short && !a.role
    ? "local"
    : sameDomain && !a.free
      ? "colleague"
      : a.free === b.free
        ? "differs"
        : "otherKind"; // at home and at work
}

/** The best agreement of any number with any other. */
export function comparePhoneNumbers(lead: Party, other: Party, sharing: Sharing): Finding | undefined {
  const best = bestOf(lead.phones, other.phones, PHONE_LEVELS, comparePhones);
  if (!best) return undefined;
  const [level, a, b] = best;
  const users = sharing(phoneKey(b.value.national));
  const equal = /exact|local/.test(level);
  const shared = equal && users > 1;
  return finding(`phone.${level}`, [a.text, b.text, String(users)], {
    key: shared ? "phone.shared" : undefined,
    rarity: shared ? -2 * Math.log2(users) : 0,
    witness: equal && !shared,
  });
}

export const phoneKey = (national: string): string => `phone ${national.slice(-9)}`;
