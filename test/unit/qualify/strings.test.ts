import { readStrings } from "../../../pcf-controls/ui/strings";

it("a name between words that run from right to left keeps its own direction, with its dots", () => {
  const strings = readStrings(
    (key) => ({ link: "\u0631\u0628\u0637 {0}", none: "\u0644\u0627 \u0634\u064a\u0621" })[key],
  );

  expect(strings("link", "Sierra S.L.")).toBe("\u0631\u0628\u0637 \u2068Sierra S.L.\u2069");
  expect(strings("none")).toBe("\u0644\u0627 \u0634\u064a\u0621");
});

it("words from left to right are filled in as they are; a key without words shows itself", () => {
  const strings = readStrings((key) => ({ link: "Link {0} to {1}" })[key]);

  expect(strings("link", "a", 2)).toBe("Link a to 2");
  expect(strings("missing")).toBe("missing");
});
