import {
  builtInProfile,
  chooseProfile,
  defaultProfile,
  type PublishedProfile,
  type Scope,
  type Situation,
} from "../../../core/profile";
import { salesMetadata } from "../../support/sales-metadata";

const situation: Situation = {
  app: { id: "a1", name: "enq_saleshub" },
  businessUnit: { id: "b1", name: "North" },
  parentUnits: [{ id: "b0", name: "Contoso" }],
  teams: [{ id: "t1", name: "Hunters" }],
  roles: [{ id: "r1", name: "Salesperson" }],
  lead: { leadsourcecode: 4 },
  metadata: salesMetadata("lead"),
  now: "2026-11-23T09:30:00Z",
};

const profile = (name: string, priority: number, scope: Partial<Scope> = {}): PublishedProfile => ({
  id: name,
  name,
  priority,
  version: 1,
  document: { ...defaultProfile, scope: { ...defaultProfile.scope, ...scope } },
});

const isPartner = { test: { op: "column", column: "leadsourcecode" }, is: "equals", value: 4 } as const;

describe("choosing a profile", () => {
  test("the lowest priority wins among those that fit", () => {
    const { profile: chosen, why } = chooseProfile([profile("low", 20), profile("high", 10)], situation);
    expect(chosen.name).toBe("high");
    expect(why.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      "high chosen",
      "low lowerPriority",
      "Dynamics 365 lowerPriority",
    ]);
  });

  test("the order in which profiles were read does not matter", () => {
    const all = [profile("b", 10), profile("a", 10), profile("c", 5, { teams: ["Farmers"] })];
    expect(chooseProfile(all, situation).profile.name).toBe("a");
    expect(chooseProfile([...all].reverse(), situation)).toEqual(chooseProfile(all, situation));
  });

  test.each<[string, Partial<Scope>, readonly string[]]>([
    ["an app by its unique name", { apps: ["enq_saleshub"] }, []],
    ["another app", { apps: ["other"] }, ["app"]],
    ["a business unit by its id, in braces", { businessUnits: ["{B1}"] }, []],
    ["a unit above, with its children", { businessUnits: ["contoso"] }, []],
    ["a unit above, without its children", { businessUnits: ["Contoso"], includeChildUnits: false }, ["businessUnit"]],
    ["a team", { teams: ["hunters "] }, []],
    ["another team", { teams: ["Farmers"] }, ["team"]],
    ["one of two roles", { roles: ["Manager", "Salesperson"] }, []],
    ["another role", { roles: ["Manager"] }, ["role"]],
    ["a condition over the lead", { condition: isPartner }, []],
    ["a condition that does not hold", { condition: { not: isPartner } }, ["condition"]],
    ["two things that do not fit", { teams: ["x"], roles: ["y"] }, ["team", "role"]],
  ])("a scope of %s", (_name, scope, mismatches) => {
    const { profile: chosen, why } = chooseProfile([profile("p", 1, scope)], situation);
    expect(why[0]?.mismatches).toEqual(mismatches);
    expect(chosen.name).toBe(mismatches.length === 0 ? "p" : builtInProfile.name);
  });

  test("without any profile the built-in one holds", () =>
    expect(chooseProfile([], situation).profile).toBe(builtInProfile));
});
