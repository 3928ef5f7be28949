import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Json, Query } from "../../../core/dataverse/port";
import { succeeded } from "../../../core/dataverse/port";
import { defaultProfile, readProfile, readTrustedProfiles, starterProfiles, writeProfile } from "../../../core/profile";
import { sealOf } from "../../../core/profile/seal";

const row = (published: unknown): Json => ({
  enq_profileid: "p1",
  enq_name: "Everybody",
  enq_priority: 10,
  enq_version: 7,
  enq_published: published,
});
const published = writeProfile(starterProfiles.b2b);

/** What a dialog reads where the row holds `text` and the history `versions`, the latest first; and what it asked for. */
async function read(text: unknown, versions: readonly Json[] = []) {
  const asked: Query[] = [];
  const dataverse = {
    read: (queries: readonly Query[]) => {
      asked.push(...queries);
      return Promise.resolve(succeeded(queries.map(() => succeeded({ value: versions }))));
    },
  };
  return { ...(await readTrustedProfiles(dataverse, succeeded({ value: [row(text)] }))), asked };
}

test("what was published is taken as it is, without another request", async () => {
  const { profiles, damaged, asked } = await read(published);
  expect(profiles).toEqual([
    { id: "p1", name: "Everybody", priority: 10, version: 7, document: readProfile(published).document },
  ]);
  expect([damaged, asked]).toEqual([[], []]);
});

test("layout does not matter: the same document without blanks, or with other line ends", async () => {
  for (const text of [JSON.stringify(JSON.parse(published)), published.replace(/\n/g, "\r\n")])
    expect((await read(text)).damaged).toEqual([]);
});

test.each([
  ["a value was changed", published.replace('"days": 30', '"days": 3000')],
  ["a part was taken away", published.replace(/"undo": \{[^}]*\},?/, "")],
  ["the seal was taken away", published.replace(/,\s*"seal": "[^"]*"/, "")],
  ["it was cut off", published.slice(0, 400)],
  ["it is no document", '"hello"'],
  ["it is null", "null"],
  ["it is a list", "[]"],
  ["it is no text", 12],
  ["it is of a newer format", writeProfile({ ...starterProfiles.b2b, format: 99 as never })],
])("%s: the last good version holds, and it is said", async (_what, text) => {
  expect(text).not.toBe(published);
  const { profiles, damaged, asked } = await read(text, [
    { enq_version: 6, enq_document: "{" },
    { enq_version: 5, enq_document: published },
    { enq_version: 4, enq_document: writeProfile(defaultProfile) },
  ]);
  expect(profiles).toMatchObject([{ name: "Everybody", version: 5, document: starterProfiles.b2b }]);
  expect(damaged).toEqual(["Everybody"]);
  expect(asked).toHaveLength(1);
});

test("without a good version the profile takes no part, and it is said", async () => {
  expect(await read("{}")).toMatchObject({ profiles: [], damaged: ["Everybody"] });
  const failure = { kind: "offline", code: "", status: 0, message: "", lost: false } as const;
  const broken = await readTrustedProfiles(
    { read: () => Promise.resolve({ ok: false, failure }) },
    succeeded({ value: [row("{}")] }),
  );
  expect(broken).toEqual({ profiles: [], damaged: ["Everybody"] });
});

test("any change of one letter is noticed", async () => {
  const compact = JSON.stringify(JSON.parse(published));
  await fc.assert(
    fc.asyncProperty(fc.nat(compact.length - 1), fc.constantFrom("x", "7", "}"), async (at, letter) => {
      fc.pre(compact[at] !== letter);
      expect((await read(compact.slice(0, at) + letter + compact.slice(at + 1))).profiles).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("a file keeps its seal through export and import, and a wrong one in a file is no fault", () => {
  expect(writeProfile(readProfile(published).document)).toBe(published);
  expect(readProfile(published.replace(/"seal": "[^"]*"/, '"seal": "nonsense"')).problems).toEqual([]);
});

test("a sealed document of an earlier format is upgraded", async () => {
  const path = join(__dirname, "../../vectors/profile/format-1.json");
  const old = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const { profiles, damaged } = await read(JSON.stringify({ ...old, seal: sealOf(old) }));
  expect(damaged).toEqual([]);
  expect(profiles[0]?.document).toEqual(readProfile(JSON.stringify(old)).document);
});
