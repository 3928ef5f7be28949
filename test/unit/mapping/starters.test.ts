import { lintMapping } from "../../../core/mapping/lint";
import { checkDocument, readProfile, starterProfiles, writeProfile, type StarterName } from "../../../core/profile";
import { salesMetadata, stockMaps } from "../../support/sales-metadata";

const metadata = salesMetadata("lead", "account", "contact", "opportunity", "systemuser", "team", "campaign");
const names = Object.keys(starterProfiles) as StarterName[];

describe.each(names)("the starter profile %s", (name) => {
  const profile = starterProfiles[name];

  test("raises no finding against the stock tables and maps", () => {
    expect(lintMapping(profile.mapping.rules, { metadata, platformMaps: stockMaps })).toEqual([]);
  });

  test("is a valid document that survives export and import", () => {
    expect(checkDocument(profile).problems).toEqual([]);
    const exported = writeProfile(profile);
    const { document, problems } = readProfile(exported);
    expect(problems).toEqual([]);
    expect(writeProfile(document)).toBe(exported);
  });
});
