import type { Address } from "../normalise/address";
import { byLength, closeness, editDistance } from "../text/similarity";

type Level = "exact" | "near" | "number" | "otherNumber" | "sameNumber" | "area" | "differs";

/** Levels of weights.json, without the prefix `address.`; undefined where one side has nothing. */
export interface AddressComparison {
  readonly street?: Level;
  readonly zip?: Level;
  readonly city?: Level;
  readonly state?: Level;
  readonly country?: Level;
}

/** Compares two addresses column by column; the score then counts all of it as one piece of evidence. */
export function compareAddresses(a: Address, b: Address): AddressComparison {
  const both = (
    part: "zip" | "city" | "state" | "country",
    compare: (x: string, y: string) => Level,
  ): Level | undefined =>
    !a[part] || !b[part] ? undefined : a[part] === b[part] ? "exact" : compare(a[part], b[part]);
  return {
    street: compareStreets(a, b),
    zip: both("zip", (x, y) =>
      x.length === y.length && editDistance(x, y, 1) < 2
        ? "near"
        : x.slice(0, 3) === y.slice(0, 3)
          ? "area"
          : "differs",
    ),
    city: both("city", (x, y) => {
      const [left, right] = [glued(x), glued(y)];
      const edits = Math.min(3, Math.floor(Math.max(left.length, right.length) / 3));
      return closeness(left, right) !== "far" || editDistance(left, right, edits) <= edits || contained(x, y)
        ? left === right
          ? "exact"
          : "near"
        : "differs";
    }),
    state: both("state", (x, y) => (statesAgree(...byLength(x, y)) ? "exact" : "differs")),
    country: both("country", () => "differs"),
  };
}

const glued = (text: string): string => text.replace(/ /g, "");

function compareStreets(a: Address, b: Address): Level | undefined {
  const sameNumber = a.number && a.number === b.number;
  if (!a.street || !b.street) return sameNumber ? "number" : undefined;
  const [left, right] = [glued(a.street), glued(b.street)];
  const same = left === right || a.letters === b.letters || contained(a.street, b.street);
  if (!same && !within(left, right, 4) && !within(a.letters, b.letters, 5))
    return sameNumber ? "sameNumber" : "differs";
  if ((a.direction && b.direction && a.direction !== b.direction) || (a.number && b.number && !sameNumber))
    return "otherNumber";
  return same && sameNumber ? "exact" : "near";
}

/** One slip for every so many letters. */
function within(a: string, b: string, letters: number): boolean {
  const edits = Math.ceil(Math.max(a.length, b.length) / letters);
  return Math.min(a.length, b.length) > 3 && editDistance(a, b, edits) <= edits;
}

/** `lake shore` within `lake shore drive apts`: all words of the shorter one, at least one of them long. */
function contained(a: string, b: string): boolean {
  const [short, long] = byLength(a, b).map((text) => text.split(" "));
  return /\w{4}/.test(byLength(a, b)[0]) && !!short?.every((word) => long?.includes(word));
}

/** `il` and `illinois`, `nsw` and `new south wales`. */
function statesAgree(short: string, long: string): boolean {
  return (
    long.replace(/(\w)\w* ?/g, "$1") === short ||
    (short.length < 4 && long.length > 3 && long[0] === short[0] && long.includes(short.slice(-1))) ||
    editDistance(short, long, 1) < 2
  );
}
