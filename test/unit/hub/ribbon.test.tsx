import { strToU8, zipSync } from "fflate";
import type { GridPort } from "../../../sandbox/hub/form-model";
import { customRuleLimit } from "../../../sandbox/hub/ribbon/custom-rule";
import { parseRibbon, unpackRibbon } from "../../../sandbox/hub/ribbon/parse";
import { parameterValue } from "../../../sandbox/hub/ribbon/parameters";
import { RuleEvaluation } from "../../../sandbox/hub/ribbon/rules";
import { menuItems, runCommand } from "../../../sandbox/hub/ribbon/run";
import type { CommandSource } from "../../../sandbox/hub/ribbon/source";
import { forgetPrivileges } from "../../../sandbox/hub/xrm/privileges";
import { installStockCommands } from "../../../sandbox/hub/stock";
import { formContextOf } from "../../../sandbox/hub/xrm/form-context";
import { leadId, leadRow, makeForm, makeHost, serveRequests } from "./support";

/** A ribbon with one command for each rule: `cmd.<name>`. */
function ribbonWith(rules: Readonly<Record<string, string>>, more = ""): ReturnType<typeof parseRibbon> {
  const commands = Object.keys(rules).map(
    (name) =>
      `<CommandDefinition Id="cmd.${name}"><EnableRules><EnableRule Id="rule.${name}" /></EnableRules><DisplayRules /><Actions /></CommandDefinition>`,
  );
  const definitions = Object.entries(rules).map(([name, rule]) => `<EnableRule Id="rule.${name}">${rule}</EnableRule>`);
  return parseRibbon(
    `<RibbonDefinitions><RibbonDefinition><UI><Ribbon><Tabs>${more}</Tabs></Ribbon></UI><CommandDefinitions>${commands.join("")}</CommandDefinitions><RuleDefinitions><DisplayRules /><EnableRules>${definitions.join("")}</EnableRules></RuleDefinitions></RibbonDefinition></RibbonDefinitions>`,
  );
}

const answers = (request: { path: string }) => {
  if (request.path.includes("RetrieveUserPrivileges")) {
    return {
      json: {
        RolePrivileges: [
          { PrivilegeId: "p1", BusinessUnitId: "b", PrivilegeName: "prvWriteLead", Depth: "Local" },
          { PrivilegeId: "p2", BusinessUnitId: "b", PrivilegeName: "prvMerge", Depth: "Global" },
        ],
      },
    };
  }
  if (request.path.includes("RetrievePrincipalAccess")) return { json: { AccessRights: "ReadAccess, WriteAccess" } };
  return undefined;
};

async function formSource(row = leadRow): Promise<CommandSource> {
  return { kind: "form", table: "lead", form: await makeForm({ row }) };
}

function gridSource(count: number, selected: number): CommandSource {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `id${index}`,
    name: `Lead ${index}`,
    entityName: "lead",
    values: {},
  }));
  const grid: GridPort = {
    entityName: "lead",
    viewId: "v1",
    rows,
    selectedIds: rows.slice(0, selected).map(({ id }) => id),
    totalCount: count,
    fetchXml: "",
    refresh: () => Promise.resolve(),
    select: () => undefined,
    openRelated: () => undefined,
    setView: () => undefined,
  };
  return { kind: "grid", table: "lead", grid };
}

async function shown(rule: string, source: CommandSource): Promise<boolean> {
  return new RuleEvaluation(ribbonWith({ it: rule }), source).isShown("cmd.it");
}

beforeEach(() => {
  makeHost();
  forgetPrivileges();
  serveRequests(answers);
});

describe("rules", () => {
  test.each([
    ["form state", `<FormStateRule State="Existing" />`, true],
    ["form state of a closed record", `<FormStateRule State="Disabled" />`, false],
    ["inverted", `<FormStateRule State="Existing" InvertResult="true" />`, false],
    ["a choice's value", `<ValueRule Field="leadqualitycode" Value="1" />`, true],
    ["a text's value, by any case", `<ValueRule Field="companyname" Value="ANALYTICAL ENGINES" />`, true],
    ["yes/no as true", `<ValueRule Field="donotemail" Value="true" />`, false],
    [
      "privilege deep enough",
      `<EntityPrivilegeRule EntityName="lead" PrivilegeType="Write" PrivilegeDepth="Local" />`,
      true,
    ],
    [
      "privilege not deep enough",
      `<EntityPrivilegeRule EntityName="lead" PrivilegeType="Write" PrivilegeDepth="Global" />`,
      false,
    ],
    [
      "privilege that is not held",
      `<EntityPrivilegeRule EntityName="account" PrivilegeType="Create" PrivilegeDepth="Basic" />`,
      false,
    ],
    ["privilege without a table", `<MiscellaneousPrivilegeRule PrivilegeName="Merge" />`, true],
    ["right to the record", `<RecordPrivilegeRule PrivilegeType="Write" AppliesTo="PrimaryEntity" />`, true],
    ["no right to the record", `<RecordPrivilegeRule PrivilegeType="Delete" AppliesTo="PrimaryEntity" />`, false],
    ["several status reasons", `<OptionSetRule OptionSet="lead_statuscode" StateCode="2" ObjectTypeCode="4" />`, false],
    ["one status reason", `<OptionSetRule OptionSet="lead_statuscode" StateCode="1" ObjectTypeCode="4" />`, true],
    [
      "or: the second holds",
      `<OrRule><Or><FormStateRule State="Create" /></Or><Or><FormStateRule State="Existing" /></Or></OrRule>`,
      true,
    ],
    [
      "or: none holds",
      `<OrRule><Or><FormStateRule State="Create" /></Or><Or><FormStateRule State="Disabled" /></Or></OrRule>`,
      false,
    ],
    ["both of two", `<FormStateRule State="Existing" /><ValueRule Field="leadqualitycode" Value="2" />`, false],
    ["the web client", `<CrmClientTypeRule Type="Web" />`, true],
    ["Outlook", `<CrmClientTypeRule Type="Outlook" />`, false],
    ["on a form", `<EntityRule AppliesTo="PrimaryEntity" Context="Form" EntityName="lead" />`, true],
    ["a rule that nobody knows, by its default", `<UnknownRule Default="true" />`, true],
  ])("%s", async (_name, rule, expected) => {
    expect(await shown(rule, await formSource())).toBe(expected);
  });

  test("a rule about forms counts as no in a view, or as its default", async () => {
    expect(await shown(`<FormStateRule State="Existing" />`, gridSource(3, 1))).toBe(false);
    expect(await shown(`<ValueRule Field="x" Value="1" Default="true" />`, gridSource(3, 1))).toBe(true);
  });

  test.each([
    [0, false],
    [1, true],
    [2, false],
  ])("%d selected of exactly one", async (selected, expected) => {
    const rule = `<SelectionCountRule AppliesTo="SelectedEntity" Minimum="1" Maximum="1" />`;
    expect(await shown(rule, gridSource(3, selected))).toBe(expected);
  });

  test("a command that nobody defined is not shown, a rule that nobody defined hides nothing", async () => {
    const rules = new RuleEvaluation(ribbonWith({}), await formSource());
    expect(await rules.isShown("cmd.none")).toBe(false);
    const ribbon = ribbonWith({ it: "<FormStateRule State='Existing' />" });
    expect(await new RuleEvaluation({ ...ribbon, enableRules: new Map() }, await formSource()).isShown("cmd.it")).toBe(
      true,
    );
  });
});

describe("custom rules", () => {
  const rule = (more = "") =>
    `<CustomRule FunctionName="Test.rule" Library="" ${more}><CrmParameter Value="FirstPrimaryItemId" /><BoolParameter Value="true" /></CustomRule>`;
  const answerWith = (work: (...values: unknown[]) => unknown): void =>
    void Object.assign(window, { Test: { rule: work } });

  test("get their parameters in order, and may answer by a promise", async () => {
    const got: unknown[] = [];
    answerWith((...values) => {
      got.push(...values);
      return Promise.resolve(true);
    });
    expect(await shown(rule(), await formSource())).toBe(true);
    expect(got).toEqual([`{${leadId.toUpperCase()}}`, true]);
  });

  test("count as no when the promise is not settled within ten seconds", async () => {
    const source = await formSource();
    answerWith(() => new Promise(() => undefined));
    jest.spyOn(console, "warn").mockImplementation(() => undefined);
    jest.useFakeTimers();
    const verdict = shown(rule(), source);
    await jest.advanceTimersByTimeAsync(customRuleLimit);
    expect(await verdict).toBe(false);
    jest.useRealTimers();
  });

  test("count as no when they throw, and as their default when they do not exist", async () => {
    jest.spyOn(console, "warn").mockImplementation(() => undefined);
    answerWith(() => {
      throw new Error("broken");
    });
    expect(await shown(rule(), await formSource())).toBe(false);
    Object.assign(window, { Test: {} });
    expect(await shown(rule('Default="true"'), await formSource())).toBe(true);
  });

  test("are asked once, however many commands name them", async () => {
    let count = 0;
    answerWith(() => {
      count += 1;
      return true;
    });
    const rules = new RuleEvaluation(ribbonWith({ it: rule() }), await formSource());
    await Promise.all([rules.isShown("cmd.it"), rules.isShown("cmd.it")]);
    expect(count).toBe(1);
  });
});

describe("parameters", () => {
  const crm = (value: string, source: CommandSource): unknown =>
    parameterValue({ kind: "crm", value }, source, { SourceControlId: "s", CommandValueId: "", MenuItemId: "" });

  test("on a form", async () => {
    const source = await formSource();
    expect(crm("PrimaryControl", source)).toBe(source.kind === "form" && formContextOf(source.form));
    expect(crm("PrimaryEntityTypeName", source)).toBe("lead");
    expect(crm("PrimaryEntityTypeCode", source)).toBe(4);
    expect(crm("PrimaryItemIds", source)).toEqual([`{${leadId.toUpperCase()}}`]);
    expect(crm("UserLcid", source)).toBe(1033);
    expect(crm("OrgName", source)).toBe("sandbox");
  });

  test("in a view", () => {
    const source = gridSource(3, 2);
    expect(crm("SelectedControlSelectedItemCount", source)).toBe(2);
    expect(crm("SelectedControlSelectedItemIds", source)).toEqual(["id0", "id1"]);
    expect(crm("SelectedControlAllItemCount", source)).toBe(3);
    expect(crm("SelectedControlUnselectedItemIds", source)).toEqual(["id2"]);
    expect(crm("FirstSelectedItemId", source)).toBe("id0");
    expect(crm("SelectedControlSelectedItemReferences", source)).toEqual([
      { Id: "id0", Name: "Lead 0", TypeCode: 4, TypeName: "lead" },
      { Id: "id1", Name: "Lead 1", TypeCode: 4, TypeName: "lead" },
    ]);
    expect((crm("PrimaryControl", source) as Xrm.Controls.GridControl).getGrid().getSelectedRows().getLength()).toBe(2);
  });
});

describe("controls", () => {
  const tab = (controls: string): string =>
    `<Tab Id="Mscrm.Form.lead.MainTab"><Groups><Group Id="g2" Sequence="20"><Controls><Button Id="late" Sequence="1" LabelText="Late" /></Controls></Group><Group Id="g1" Sequence="10"><Controls>${controls}</Controls></Group></Groups></Tab>`;

  test("stand in the order of their groups and sequences", () => {
    const ribbon = ribbonWith(
      {},
      tab(
        `<Button Id="b" Sequence="20" Alt="B" /><Button Id="a" Sequence="10" LabelText="A" Alt="Read A" ModernImage="$webresource:abc_a.svg" />`,
      ),
    );
    expect(ribbon.controls.Form.map(({ id }) => id)).toEqual(["a", "b", "late"]);
    expect(ribbon.controls.Form[0]).toMatchObject({ label: "A", alt: "Read A", image: "$webresource:abc_a.svg" });
    expect(ribbon.controls.Form[1]?.label).toBe("B");
  });

  test("a flyout has the items of its menu sections", () => {
    const menu = `<FlyoutAnchor Id="f" Sequence="5"><Menu><MenuSection Sequence="20"><Controls><Button Id="y" Sequence="1" /></Controls></MenuSection><MenuSection Sequence="10"><Controls><Button Id="x" Sequence="1" /></Controls></MenuSection></Menu></FlyoutAnchor>`;
    const [flyout] = ribbonWith({}, tab(menu)).controls.Form;
    expect(flyout?.kind === "flyout" && flyout.items.map(({ id }) => id)).toEqual(["x", "y"]);
  });

  test("are read from the zip that RetrieveEntityRibbon answers", () => {
    const zip = zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "RibbonXml.xml": strToU8("<RibbonDefinitions/>"),
    });
    expect(unpackRibbon(Buffer.from(zip).toString("base64"))).toBe("<RibbonDefinitions/>");
  });
});

describe("commands", () => {
  test("run their functions in order with what they return waited for", async () => {
    const heard: string[] = [];
    Object.assign(window, {
      Test: {
        first: async () => {
          await Promise.resolve();
          heard.push("first");
        },
        second: (text: string) => heard.push(`second ${text}`),
      },
    });
    const ribbon = parseRibbon(
      `<RibbonDefinitions><CommandDefinitions><CommandDefinition Id="c"><EnableRules /><DisplayRules /><Actions><JavaScriptFunction FunctionName="Test.first" Library="" /><JavaScriptFunction FunctionName="Test.second" Library=""><StringParameter Value="x" /></JavaScriptFunction></Actions></CommandDefinition></CommandDefinitions></RibbonDefinitions>`,
    );
    await runCommand(ribbon, { kind: "button", id: "b", command: "c", label: "", alt: "" }, await formSource());
    expect(heard).toEqual(["first", "second x"]);
  });

  test("the stock flyout lists the status reasons of a state", async () => {
    installStockCommands();
    const ribbon = parseRibbon(
      `<RibbonDefinitions><CommandDefinitions><CommandDefinition Id="fill"><EnableRules /><DisplayRules /><Actions><JavaScriptFunction FunctionName="PopulateDynamicMenu.getDisqualifyMenu" Library="$webresource:MarketingSales/Lead/Lead_main_system_library.js"><CrmParameter Value="CommandProperties" /></JavaScriptFunction></Actions></CommandDefinition></CommandDefinitions></RibbonDefinitions>`,
    );
    const flyout = {
      kind: "flyout",
      id: "f",
      label: "",
      alt: "",
      items: [],
      populate: "fill",
      populateOnce: false,
      isSplit: false,
    } as const;
    const items = await menuItems(ribbon, flyout, await formSource());
    expect(items.map(({ label, id }) => [label, id.split("|").pop()])).toEqual([
      ["Lost", "4"],
      ["Canceled", "7"],
    ]);
  });
});
