import { dialogs } from "../../../sandbox/hub/dialogs/store";
import { attributeOf } from "../../../sandbox/hub/xrm/form-attribute";
import { formContextOf } from "../../../sandbox/hub/xrm/form-context";
import { navigation } from "../../../sandbox/hub/xrm/navigation";
import { findFunction, startFormScripts } from "../../../sandbox/hub/xrm/scripts";
import { composeRequest } from "../../../sandbox/hub/xrm/web-api-request";
import { idFromAddress, webApi } from "../../../sandbox/hub/xrm/web-api";
import { timeZoneOffset } from "../../../sandbox/hub/xrm/global-context";
import { encoding } from "../../../sandbox/hub/xrm/encoding";
import { dateFormats } from "../../../sandbox/hub/xrm/date-formats";
import { leadFormXml, leadId, leadRow, makeForm, makeHost, serveRequests, type SeenRequest } from "./support";

const answer = (request: SeenRequest) => {
  if (request.path.startsWith("systemforms?")) {
    return {
      json: {
        value: [
          {
            formid: "f1",
            name: "Lead",
            objecttypecode: "lead",
            type: 2,
            formxml: leadFormXml.replace(/<Library [^>]*>/, "").replace(/libraryName="[^"]*"/g, 'libraryName=""'),
          },
        ],
      },
    };
  }
  if (request.method === "GET" && request.path.startsWith("leads(")) return { json: leadRow };
  if (request.method === "POST" && request.path === "leads") {
    return { status: 204, headers: { "OData-EntityId": `http://localhost/api/data/v9.2/leads(${leadId})` } };
  }
  return request.method === "GET" ? undefined : { status: 204 };
};

let host: ReturnType<typeof makeHost>;
beforeEach(() => {
  host = makeHost();
  serveRequests(answer);
  Object.assign(window, { Test: { onLoad: () => undefined, onChange: () => undefined, onSave: () => undefined } });
});

describe("Xrm.WebApi", () => {
  test("creates, and gives back the key from the header", async () => {
    expect(await webApi.createRecord("lead", { subject: "x" })).toEqual({ entityType: "lead", id: leadId });
    expect(idFromAddress("http://x/leads(ABC)")).toBe("abc");
  });

  test("rejects with the code as a number", async () => {
    serveRequests(() => ({
      status: 404,
      json: { error: { code: "0x80040217", message: "lead With Id = x Does Not Exist" } },
    }));
    await expect(webApi.retrieveRecord("lead", leadId)).rejects.toMatchObject({
      errorCode: 0x80040217,
      message: "lead With Id = x Does Not Exist",
    });
  });

  test("reads pages and encodes FetchXml that is not", async () => {
    const seen = serveRequests(() => ({ json: { value: [leadRow], "@odata.nextLink": "http://x/next" } }));
    const result = await webApi.retrieveMultipleRecords("lead", "?fetchXml=<fetch top='1'/>", 5);
    expect(result.entities).toHaveLength(1);
    expect(result.nextLink).toBe("http://x/next");
    expect(seen[0]?.headers.Prefer).toContain("odata.maxpagesize=5");
    expect(seen[0]?.path).toBe("leads?fetchXml=<fetch top='1'/>");
  });

  test("calls a bound action by the namespace and an unbound one without", async () => {
    const qualify = await composeRequest({
      entity: { entityType: "lead", id: `{${leadId.toUpperCase()}}` },
      CreateAccount: true,
      OpportunityCustomerId: { entityType: "account", id: "A1" },
      getMetadata: () => ({
        boundParameter: "entity",
        operationType: 0,
        operationName: "QualifyLead",
        parameterTypes: {
          entity: { typeName: "mscrm.lead", structuralProperty: 5 },
          CreateAccount: { typeName: "Edm.Boolean", structuralProperty: 1 },
          OpportunityCustomerId: { typeName: "mscrm.crmbaseentity", structuralProperty: 5 },
        },
      }),
    });
    expect(qualify).toMatchObject({ method: "POST", path: `leads(${leadId})/Microsoft.Dynamics.CRM.QualifyLead` });
    expect(JSON.parse(qualify.body ?? "")).toEqual({
      CreateAccount: true,
      OpportunityCustomerId: { "@odata.type": "Microsoft.Dynamics.CRM.account", accountid: "a1" },
    });
    const who = await composeRequest({
      getMetadata: () => ({ boundParameter: null, operationType: 1, operationName: "WhoAmI", parameterTypes: {} }),
    });
    expect(who).toMatchObject({ method: "GET", path: "WhoAmI()" });
  });

  test("writes the parameters of functions as literals of their type", async () => {
    const composed = await composeRequest({
      Text: "O'Brien",
      Id: `{${leadId}}`,
      Kind: 1,
      Target: { entityType: "lead", id: leadId },
      getMetadata: () => ({
        boundParameter: null,
        operationType: 1,
        operationName: "Find",
        parameterTypes: {
          Text: { typeName: "Edm.String", structuralProperty: 1 },
          Id: { typeName: "Edm.Guid", structuralProperty: 1 },
          Kind: {
            typeName: "mscrm.TargetFieldType",
            structuralProperty: 3,
            enumProperties: [{ name: "ValidForCreate", value: 1 }],
          },
          Target: { typeName: "mscrm.lead", structuralProperty: 5 },
        },
      }),
    });
    expect(decodeURIComponent(composed.path)).toBe(
      `Find(Text=@p1,Id=@p2,Kind=@p3,Target=@p4)?@p1='O''Brien'&@p2=${leadId}&@p3=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'&@p4={"@odata.id":"leads(${leadId})"}`,
    );
  });

  test("names the offline members that are not there", async () => {
    await expect(webApi.offline.createRecord()).rejects.toThrow("Xrm.WebApi.offline.createRecord is not available");
  });
});

describe("formContext", () => {
  test("is the same object every time, and so are its parts", async () => {
    const form = await makeForm();
    const context = formContextOf(form);
    expect(formContextOf(form)).toBe(context);
    expect(context.getAttribute("subject")).toBe(context.data.entity.attributes.get("subject"));
    expect(context.getControl("subject")?.getName()).toBe("subject");
    expect(context.getAttribute("nothing")).toBeNull();
    expect(context.getAttribute().length).toBe(form.attributes.size);
  });

  test("setValue is silent, fireOnChange is not, and a handler is there once", async () => {
    const form = await makeForm();
    const attribute = formContextOf(form).getAttribute<Xrm.Attributes.StringAttribute>("companyname");
    const heard: unknown[] = [];
    const handler = (context: Xrm.Events.EventContext): void =>
      void heard.push((context.getEventSource() as Xrm.Attributes.Attribute).getName());
    attribute?.addOnChange(handler);
    attribute?.addOnChange(handler);
    attribute?.setValue("Other");
    expect(heard).toEqual([]);
    attribute?.fireOnChange();
    expect(heard).toEqual(["companyname"]);
    attribute?.removeOnChange(handler);
    attribute?.fireOnChange();
    expect(heard).toHaveLength(1);
  });

  test("refuses values of the wrong kind and names the column", async () => {
    const form = await makeForm();
    const set = (name: string, value: unknown) => () =>
      form.attributes.get(name) && attributeOf(form, form.attributes.get(name) as never).setValue(value);
    expect(set("parentaccountid", "x")).toThrow(
      "setValue of parentaccountid: the value must be a list of lookup values",
    );
    expect(set("estimatedclosedate", "2026-01-01")).toThrow("must be a Date");
    expect(set("subject", 5)).toThrow("must be text");
  });

  test("choices have options, text and narrowing by control", async () => {
    const context = formContextOf(await makeForm());
    const attribute = context.getAttribute<Xrm.Attributes.OptionSetAttribute>("leadqualitycode");
    const control = context.getControl<Xrm.Controls.OptionSetControl>("leadqualitycode");
    expect(attribute?.getText()).toBe("Hot");
    control?.removeOption(1);
    expect(control?.getOptions()).toEqual([{ value: 2, text: "Warm" }]);
    control?.addOption({ value: 1, text: "Hot" }, 0);
    expect(control?.getOptions()[0]?.value).toBe(1);
    expect(attribute?.getOptions()).toHaveLength(2);
  });

  test("sections, tabs, header and notifications reach the model", async () => {
    const form = await makeForm();
    const { ui } = formContextOf(form);
    ui.tabs.get("details")?.setVisible(true);
    ui.tabs.get("details")?.setFocus();
    ui.headerSection.setTabNavigatorVisible(false);
    ui.setFormNotification("careful", "WARNING", "n1");
    expect(form.currentTab?.definition.name).toBe("details");
    expect(form.chrome.tabNavigator).toBe(false);
    expect(form.notifications).toEqual([{ id: "n1", level: "WARNING", message: "careful" }]);
    expect(ui.clearFormNotification("n1")).toBe(true);
    expect(ui.tabs.get("general")?.sections.get("main")?.controls.getLength()).toBe(7);
  });

  test("save rejects with the reason, and tells the person on the form", async () => {
    const form = await makeForm();
    formContextOf(form).getAttribute("subject")?.setValue(null);
    await expect(formContextOf(form).data.save()).rejects.toMatchObject({
      message: "Topic: required fields must be filled in.",
    });
    expect(form.notifications[0]?.level).toBe("ERROR");
  });

  test("handlers of onsave may prevent it", async () => {
    const seen = serveRequests(answer);
    const form = await makeForm();
    const context = formContextOf(form);
    context.data.entity.addOnSave((event: Xrm.Events.SaveEventContext) => event.getEventArgs().preventDefault());
    context.getAttribute("subject")?.setValue("Other");
    await expect(context.data.save()).rejects.toMatchObject({ message: "The save was prevented." });
    expect(seen.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("scripts of a form", () => {
  test("onload gets the execution context and its arguments, onchange runs on entry only", async () => {
    const heard: unknown[] = [];
    Object.assign(window, {
      Test: {
        onLoad: (context: Xrm.Events.EventContext, ...rest: unknown[]) =>
          heard.push(["load", context.getFormContext().data.entity.getEntityName(), ...rest]),
        onChange: (context: Xrm.Events.EventContext) => heard.push(["change", context.getDepth()]),
        onSave: () => heard.push(["save"]),
      },
    });
    const form = await makeForm();
    const definition = {
      ...form.definition,
      libraries: [],
      events: form.definition.events.map((event) => ({
        ...event,
        handlers: event.handlers.map((handler) => ({ ...handler, libraryName: "" })),
      })),
    };
    const scripted = await makeForm({ definition });
    await startFormScripts(scripted);
    scripted.attributes.get("companyname")?.setValue("a");
    scripted.attributes.get("companyname")?.enter("b");
    await scripted.save();
    expect(heard).toEqual([["load", "lead", "a", 2], ["change", 1], ["save"]]);
  });

  test("functions are found with their owner", () => {
    Object.assign(window, {
      Deep: {
        er: {
          text: "x",
          read(this: { text: string }) {
            return this.text;
          },
        },
      },
    });
    expect(findFunction("Deep.er.read")?.()).toBe("x");
    expect(findFunction("Deep.nothing.read")).toBeUndefined();
  });
});

describe("Xrm.Navigation", () => {
  const page = { pageType: "entityrecord" as const, entityName: "lead", data: { subject: "From data" } };

  test("a form dialog resolves with the record that was made in it", async () => {
    const done = navigation.navigateTo(page, { target: 2, width: { value: 50, unit: "%" } });
    await until(() => dialogs.dialogs.length === 1);
    const [dialog] = dialogs.dialogs;
    if (dialog?.content.kind !== "form") throw new Error("no form dialog");
    expect(dialog.content.form.attributes.get("subject")?.value).toBe("From data");
    expect(dialog.size.width).toEqual({ value: 50, unit: "%" });
    await formContextOf(dialog.content.form).data.save();
    formContextOf(dialog.content.form).ui.close();
    expect(await done).toEqual({ savedEntityReference: [{ id: leadId, entityType: "lead", name: "Ada Lovelace" }] });
  });

  test("a form that is closed without saving resolves with nothing", async () => {
    const done = navigation.navigateTo(page, { target: 2 });
    await until(() => dialogs.dialogs.length === 1);
    dialogs.dialogs[0]?.close();
    expect(await done).toBeUndefined();
  });

  test("inline pages are the shell's, lists never a dialog", async () => {
    await navigation.navigateTo({ pageType: "entitylist", entityName: "lead" });
    expect(host.shown).toEqual([{ pageType: "entitylist", entityName: "lead" }]);
    await expect(
      navigation.navigateTo({ pageType: "entitylist", entityName: "lead" }, { target: 2 }),
    ).rejects.toMatchObject({
      message: "A list can only be shown inline, not in a dialog (navigateTo).",
    });
  });

  test("confirm resolves with the answer, also when the dialog is dismissed", async () => {
    const yes = navigation.openConfirmDialog({ text: "Sure?" });
    dialogs.dialogs[0]?.close({ confirmed: true });
    expect(await yes).toEqual({ confirmed: true });
    const gone = navigation.openConfirmDialog({ text: "Sure?" });
    dialogs.dialogs[0]?.close();
    expect(await gone).toEqual({ confirmed: false });
  });
});

describe("user and formats", () => {
  test("the zone's offset follows summer time", () => {
    expect(timeZoneOffset(new Date("2026-07-01T12:00:00Z"))).toBe(120);
    expect(timeZoneOffset(new Date("2026-12-01T12:00:00Z"))).toBe(60);
  });

  test("date patterns are those of the locale", () => {
    expect(dateFormats("en-US")).toMatchObject({
      ShortDatePattern: "M/d/yyyy",
      ShortTimePattern: "h:mm tt",
      FirstDayOfWeek: 0,
      AmDesignator: "AM",
    });
    expect(dateFormats("de-DE")).toMatchObject({
      ShortDatePattern: "d.M.yyyy",
      ShortTimePattern: expect.stringMatching(/^HH?:mm$/) as string,
      DateSeparator: ".",
    });
  });

  test("encoding is its own inverse", () => {
    const text = `<a href="x">O'Brien & co</a>`;
    expect(encoding.htmlDecode(encoding.htmlEncode(text))).toBe(text);
  });
});

async function until(check: () => boolean): Promise<void> {
  for (let count = 0; count < 200 && !check(); count += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  if (!check()) throw new Error("waited in vain");
}
