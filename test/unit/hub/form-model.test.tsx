import { openForm } from "../../../sandbox/hub/form-model";
import type { SaveEvent } from "../../../sandbox/hub/form-model/save";
import {
  leadDefinition,
  leadFormXml,
  leadId,
  leadRow,
  makeForm,
  serveRequests,
  type MadeAnswer,
  type SeenRequest,
} from "./support";

const rowAnswer = (request: SeenRequest): MadeAnswer | undefined => {
  if (request.method === "GET" && request.path.startsWith("leads(")) return { json: leadRow };
  return request.method === "GET" ? undefined : { status: 204 };
};

describe("FormXml", () => {
  test("takes labels in the user's language, else the base language", () => {
    expect(leadDefinition(1031).tabs[0]?.label).toBe("Allgemein");
    expect(leadDefinition(1036).tabs[0]?.label).toBe("General");
  });

  test("reads sections, columns, custom controls, handlers and parameters", () => {
    const form = leadDefinition();
    expect(form.tabs[0]?.columns[0]?.sections[0]?.columns).toBe(2);
    expect(form.customControls.get("u1")?.[1]?.parameters).toEqual([
      { name: "value", type: undefined, isStatic: false, value: "subject" },
      { name: "loud", type: "TwoOptions", isStatic: true, value: "true" },
      { name: "mode", type: "Enum", isStatic: true, value: "b" },
    ]);
    expect(form.events[0]?.handlers[0]).toMatchObject({
      functionName: "Test.onLoad",
      parameters: ["a", 2],
      passExecutionContext: true,
    });
    expect(form.libraries).toEqual(["abc_/test.js"]);
    expect(form.parameters).toEqual([{ name: "abc_request", type: "SafeString" }]);
  });
});

describe("a form with its record", () => {
  beforeEach(() => serveRequests(rowAnswer));

  test("has the values in the types of the client API", async () => {
    const form = await makeForm();
    const valueOf = (name: string) => form.attributes.get(name)?.value;
    expect(valueOf("subject")).toBe("Engine");
    expect(valueOf("parentaccountid")).toEqual([
      { id: "99999999-2222-3333-4444-555555555555", name: "Contoso", entityType: "account" },
    ]);
    expect((valueOf("estimatedclosedate") as Date).getDate()).toBe(24);
    expect(valueOf("customerid")).toBeNull();
    expect(form.formType).toBe(2);
  });

  test("is disabled when the record is not active", async () => {
    const form = await makeForm({ row: { ...leadRow, statecode: 2 } });
    expect(form.formType).toBe(4);
    expect(form.controls.get("subject")?.isReadOnly).toBe(true);
  });

  test("is dirty while a value differs, and clean when it is typed back", async () => {
    const form = await makeForm();
    const subject = form.attributes.get("subject");
    subject?.enter("Other");
    expect(form.isDirty).toBe(true);
    subject?.enter("Engine");
    expect(form.isDirty).toBe(false);
  });

  test("is not dirty by a column that is never sent", async () => {
    const form = await makeForm();
    const subject = form.attributes.get("subject");
    if (subject) subject.submitMode = "never";
    subject?.enter("Other");
    expect(form.isDirty).toBe(false);
  });

  test("names the second control of a column and the one of the header as the client API does", async () => {
    const form = await makeForm();
    expect([...form.controls.keys()]).toContain("header_leadqualitycode");
  });

  test("tells a control's listeners when its section's tab appears", async () => {
    const form = await makeForm();
    const hidden = form.controls.get("customerid");
    const [, details] = form.tabs;
    expect(hidden?.isShown).toBe(false);
    if (details) details.visible = true;
    expect(hidden?.isShown).toBe(true);
  });
});

describe("saving", () => {
  test("sends what changed, with lookups bound by their navigation property, and reads the row again", async () => {
    const seen = serveRequests(rowAnswer);
    const form = await makeForm();
    form.attributes.get("subject")?.enter("Engine no. 2");
    form.attributes.get("customerid")?.enter([{ id: "{ABCDEF00-0000-0000-0000-000000000000}", entityType: "contact" }]);
    form.attributes.get("parentaccountid")?.enter(null);
    const outcome = await form.save();

    expect(outcome.state).toBe("saved");
    const write = seen.find(({ method }) => method === "PATCH");
    expect(write?.path).toBe(`leads(${leadId})`);
    expect(JSON.parse(write?.body ?? "")).toEqual({
      subject: "Engine no. 2",
      "customerid_contact@odata.bind": "/contacts(abcdef00-0000-0000-0000-000000000000)",
      parentaccountid: null,
    });
    expect(form.isDirty).toBe(false);
  });

  test("writes nothing without changes, but runs the handlers of onsave", async () => {
    const seen = serveRequests(rowAnswer);
    const form = await makeForm();
    const heard: number[] = [];
    form.listeners.save.add((event) => void heard.push((event as SaveEvent).saveMode));
    expect((await form.save({ saveMode: 16 })).state).toBe("unchanged");
    expect(heard).toEqual([16]);
    expect(seen).toEqual([]);
  });

  test("stops when a handler prevents it, also after waiting", async () => {
    const seen = serveRequests(rowAnswer);
    const form = await makeForm();
    form.attributes.get("subject")?.enter("Other");
    form.listeners.save.add(async (event) => {
      await Promise.resolve();
      (event as SaveEvent).prevented = true;
    });
    expect((await form.save()).state).toBe("prevented");
    expect(seen).toEqual([]);
  });

  test("names the required, the too long and the out of range before anything is sent", async () => {
    const seen = serveRequests(rowAnswer);
    const form = await makeForm();
    form.attributes.get("subject")?.enter(null);
    form.attributes.get("revenue")?.enter(101);
    const outcome = await form.save();
    expect(outcome).toEqual({
      state: "invalid",
      messages: ["Topic: required fields must be filled in.", "Annual Revenue: enter a number between 0 and 100."],
    });
    expect(seen).toEqual([]);
  });

  test("asks about duplicates and insists when the person says so", async () => {
    const tries: string[] = [];
    serveRequests((request) => {
      if (request.method !== "PATCH") return rowAnswer(request);
      const suppress = request.headers["MSCRM.SuppressDuplicateDetection"] ?? "";
      tries.push(suppress);
      return suppress === "true"
        ? { status: 204 }
        : { status: 412, json: { error: { code: "0x80040333", message: "duplicate" } } };
    });
    const form = await makeForm();
    form.confirmDuplicates = () => Promise.resolve(true);
    form.attributes.get("subject")?.enter("Other");
    expect((await form.save()).state).toBe("saved");
    expect(tries).toEqual(["false", "true"]);
  });

  test("keeps the entries when the server refuses, and says why", async () => {
    serveRequests((request) =>
      request.method === "PATCH"
        ? { status: 403, json: { error: { code: "0x80040220", message: "no right" } } }
        : rowAnswer(request),
    );
    const form = await makeForm();
    form.attributes.get("subject")?.enter("Other");
    const outcome = await form.save();
    expect(outcome.state === "failed" && outcome.error.message).toBe("no right");
    expect(form.attributes.get("subject")?.value).toBe("Other");
  });
});

describe("opening a form", () => {
  const form = { formid: "f1", name: "Lead", objecttypecode: "lead", type: 2, formxml: leadFormXml, isdefault: true };
  const options = { userId: "u1", languageId: 1033 };
  const answers = (request: SeenRequest): MadeAnswer | undefined =>
    request.path.startsWith("systemforms?") ? { json: { value: [form] } } : rowAnswer(request);

  test("fills a new record from the opener's data, lookups in each of their ways", async () => {
    serveRequests(answers);
    const opened = await openForm(
      {
        entityName: "lead",
        data: {
          subject: "New",
          leadqualitycode: "2",
          donotemail: "1",
          parentaccountid: "{A1}",
          parentaccountidname: "Contoso",
          abc_request: "x",
        },
      },
      options,
    );
    expect(opened.formType).toBe(1);
    expect(opened.attributes.get("leadqualitycode")?.value).toBe(2);
    expect(opened.attributes.get("donotemail")?.value).toBe(true);
    expect(opened.attributes.get("parentaccountid")?.value).toEqual([
      { id: "a1", name: "Contoso", entityType: "account" },
    ]);
  });

  test("refuses data that is neither a column nor a declared parameter", async () => {
    serveRequests(answers);
    await expect(openForm({ entityName: "lead", data: { nothing: 1 } }, options)).rejects.toThrow(
      '"nothing" is neither a column',
    );
  });

  test("says that a table has no form", async () => {
    serveRequests((request) =>
      request.path.startsWith("systemforms?") ? { json: { value: [] } } : rowAnswer(request),
    );
    await expect(openForm({ entityName: "lead" }, options)).rejects.toThrow("The table lead has no active main form.");
  });
});
