import type { Address } from "../normalise/address";
import { closeness, editDistance } from "../text/similarity";

export interface AddressComparison {
  /** Names of levels in weights.json, without the prefix `address.`. */
  readonly street: "exact" | "near" | "number" | "otherNumber" | "sameNumber" | "differs" | "missing";
  readonly zip: "exact" | "near" | "area" | "differs" | "missing";
  readonly city: "exact" | "near" | "differs" | "missing";
  readonly state: "exact" | "differs" | "missing";
  readonly country: "exact" | "differs" | "missing";
}

/** Compares two addresses column by column; the score then counts all of it as one piece of evidence. */
export function compareAddresses(a: Address, b: Address): AddressComparison {
  return {
    street: compareStreets(a, b),
    zip: compareZips(a.zip, b.zip),
    city: compareCities(a.city, b.city),
    state: !a.state || !b.state ? "missing" : statesAgree(a.state, b.state) ? "exact" : "differs",
    country: !a.country || !b.country ? "missing" : a.country === b.country ? "exact" : "differs",
  };
}

function compareStreets(a: Address, b: Address): AddressComparison["street"] {
  const numbers = !a.number || !b.number ? "open" : a.number === b.number ? "same" : "other";
  if (!a.street || !b.street) return numbers === "same" ? "number" : "missing";
  const [left, right] = [a.street.replace(/ /g, ""), b.street.replace(/ /g, "")];
  const same = left === right || a.letters === b.letters || contained(a.street, b.street);
  if (!same && !within(left, right, 4) && !within(a.letters, b.letters, 5))
    return numbers === "same" ? "sameNumber" : "differs";
  const crossed = a.direction !== "" && b.direction !== "" && a.direction !== b.direction;
  if (crossed || numbers === "other") return "otherNumber";
  return same && numbers === "same" ? "exact" : "near";
}

/** One slip for every so many letters. */
function within(a: string, b: string, letters: number): boolean {
  const edits = Math.ceil(Math.max(a.length, b.length) / letters);
  return Math.min(a.length, b.length) > 3 && editDistance(a, b, edits) <= edits;
}

/** `lake shore` within `lake shore drive apts`: all words of the shorter one, at least one of them long. */
function contained(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a.split(" "), b.split(" ")] : [b.split(" "), a.split(" ")];
  return short.some((word) => word.length > 3) && short.every((word) => long.includes(word));
}

function compareZips(a: string, b: string): AddressComparison["zip"] {
  if (!a || !b) return "missing";
  if (a === b) return "exact";
  if (a.length === b.length && editDistance(a, b, 1) <= 1) return "near";
  return a.slice(0, 3) === b.slice(0, 3) ? "area" : "differs";
}

function compareCities(a: string, b: string): AddressComparison["city"] {
  if (!a || !b) return "missing";
  const [left, right] = [a.replace(/ /g, ""), b.replace(/ /g, "")];
  if (left === right) return "exact";
  const most = Math.max(left.length, right.length);
  const edits = Math.min(3, Math.floor(most / 3));
  const close = closeness(left, right) !== "far" || editDistance(left, right, edits) <= edits;
  return close || contained(a, b) ? "near" : "differs";
}

/** `il` and `illinois`, `nsw` and `new south wales`. */
function statesAgree(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const initials = long
    .split(" ")
    .map((word) => word[0])
    .join("");
  return (
    short === long ||
    initials === short ||
    (short.length < 4 && long.length > 3 && long[0] === short[0] && long.includes(short[short.length - 1] ?? "")) ||
    editDistance(short, long, 1) <= 1
  );
}
