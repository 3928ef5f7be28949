import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, keyOf, people } from "./support/api";
import { declareCases, type Case } from "./support/cases";

let sandbox: TestSandbox;
let admin: Api;
let seller: Api;

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  admin = new Api(sandbox.url, "administrator");
  seller = admin.as("seller");
}, 60_000);
afterAll(() => sandbox.close());

const wire = "dataverse-web-api.md";
const user = (id: string): Record<string, string> => ({
  "@odata.type": "Microsoft.Dynamics.CRM.systemuser",
  systemuserid: id,
});
const leadOf = (id: string): Record<string, string> => ({ "@odata.type": "Microsoft.Dynamics.CRM.lead", leadid: id });
const accessPath = (who: string, lead: string): string =>
  `systemusers(${who})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@Target)?@Target=${encodeURIComponent(JSON.stringify({ "@odata.id": `leads(${lead})` }))}`;

const cases: readonly Case[] = [
  {
    name: "runs as the user of CallerObjectId, of MSCRMCallerID, else as the seller",
    fact: `${wire} §2.4 impersonation`,
    run: async () => {
      const me = async (headers: Record<string, string>) => {
        const response = await fetch(`${admin.root}WhoAmI`, { headers });
        return ((await response.json()) as { UserId: string }).UserId;
      };
      expect(await me({ callerobjectid: people.manager })).toBe(people.manager);
      expect(await me({ mscrmcallerid: people.reader })).toBe(people.reader);
      expect(await me({})).toBe(people.seller);
    },
  },
  {
    name: "answers 401 for somebody unknown",
    fact: `${wire} §2.1`,
    run: async () => {
      for (const id of ["99999999-0000-0000-0000-000000000000", "nobody"])
        expect((await seller.get("WhoAmI", { callerobjectid: id })).status).toBe(401);
    },
  },
  {
    name: "refuses a user without roles with a code of its own",
    fact: `${wire} §2.2 0x80042f09`,
    run: async () => {
      const units = (await admin.row("businessunits?$select=name")).value as { businessunitid: string }[];
      const id = await admin.create("systemusers", {
        firstname: "New",
        lastname: "Comer",
        domainname: "new@sandbox.example",
        "businessunitid@odata.bind": `/businessunits(${units[0]?.businessunitid})`,
      });
      const answer = await seller.get("leads", { callerobjectid: id });
      expect([answer.status, answer.code]).toEqual([403, "0x80042f09"]);
      const roles = (await admin.row("roles?$filter=name eq 'Salesperson'")).value as { roleid: string }[];
      await admin.post(`systemusers(${id})/systemuserroles_association/$ref`, {
        "@odata.id": `roles(${roles[0]?.roleid})`,
      });
      expect((await seller.get("leads", { callerobjectid: id })).status).toBe(200);
      await admin.patch(`systemusers(${id})`, { isdisabled: true });
      expect((await seller.get("leads", { callerobjectid: id })).code).toBe("0x80040225");
    },
  },
  {
    name: "lets only those create who hold the privilege, and names it",
    fact: `${wire} §2.2 0x80040220`,
    run: async () => {
      const answer = await admin.as("reader").post("leads", { subject: "A" });
      expect([answer.status, answer.code]).toEqual([403, "0x80040220"]);
      expect(answer.message).toContain(`Principal user (Id=${people.reader}) is missing prvCreateLead privilege`);
      expect((await admin.as("noaccounts").post("accounts", { name: "A" })).status).toBe(403);
    },
  },
  {
    name: "shows rows of the own business unit and hides those of others",
    fact: "issue 3 part 5: privilege depth",
    run: async () => {
      const [own, other] = [
        await seller.create("leads", { subject: "E" }),
        await admin.as("americas").create("leads", { subject: "A" }),
      ];
      const rows = (await seller.row(`leads?$select=subject&$filter=leadid eq ${own} or leadid eq ${other}`)).value as {
        leadid: string;
      }[];
      expect(rows.map((row) => row.leadid)).toEqual([own]);
      const denied = await seller.get(`leads(${other})`);
      expect([denied.status, denied.code]).toEqual([403, "0x80048306"]);
      expect((await admin.get(`leads(${other})`)).status).toBe(200);
    },
  },
  {
    name: "lets a seller change own rows and not those of colleagues",
    fact: "issue 3 part 5: privilege depth",
    run: async () => {
      const id = await admin.as("noaccounts").create("leads", { subject: "Colleague's" });
      expect((await seller.get(`leads(${id})`)).status).toBe(200);
      for (const answer of [await seller.patch(`leads(${id})`, { subject: "B" }), await seller.delete(`leads(${id})`)])
        expect([answer.status, answer.code]).toEqual([403, "0x80048306"]);
    },
  },
  {
    name: "shares a row and takes the share back",
    fact: "issue 3 part 3: GrantAccess/RevokeAccess",
    run: async () => {
      const americas = admin.as("americas");
      const id = await americas.create("leads", { subject: "Shared" });
      const grant = (mask: string) =>
        americas.post("GrantAccess", {
          Target: leadOf(id),
          PrincipalAccess: { Principal: user(people.seller), AccessMask: mask },
        });
      expect((await grant("ReadAccess")).status).toBe(204);
      expect((await seller.get(`leads(${id})`)).status).toBe(200);
      expect(((await seller.row(`leads?$filter=leadid eq ${id}`)).value as unknown[]).length).toBe(1);
      expect((await seller.patch(`leads(${id})`, { subject: "No" })).status).toBe(403);
      await grant("WriteAccess");
      expect((await seller.patch(`leads(${id})`, { subject: "Yes" })).status).toBe(204);
      expect((await americas.post("RevokeAccess", { Target: leadOf(id), Revokee: user(people.seller) })).status).toBe(
        204,
      );
      expect((await seller.get(`leads(${id})`)).status).toBe(403);
    },
  },
  {
    name: "tells the access of a principal to a row",
    fact: `${wire} §2.6 RetrievePrincipalAccess`,
    run: async () => {
      const id = await seller.create("leads", { subject: "Mine" });
      const own = await seller.row(accessPath(people.seller, id));
      expect(own["@odata.context"]).toMatch(/#Microsoft\.Dynamics\.CRM\.RetrievePrincipalAccessResponse$/);
      expect(own.AccessRights).toBe(
        "ReadAccess, WriteAccess, AppendAccess, AppendToAccess, CreateAccess, DeleteAccess, ShareAccess, AssignAccess",
      );
      expect((await admin.row(accessPath(people.americas, id))).AccessRights).toBe("None");
      expect((await admin.row(accessPath(people.reader, id))).AccessRights).toBe("ReadAccess");
    },
  },
  {
    name: "lists the privileges of a user, all or by name",
    fact: `${wire} §2.6 RetrieveUserPrivileges`,
    run: async () => {
      const list = (await seller.row(`systemusers(${people.seller})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`))
        .RolePrivileges as {
        PrivilegeName: string;
        Depth: string;
        PrivilegeId: string;
        BusinessUnitId: string;
      }[];
      const lead = list.find((each) => each.PrivilegeName === "prvReadLead");
      expect(lead).toMatchObject({ Depth: "Local", PrivilegeId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
      const named = (name: string, who = people.seller) =>
        seller.row(
          `systemusers(${who})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='${name}')`,
        );
      expect(((await named("prvCreateLead")).RolePrivileges as unknown[]).length).toBe(1);
      expect((await named("prvDeleteOrganization")).RolePrivileges).toEqual([]);
      expect((await named("prvCreateAccount", people.noaccounts)).RolePrivileges).toEqual([]);
    },
  },
  {
    name: "lets a team's members act on the team's rows",
    fact: "issue 3 part 5: teams",
    run: async () => {
      const unit = (await admin.row(`systemusers(${people.americas})?$select=_businessunitid_value`))
        ._businessunitid_value;
      const team = await admin.create("teams", {
        name: "Tigers",
        teamtype: 0,
        "businessunitid@odata.bind": `/businessunits(${unit})`,
      });
      const id = await admin.create("leads", { subject: "Team's", "ownerid@odata.bind": `/teams(${team})` });
      const row = await admin.row(`leads(${id})`);
      expect([row._ownerid_value, row._owningteam_value, row._owninguser_value]).toEqual([team, team, null]);
      expect((await seller.get(`leads(${id})`)).status).toBe(403);
      await admin.post(`teams(${team})/teammembership_association/$ref`, {
        "@odata.id": `systemusers(${people.seller})`,
      });
      expect((await seller.get(`leads(${id})`)).status).toBe(200);
      expect((await seller.patch(`leads(${id})`, { subject: "Changed" })).status).toBe(204);
    },
  },
  {
    name: "needs Assign to give a row away, and reaches it no more afterwards",
    fact: "issue 3 part 5: ownership",
    run: async () => {
      const id = await seller.create("leads", { subject: "Given" });
      expect(
        (await seller.patch(`leads(${id})`, { "ownerid@odata.bind": `/systemusers(${people.americas})` })).status,
      ).toBe(204);
      expect((await seller.get(`leads(${id})`)).status).toBe(403);
      const other = await admin.as("noaccounts").create("leads", { subject: "Colleague's" });
      expect(
        (await seller.patch(`leads(${other})`, { "ownerid@odata.bind": `/systemusers(${people.seller})` })).code,
      ).toBe("0x80048306");
    },
  },
  {
    name: "needs AppendTo on the row that a lookup points to",
    fact: "sales-qualification.md §1.2 privileges",
    run: async () => {
      const foreign = await admin.as("americas").create("leads", { subject: "Far" });
      const answer = await seller.post("opportunities", {
        name: "A",
        "originatingleadid@odata.bind": `/leads(${foreign})`,
      });
      expect([answer.status, answer.code]).toEqual([403, "0x80048306"]);
      expect(answer.message).toContain("AppendToAccess");
    },
  },
  {
    name: "needs Read to get the representation back",
    fact: `${wire} §2.4`,
    run: async () => {
      const answer = await seller.post("leads", {
        subject: "A",
        "ownerid@odata.bind": `/systemusers(${people.americas})`,
      });
      // A seller creates own rows only: an owner out of reach is refused at once.
      expect([answer.status, answer.code]).toEqual([403, "0x80040220"]);
    },
  },
  {
    name: "adds privileges to a role, at once",
    fact: "issue 3 part 3: AddPrivilegesRole",
    run: async () => {
      const roles = (
        await admin.row("roles?$filter=name eq 'Salesperson (read only)' and parentrootroleid/roleid ne null")
      ).value as { roleid: string; _parentrootroleid_value: string }[];
      const role = roles[0]?._parentrootroleid_value ?? roles[0]?.roleid;
      const privileges = (await admin.row("privileges?$filter=name eq 'prvCreateCompetitor'")).value as {
        privilegeid: string;
      }[];
      expect((await admin.as("reader").post("competitors", { name: "C" })).status).toBe(403);
      const added = await admin.post(`roles(${role})/Microsoft.Dynamics.CRM.AddPrivilegesRole`, {
        Privileges: [{ PrivilegeId: privileges[0]?.privilegeid, Depth: "Global" }],
      });
      expect(added.status).toBe(204);
      expect((await admin.as("reader").post("competitors", { name: "C" })).status).toBe(204);
    },
  },
  {
    name: "hides and protects secured columns from those without a profile",
    fact: "issue 3 part 5: column security",
    run: async () => {
      const { catalog } = sandbox.dataverse.env;
      const column = catalog.column("lead", "sic");
      if (!column) throw new Error("lead.sic is missing");
      catalog.putColumn("lead", { ...column, isSecured: true });
      const id = keyOf(
        await admin.post("leads", {
          subject: "S",
          sic: "1234",
          "ownerid@odata.bind": `/systemusers(${people.seller})`,
        }),
      );
      expect((await admin.row(`leads(${id})`)).sic).toBe("1234");
      expect((await seller.row(`leads(${id})`)).sic).toBeNull();
      expect((await seller.row(`leads?$filter=sic eq '1234'`)).value).toEqual([]);
      const denied = await seller.patch(`leads(${id})`, { sic: "9" });
      expect([denied.status, denied.code]).toEqual([403, "0x8004f508"]);
      const rights = `systemusers(${people.seller})/Microsoft.Dynamics.CRM.RetrievePrincipalAttributePrivileges()`;
      expect((await seller.row(rights)).AttributePrivileges).toEqual([]);
      const profile = await admin.create("fieldsecurityprofiles", { name: "SIC" });
      await admin.create("fieldpermissions", {
        entityname: "lead",
        attributelogicalname: "sic",
        canread: 4,
        canupdate: 0,
        cancreate: 0,
        "fieldsecurityprofileid@odata.bind": `/fieldsecurityprofiles(${profile})`,
      });
      await admin.post(`systemusers(${people.seller})/systemuserprofiles_association/$ref`, {
        "@odata.id": `fieldsecurityprofiles(${profile})`,
      });
      expect((await seller.row(`leads(${id})`)).sic).toBe("1234");
      expect((await seller.patch(`leads(${id})`, { sic: "9" })).status).toBe(403);
      const definition = await seller.row("EntityDefinitions(LogicalName='lead')/Attributes(LogicalName='sic')");
      expect(definition.IsSecured).toBe(true);
      expect((await seller.row(rights)).AttributePrivileges).toEqual([
        { AttributeId: definition.MetadataId, CanRead: 4, CanCreate: 0, CanUpdate: 0 },
      ]);
      catalog.putColumn("lead", column);
    },
  },
];

declareCases("security", cases);
