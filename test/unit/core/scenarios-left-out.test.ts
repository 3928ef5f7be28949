import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Peers' behaviours that have no test of their own here, with the reason. */
const leftOut: readonly (readonly [numbers: string, reason: string])[] = [
  [
    "23, 26, 47, 51, 52, 53, 55, 59, 60, 61, 62, 63, 65",
    "merging leads or deals into one: Dynamics has a Merge of its own, qualifying never merges",
  ],
  [
    "8, 14, 28, 40, 41, 42, 43",
    "sales teams and round robin: assignment rules of Dynamics do that; the profile names the owner (13)",
  ],
  ["118", "a queue holds queue items, never owns a lead in Dynamics"],
  ["21, 22, 70", "who sees which records is Dataverse's security, proved with 15 and 69"],
  ["16, 17, 18, 19", "language of a customer and custom properties per team are columns of that product"],
  ["24", "a lead that points to a customer is the same as 5"],
  ["31", "lost deals are closed opportunities, which are never offered (30)"],
  [
    "50",
    "nothing is deduplicated after the fact, so that there is nothing to count; the list of several leads names each",
  ],
  [
    "80",
    "the opportunity belongs to what the seller chose; the company of a chosen contact is proposed, not slipped in",
  ],
  ["82", "createdon and the journal tell when; the platform writes both once"],
  ["83", "a copied file is a note of its own with its content, held by the tests of what goes along"],
  ["97", "a lead's e-mail may well be a user's own in tests and demos; Dynamics does not forbid it"],
  ["100", "addresses are columns of each record here, nothing shares them"],
];

const files = [
  "scenarios.test.ts",
  "scenarios-people.test.ts",
  "scenarios-values.test.ts",
  "../../contract/qualify/scenarios.test.ts",
];

/** Numbers at the beginning of the tests' names. */
function numbersIn(text: string): number[] {
  const names = text.matchAll(/["'`](\d+(?:, \d+)*) \S/g);

  return [...names].flatMap(([, numbers = ""]) => numbers.split(", ").map(Number));
}

it("each of the 120 behaviours is a test or is left out with a reason", () => {
  const tested = new Set(files.flatMap((file) => numbersIn(readFileSync(resolve(__dirname, file), "utf8"))));
  const left = new Set(leftOut.flatMap(([numbers]) => numbers.split(", ").map(Number)));
  const all = Array.from({ length: 120 }, (_, at) => at + 1);

  expect(all.filter((number) => tested.has(number) === left.has(number))).toEqual([]);
  expect(tested.size).toBeGreaterThanOrEqual(80);
});
