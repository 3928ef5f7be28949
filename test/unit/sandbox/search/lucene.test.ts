import fc from "fast-check";
import { editDistance, letterMask, mayBeNear } from "../../../../sandbox/dataverse/search/distance";
import { parseSearch, type SearchNode } from "../../../../sandbox/dataverse/search/lucene";
import { Vocabulary } from "../../../../sandbox/dataverse/search/vocabulary";

/** The same distance without any shortcut, to compare with. */
function plainDistance(one: string, two: string): number {
  const table = Array.from({ length: one.length + 1 }, (_, row) =>
    Array.from({ length: two.length + 1 }, (_each, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const cell = (row: number, column: number) => table[row]?.[column] ?? Infinity;
  for (let row = 1; row <= one.length; row += 1)
    for (let column = 1; column <= two.length; column += 1) {
      let cost = Math.min(
        cell(row - 1, column) + 1,
        cell(row, column - 1) + 1,
        cell(row - 1, column - 1) + (one[row - 1] === two[column - 1] ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === two[column - 2] && one[row - 2] === two[column - 1])
        cost = Math.min(cost, cell(row - 2, column - 2) + 1);
      (table[row] as number[])[column] = cost;
    }
  return cell(one.length, two.length);
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "ä", "é"), minLength: 0, maxLength: 8 });

describe("edit distance", () => {
  it("is the plain distance when that is within the limit, and undefined beyond", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 2 }), (one, two, limit) => {
        const plain = plainDistance(one, two);
        expect(editDistance(one, two, limit)).toBe(plain <= limit ? plain : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it("is never hidden by the quick check of letters", () => {
    fc.assert(
      fc.property(word, word, (one, two) => {
        const distance = plainDistance(one, two);
        if (distance <= 2) expect(mayBeNear(letterMask(one), letterMask(two), distance)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("finds all near words of a vocabulary, nearest first", () => {
    const vocabulary = new Vocabulary();
    for (const known of ["lovelace", "lovelase", "lovelas", "lace", "babbage"]) vocabulary.add(known);
    expect(vocabulary.near("lovelace", 2)).toEqual([
      { word: "lovelace", edits: 0 },
      { word: "lovelase", edits: 1 },
      { word: "lovelas", edits: 2 },
    ]);
  });
});

describe("Lucene syntax", () => {
  const settings = { isLucene: true, allMustMatch: false };
  const show = (node: SearchNode): string => {
    const boost = node.boost === 1 ? "" : `^${node.boost}`;
    const field = "field" in node && node.field ? `${node.field}:` : "";
    if (node.kind === "term") return `${field}${node.text}${node.edits ? `~${node.edits}` : ""}${boost}`;
    if (node.kind === "prefix") return `${field}${node.text}*${boost}`;
    if (node.kind === "phrase") return `${field}"${node.words.join(" ")}"${node.slop ? `~${node.slop}` : ""}${boost}`;
    const marks = { must: "+", mustNot: "-", should: "" };
    return `(${node.clauses.map((clause) => marks[clause.occur] + show(clause.node)).join(" ")})${boost}`;
  };

  it.each([
    ["ada lovelace", "(ada lovelace)"],
    ["ada AND lovelace", "(+ada +lovelace)"],
    ["ada && !babbage", "(+ada -babbage)"],
    ["+ada -babbage", "(+ada -babbage)"],
    ["lovelace~ ada~1^3", "(lovelace~2 ada~1^3)"],
    ["lovelace~9", "(lovelace~2)"],
    ['"ada lovelace"~4^2', '("ada lovelace"~4^2)'],
    ["somer* firstname:mary", "(somer* firstname:mary)"],
    ["(ada OR mary)^2 AND lovelace", "(+(ada mary)^2 +lovelace)"],
    ["j\\.mueller@rheintal.example", '("j mueller rheintal example")'],
    ["MÜLLER", "(müller)"],
    ["AND OR NOT", "()"],
    ['"', "()"],
  ])("%s is read as %s", (text, expected) => {
    expect(show(parseSearch(text, settings))).toBe(expected);
  });

  it("takes every text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), fc.boolean(), (text, isLucene) => {
        expect(parseSearch(text, { isLucene, allMustMatch: true }).kind).toBe("group");
      }),
      { numRuns: 3000 },
    );
  });
});
