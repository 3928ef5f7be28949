import { strFromU8, unzipSync } from "fflate";
import { startSandbox, type TestSandbox } from "../support/sandbox";
import { fixtureIds, fixtureZip } from "./import-fixture";
import { Api } from "./support/api";

let sandbox: TestSandbox;
let api: Api;

/** A fresh environment for each group's case, or one for a group whose cases leave nothing behind. */
async function open(): Promise<void> {
  sandbox = await startSandbox({ world: "empty", solution: false });
  api = new Api(sandbox.url, "administrator");
}

async function ribbon(table: string, filter = "All"): Promise<string> {
  const path = `RetrieveEntityRibbon(EntityName=@p1,RibbonLocationFilter=@p2)?@p1='${table}'&@p2=Microsoft.Dynamics.CRM.RibbonLocationFilters'${filter}'`;
  const answer = await api.send("GET", path);
  expect(answer.status).toBe(200);
  const files = unzipSync(Buffer.from(String(answer.json["CompressedEntityXml"]), "base64"));
  return strFromU8(files["RibbonXml.xml"] ?? new Uint8Array());
}

async function failure(changes: Parameters<typeof fixtureZip>[0]): Promise<string> {
  const log = await sandbox.dataverse.importSolution(fixtureZip(changes));
  expect(log.succeeded).toBe(false);
  expect((await api.send("GET", "fix_visits")).status).toBe(404);
  return log.lines.map((line) => `${line.component}: ${line.message}`).join("\n");
}

describe("a solution zip", () => {
  beforeEach(open);
  afterEach(() => sandbox.close());

  it("brings tables that can be written, with money, choices, notes and links to lead", async () => {
    const log = await sandbox.dataverse.importSolution(fixtureZip());
    expect(log.lines.filter((line) => line.result !== "success")).toEqual([]);
    expect(log.succeeded).toBe(true);

    const lead = await api.send("POST", "leads", { subject: "Visit us", lastname: "Byron", fix_score: 40 });
    const leadId = /\(([^)]+)\)/.exec(lead.headers.get("odata-entityid") ?? "")?.[1] ?? "";
    const visit = await api.send("POST", "fix_visits", {
      fix_name: "First",
      fix_stars: 4,
      fix_cost: 100,
      fix_mood: 123450001,
      "fix_LeadId@odata.bind": `/leads(${leadId})`,
    });
    expect(visit.status).toBe(204);
    const read = await api.send(
      "GET",
      `leads(${leadId})?$select=fix_score&$expand=fix_lead_visit($select=fix_name,fix_mood)`,
      undefined,
      {
        prefer: 'odata.include-annotations="*"',
      },
    );
    expect(read.json["fix_score"]).toBe(40);
    expect((read.json["fix_lead_visit"] as unknown[])[0]).toMatchObject({
      fix_name: "First",
      "fix_mood@OData.Community.Display.V1.FormattedValue": "Bad",
    });
    const tooMany = await api.send("POST", "fix_visits", { fix_stars: 6 });
    expect(tooMany.status).toBe(400);
  });

  it("shows forms, views, controls, web resources, role and app over the Web API and their files at their addresses", async () => {
    await sandbox.dataverse.importSolution(fixtureZip());
    const form = await api.send("GET", `systemforms(${fixtureIds.form})?$select=name,objecttypecode,formxml`);
    expect(form.json).toMatchObject({ name: "Visit form", objecttypecode: "fix_visit" });
    const views = await api.send("GET", "savedqueries?$select=name,querytype&$filter=returnedtypecode eq 'fix_visit'");
    expect((views.json["value"] as unknown as { querytype: number }[]).map((view) => view.querytype).sort()).toEqual([
      0, 2, 4, 64,
    ]);
    expect(
      (await api.send("GET", "customcontrols?$select=name,version&$filter=name eq 'fix_Demo.Stars'")).json["value"],
    ).toHaveLength(1);
    expect((await api.send("GET", `${sandbox.url}/sandbox/controls/fix_Demo.Stars/bundle.js`)).text).toContain(
      "pcf_tools",
    );
    const script = await api.send("GET", `${sandbox.url}/WebResources/fix_/script.js`);
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect((await api.send("GET", "roles?$filter=name eq 'Fixture visitor'")).json["value"]).toHaveLength(3);
    expect((await api.send("GET", "appmodules?$filter=uniquename eq 'fix_app'")).json["value"]).toHaveLength(1);
    expect(
      (await api.send("GET", "environmentvariabledefinitions?$filter=schemaname eq 'fix_limit'")).json["value"],
    ).toHaveLength(1);
    expect((await api.send("GET", "importjobs?$select=solutionname,progress")).rows[0]).toMatchObject({
      progress: 100,
    });
  });

  it("gives its role's privileges to whoever gets the role, and to nobody else", async () => {
    await sandbox.dataverse.importSolution(fixtureZip(), { giveRoles: false });
    const seller = api.as("seller");
    expect((await seller.send("GET", "fix_visits")).status).toBe(403);
    const europe = await api.send(
      "GET",
      "roles?$select=roleid&$filter=name eq 'Fixture visitor' and businessunitid/name eq 'Sales Europe'",
    );
    const me = (await seller.send("GET", "WhoAmI")).json["UserId"];
    const given = await api.send("POST", `systemusers(${String(me)})/systemuserroles_association/$ref`, {
      "@odata.id": `${api.root}roles(${String(europe.rows[0]?.["roleid"])})`,
    });
    expect(given.status).toBe(204);
    expect((await seller.send("GET", "fix_visits")).status).toBe(200);
    expect((await seller.send("POST", "fix_visits", { fix_name: "Mine" })).status).toBe(204);
  });

  it("changes the lead's ribbon: adds by sequence, hides, redefines by id, labels in the user's language", async () => {
    const before = await ribbon("lead");
    expect(before).toContain(`Id="Mscrm.Form.lead.DisqualifyLeadAs.UCI"`);
    await sandbox.dataverse.importSolution(fixtureZip());
    const after = await ribbon("lead");
    const order = [
      ...after.matchAll(
        / Id="(Mscrm\.Form\.lead\.ConvertLeadAs|fix\.lead\.Rate|Mscrm\.Form\.lead\.ConvertLeadDisqualifyQuick)"/g,
      ),
    ];
    expect(order.map((match) => match[1])).toEqual([
      "Mscrm.Form.lead.ConvertLeadAs",
      "fix.lead.Rate",
      "Mscrm.Form.lead.ConvertLeadDisqualifyQuick",
    ]);
    expect(after).not.toContain(`Id="Mscrm.Form.lead.DisqualifyLeadAs.UCI"`);
    expect(after).toContain("Fix.qualify");
    const qualify =
      /<CommandDefinition Id="Mscrm\.Form\.lead\.ConvertQuick">.*?<\/CommandDefinition>/.exec(after)?.[0] ?? "";
    expect(qualify).not.toContain("Mscrm.LeadCommandActions");
    expect(after).toContain(`LabelText="Rate"`);
    expect(await ribbon("lead", "HomepageGrid")).not.toContain("Mscrm.Form.lead.MainTab");
    await api.send("PATCH", `usersettingscollection(${String((await api.send("GET", "WhoAmI")).json["UserId"])})`, {
      uilanguageid: 1031,
    });
    expect(await ribbon("lead")).toContain(`LabelText="Bewerten"`);
  });

  it("brings column security, and names what is left out: platform tables, privileges and kinds that are not here", async () => {
    const profile = `<FieldSecurityProfiles><FieldSecurityProfile name="Secret" fieldsecurityprofileid="{11111111-2222-4333-8444-000000000009}"><FieldPermissions><FieldPermission><EntityName>fix_visit</EntityName><AttributeName>fix_stars</AttributeName><CanRead>4</CanRead><CanUpdate>0</CanUpdate><CanCreate>0</CanCreate></FieldPermission></FieldPermissions></FieldSecurityProfile></FieldSecurityProfiles>`;
    const outside = `<EntityRelationship Name="fix_visit_Faxes"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>Fax</ReferencingEntityName><ReferencedEntityName>fix_visit</ReferencedEntityName><ReferencingAttributeName>RegardingObjectId</ReferencingAttributeName></EntityRelationship>`;
    const log = await sandbox.dataverse.importSolution(
      fixtureZip({
        replace: [
          ["<Workflows />", `<Workflows><Workflow /></Workflows>${profile}`],
          ["<EntityRelationships>", `<EntityRelationships>${outside}`],
          [`name="prvReadLead"`, `name="prvReadSharePointData"`],
          [
            `<ValidForUpdateApi>1</ValidForUpdateApi><ValidForReadApi>1</ValidForReadApi><ValidForCreateApi>1</ValidForCreateApi><IsCustomField>1</IsCustomField><MinValue>0</MinValue><MaxValue>5</MaxValue>`,
            `<ValidForUpdateApi>1</ValidForUpdateApi><IsCustomField>1</IsCustomField><IsSecured>1</IsSecured><MinValue>0</MinValue><MaxValue>5</MaxValue>`,
          ],
        ],
      }),
    );
    expect(log.succeeded).toBe(true);
    expect(
      log.lines
        .filter((line) => line.result === "warning")
        .map((line) => line.component)
        .sort(),
    ).toEqual(["Relationship fix_visit_Faxes", "Role Fixture visitor", "Workflows"]);
    await api.send("POST", "fix_visits", { fix_name: "Secret", fix_stars: 5 });
    expect((await api.send("GET", "fix_visits?$select=fix_stars")).rows[0]?.["fix_stars"]).toBe(5);
    // The seller holds the solution's role and no profile, so the secured column reads as empty.
    const seen = (await api.as("seller").send("GET", "fix_visits?$select=fix_name,fix_stars")).rows[0];
    expect(seen).toMatchObject({ fix_name: "Secret", fix_stars: null });
  });
});

describe("a broken zip", () => {
  beforeAll(open);
  afterAll(() => sandbox.close());

  it.each([
    [
      "a file without content type",
      { files: { "Controls/fix_Demo.Stars/readme.txt": "x" } },
      'Add <Default Extension="txt"',
    ],
    ["a missing file", { files: { "WebResources/fix_script": null } }, "is not in the zip"],
    [
      "a component without FileName",
      { replace: [["<FileName>/WebResources/fix_script</FileName>", ""]] as const },
      "<FileName> is missing",
    ],
    [
      "Fluent 9.68.0",
      { replace: [["9.46.2", "9.68.0"]] as const },
      "fluent_9_68_0 with version 9.68.0 is not supported by the platform",
    ],
    [
      "a package version of 10",
      { replace: [[`SolutionPackageVersion="9.1"`, `SolutionPackageVersion="10.0"`]] as const },
      "package version of 9.x or earlier",
    ],
    [
      "a control under a wrong name",
      { replace: [["<Name>fix_Demo.Stars</Name>", "<Name>fix_Other</Name>"]] as const },
      "which says 'fix_Demo.Stars'",
    ],
    [
      "a control that depends on a missing one",
      {
        replace: [
          [
            `<code path="bundle.js" order="1" />`,
            `<code path="bundle.js" order="1" /><dependency type="control" name="fix_Demo.Gone" order="1" />`,
          ],
        ] as const,
      },
      "The control 'fix_Demo.Gone' that it depends on is missing",
    ],
    [
      "a form that names a missing script",
      { replace: [[`Library name="fix_/script.js"`, `Library name="fix_/gone.js"`]] as const },
      "The script 'fix_/gone.js' is missing",
    ],
    [
      "a missing dependency",
      {
        replace: [
          [
            "<MissingDependencies />",
            `<MissingDependencies><MissingDependency><Required type="1" schemaName="fld_workorder" solution="FieldService (1.0)" /><Dependent type="1" schemaName="lead" /></MissingDependency></MissingDependencies>`,
          ],
        ] as const,
      },
      "needs the table 'fld_workorder'",
    ],
    ["broken XML", { replace: [["</Entities>", "</Entitie>"]] as const }, "customizations.xml is not well-formed XML"],
    ["no solution.xml", { files: { "solution.xml": null } }, "must contain it at its root"],
    [
      "an unknown option set",
      { replace: [["<OptionSetName>fix_mood", "<OptionSetName>fix_gone"]] as const },
      "neither in the solution nor in the environment",
    ],
  ])(
    "with %s is refused with file, component and remedy, and leaves nothing behind",
    async (_what, changes, message) => {
      expect(await failure(changes)).toContain(message);
    },
  );
});

describe("versions", () => {
  beforeEach(open);
  afterEach(() => sandbox.close());

  it("refuses an older version and the same managed one, and takes an unmanaged one again", async () => {
    await sandbox.dataverse.importSolution(fixtureZip({ version: "1.2.0.0" }));
    expect((await sandbox.dataverse.importSolution(fixtureZip({ version: "1.2.0.0" }))).succeeded).toBe(true);
    const older = await sandbox.dataverse.importSolution(fixtureZip({ version: "1.1.9.9" }));
    expect(older.lines[0]?.message).toContain("which is newer than 1.1.9.9");
    const managed = fixtureZip({ name: "Other", managed: true });
    await sandbox.dataverse.importSolution(managed);
    expect((await sandbox.dataverse.importSolution(managed)).lines[0]?.message).toContain("is installed already");
  });

  it("keeps rows and removes what is gone when a managed solution is upgraded", async () => {
    await sandbox.dataverse.importSolution(fixtureZip({ managed: true }));
    await api.send("POST", "fix_visits", { fix_name: "Kept", fix_stars: 3 });
    const gone = /<SavedQueries>.*?<\/SavedQueries>/s;
    const next = fixtureZip({ managed: true, version: "1.1.0.0" });
    const text = strFromU8(unzipSync(next)["customizations.xml"] ?? new Uint8Array());
    const log = await sandbox.dataverse.importSolution(
      fixtureZip({ managed: true, version: "1.1.0.0", files: { "customizations.xml": text.replace(gone, "") } }),
    );
    expect(log.succeeded).toBe(true);
    expect(log.lines).toContainEqual({ component: "savedquery Our visits", result: "success", message: "removed" });
    expect((await api.send("GET", "fix_visits?$select=fix_name")).rows[0]).toMatchObject({
      fix_name: "Kept",
    });
    expect((await api.send("GET", `savedqueries(${fixtureIds.view})`)).status).toBe(404);
  });

  it("uninstalls a managed solution without a trace, by the row of the solution", async () => {
    const before = await ribbon("lead");
    await sandbox.dataverse.importSolution(fixtureZip({ managed: true }));
    const solutions = await api.send("GET", "solutions?$select=solutionid&$filter=uniquename eq 'Fixture'");
    const id = String(solutions.rows[0]?.["solutionid"]);
    expect(
      (await api.send("GET", `solutioncomponents?$filter=_solutionid_value eq ${id}&$count=true`)).json["@odata.count"],
    ).toBeGreaterThan(10);
    expect((await api.send("DELETE", `solutions(${id})`)).status).toBe(204);
    expect((await api.send("GET", "fix_visits")).status).toBe(404);
    expect((await api.send("GET", "leads?$select=fix_score")).status).toBe(400);
    expect((await api.send("GET", `${sandbox.url}/WebResources/fix_/script.js`)).status).toBe(404);
    expect(await ribbon("lead")).toBe(before);
    const { catalog, store } = sandbox.dataverse.env;
    expect(catalog.column("annotation", "objectid")?.targets).not.toContain("fix_visit");
    expect(store.find("systemuserroles", {}).every((row) => store.get("role", String(row.roleid)))).toBe(true);
    expect((await api.send("GET", "$metadata")).status).toBe(200);
    expect((await sandbox.dataverse.importSolution(fixtureZip({ managed: true }))).succeeded).toBe(true);
  });
});

describe("messages", () => {
  beforeEach(open);
  afterEach(() => sandbox.close());

  const body = (zip: Uint8Array, more: object = {}) => ({
    OverwriteUnmanagedCustomizations: true,
    PublishWorkflows: true,
    CustomizationFile: Buffer.from(zip).toString("base64"),
    ImportJobId: "99999999-2222-4333-8444-000000000001",
    ...more,
  });

  it("ImportSolution imports, writes the import job, and answers 204; ExportSolution gives the zip back", async () => {
    const zip = fixtureZip();
    expect((await api.send("POST", "ImportSolution", body(zip))).status).toBe(204);
    const job = await api.send("GET", "importjobs(99999999-2222-4333-8444-000000000001)?$select=progress,data");
    expect(job.json["progress"]).toBe(100);
    const answer = await api.send("POST", "ExportSolution", { SolutionName: "Fixture", Managed: false });
    expect(Buffer.from(String(answer.json["ExportSolutionFile"]), "base64").equals(zip)).toBe(true);
  });

  it("ImportSolution of a broken zip answers 400 with the reasons, and a seller may not import at all", async () => {
    const broken = await api.send("POST", "ImportSolution", body(fixtureZip({ replace: [["9.46.2", "9.68.0"]] })));
    expect(broken.status).toBe(400);
    expect(broken.message).toContain("fluent_9_68_0");
    expect((await api.as("seller").send("POST", "ImportSolution", body(fixtureZip()))).status).toBe(403);
  });

  it("DeleteAndPromote ends a staged upgrade", async () => {
    await sandbox.dataverse.importSolution(fixtureZip({ managed: true }));
    const text = strFromU8(unzipSync(fixtureZip())["customizations.xml"] ?? new Uint8Array());
    const next = fixtureZip({
      managed: true,
      version: "2.0.0.0",
      files: { "customizations.xml": text.replace(/<SavedQueries>.*?<\/SavedQueries>/s, "") },
    });
    expect((await api.send("POST", "ImportSolution", body(next, { HoldingSolution: true }))).status).toBe(204);
    expect((await api.send("GET", `savedqueries(${fixtureIds.view})`)).status).toBe(200);
    expect((await api.send("POST", "DeleteAndPromote", { UniqueName: "Fixture" })).status).toBe(200);
    expect((await api.send("GET", `savedqueries(${fixtureIds.view})`)).status).toBe(404);
  });

  it("takes a dropped zip at /sandbox/solutions and answers its log line by line", async () => {
    const send = (person: "administrator" | "seller") =>
      fetch(`${sandbox.url}/sandbox/solutions`, {
        method: "POST",
        headers: { callerobjectid: String(ids[person]), "content-type": "application/zip" },
        body: Buffer.from(fixtureZip()),
      });
    const ids = {
      administrator: (await api.send("GET", "WhoAmI")).json["UserId"],
      seller: (await api.as("seller").send("GET", "WhoAmI")).json["UserId"],
    };
    expect((await send("seller")).status).toBe(403);
    const answer = await send("administrator");
    expect(answer.status).toBe(200);
    const log = (await answer.json()) as { lines: { component: string }[] };
    expect(log.lines.map((line) => line.component)).toContain("Table fix_visit");
  });
});
