import { finding, type Finding } from "../compare/finding";
import { comparePhones, type PhoneLevel } from "../normalise/phone";
import type { Email } from "../normalise/email";
import type { Party, Valued } from "../party";
import type { Sharing } from "../prevalence";
import { editDistance } from "../text/similarity";

/** Below this many, one e-mail address or number is one party's own. */
const SHARED_FROM = 2;

type EmailLevel = "same" | "role" | "near" | "local" | "colleague" | "differs";
const EMAIL_ORDER: readonly EmailLevel[] = ["same", "role", "near", "local", "colleague", "differs"];

/** The best agreement of any e-mail address with any other; Dynamics compares emailaddress1 with emailaddress1 only. */
export function compareEmailAddresses(lead: Party, other: Party, sharing: Sharing): Finding | undefined {
  let best: { level: EmailLevel; a: Valued<Email>; b: Valued<Email> } | undefined;
  for (const a of lead.emails) {
    for (const b of other.emails) {
      const level = emailLevel(a.value, b.value);
      if (!best || EMAIL_ORDER.indexOf(level) < EMAIL_ORDER.indexOf(best.level)) best = { level, a, b };
    }
  }
  if (!best) return undefined;
  const { level, a, b } = best;
  const shared = sharing.email(`${b.value.local}@${b.value.domain.name}`);
  const same = level === "same" || level === "role";
  return finding(
    "email",
    `email.${level}`,
    same ? "agrees" : level === "near" || level === "local" ? "near" : "differs",
    [a.text, b.text],
    {
      witness: level === "same" && shared <= SHARED_FROM,
      rarity: same && shared > SHARED_FROM ? -Math.log2(shared) : 0,
    },
  );
}

function emailLevel(a: Email, b: Email): EmailLevel {
  const sameDomain = a.domain.name === b.domain.name;
  if (a.local === b.local && sameDomain) return a.role ? "role" : "same";
  const [left, right] = [`${a.local}@${a.domain.name}`, `${b.local}@${b.domain.name}`];
  const bare = (text: string): string => text.replace(/[^a-z0-9]/g, "");
  if (bare(left) === bare(right)) return "near";
  const max = left.length > 16 ? 3 : left.length > 9 ? 2 : 1;
  // With the domain equal, two short mailboxes that are an edit or two apart are two colleagues (j.smith, k.smith).
  const localEdits = sameDomain ? editDistance(a.local, b.local, 2) : 0;
  const typo = sameDomain
    ? localEdits <= (a.local.length > 7 ? 2 : 1) &&
      a.local[0] === b.local[0] &&
      a.local.length > 3 &&
      onlyLetters(a.local, b.local)
    : editDistance(left, right, max) <= max && !(a.free && b.free && a.local !== b.local);
  if (typo) return "near";
  if (a.local === b.local && a.local.length > 3 && !a.role) return "local";
  return sameDomain && !a.free ? "colleague" : "differs";
}

/** Digits differ on purpose (jsmith1, jsmith2); letters differ by mistake. */
function onlyLetters(a: string, b: string): boolean {
  return a.replace(/\D/g, "") === b.replace(/\D/g, "") || Math.abs(a.length - b.length) > 0;
}

const PHONE_ORDER: readonly PhoneLevel[] = ["exact", "local", "near", "exchange", "differs"];

/** The best agreement of any number with any other. */
export function comparePhoneNumbers(lead: Party, other: Party, sharing: Sharing): Finding | undefined {
  let best: { level: PhoneLevel; a: string; b: string; national: string } | undefined;
  for (const a of lead.phones) {
    for (const b of other.phones) {
      const level = comparePhones(a.value, b.value);
      if (!best || PHONE_ORDER.indexOf(level) < PHONE_ORDER.indexOf(best.level))
        best = { level, a: a.text, b: b.text, national: b.value.national };
    }
  }
  if (!best) return undefined;
  const { level, a, b, national } = best;
  const users = sharing.phone(national);
  const equal = level === "exact" || level === "local";
  const shared = equal && users >= SHARED_FROM;
  return finding(
    "phone",
    `phone.${level}`,
    equal ? "agrees" : level === "differs" ? "differs" : "near",
    [a, b, String(users)],
    {
      key: shared ? "phone.shared" : `phone.${level}`,
      rarity: shared ? -2 * Math.log2(users) : 0,
      witness: equal && !shared,
    },
  );
}
