import { readQualifyContext } from "../../../core/plan/read-context";
import { defaultProfile } from "../../../core/profile/defaults";
import { writeProfile } from "../../../core/profile/read";
import { readRequest } from "../../../pcf-controls/ui/request";
import {
  areAllClosed,
  areAllOpen,
  areAllParked,
  disqualifyFromForm,
  isParked,
  never,
  onParkedLoad,
  qualifyFromForm,
  qualifyFromGrid,
  qualifyFromParkedForm,
  qualifyFromParkedGrid,
  reactivateFromGrid,
} from "../../../ribbon/lead";
import { onLoad } from "../../../ribbon/dialog";
import { dialogForms } from "../../../ribbon/request";
import { adaLead, withAda } from "../core/fake-dataverse";

const id = "0d0ad3ab-9e5e-4d0f-8a53-6f6c2d8d1c11";

interface FakeXrm {
  readonly navigateTo: jest.Mock;
  readonly openForm: jest.Mock;
  readonly retrieve: jest.Mock;
}

const salesHub = { appId: "{A1}", displayName: "Sales Hub", uniqueName: "msdynce_saleshub" };

function installXrm(closedLeads: number, app: () => Promise<unknown> = () => Promise.resolve(salesHub)): FakeXrm {
  const navigateTo = jest.fn(() => Promise.resolve());
  const openForm = jest.fn(() => Promise.resolve({}));
  const retrieve = jest.fn(() => Promise.resolve({ entities: Array.from({ length: closedLeads }, () => ({})) }));
  Object.assign(globalThis, {
    Xrm: {
      Navigation: { navigateTo, openForm },
      WebApi: { retrieveMultipleRecords: retrieve },
      Utility: { getGlobalContext: () => ({ userSettings: { languageId: 1031 }, getCurrentAppProperties: app }) },
    },
  });

  return { navigateTo, openForm, retrieve };
}

function leadForm(dirty: boolean, save: () => Promise<void>): { form: Xrm.FormContext; refresh: jest.Mock } {
  const refresh = jest.fn(() => Promise.resolve());
  const entity = { getId: () => `{${id.toUpperCase()}}`, getIsDirty: () => dirty };
  return { form: { data: { entity, save, refresh } } as unknown as Xrm.FormContext, refresh };
}

describe("Qualify on the form", () => {
  test("opens the dialog for this lead and refreshes the form when it is closed", async () => {
    const { navigateTo } = installXrm(0);
    const { form, refresh } = leadForm(false, () => Promise.resolve());
    await qualifyFromForm(form);
    const [page, options] = navigateTo.mock.calls[0] as unknown as [Record<string, unknown>, Record<string, unknown>];
    expect(page).toMatchObject({ pageType: "entityrecord", entityName: "enq_dialog", formId: dialogForms.qualify });
    expect(JSON.parse((page["data"] as { enq_request: string }).enq_request)).toEqual({
      kind: "qualify",
      leadIds: [id],
      app: { id: "a1", name: "msdynce_saleshub" },
    });
    expect(options).toMatchObject({ target: 2, position: 1, title: "Lead qualifizieren" });
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  test("saves typed changes first, and opens nothing when they cannot be saved", async () => {
    const { navigateTo } = installXrm(0);
    const { form } = leadForm(true, () => Promise.reject(new Error("Last name is missing")));
    await qualifyFromForm(form);
    expect(navigateTo).not.toHaveBeenCalled();
  });
});

describe("the app that a command was chosen in", () => {
  test("is left out where there is none, and the dialog opens all the same", async () => {
    const { navigateTo } = installXrm(0, () => Promise.reject(new Error("no app")));
    await qualifyFromForm(leadForm(false, () => Promise.resolve()).form);
    const [page] = navigateTo.mock.calls[0] as unknown as [{ data: { enq_request: string } }];
    expect(JSON.parse(page.data.enq_request)).toEqual({ kind: "qualify", leadIds: [id] });
  });

  test("decides which profile holds, by unique name as by id", async () => {
    const { navigateTo } = installXrm(0);
    await qualifyFromForm(leadForm(false, () => Promise.resolve()).form);
    const [page] = navigateTo.mock.calls[0] as unknown as [{ data: { enq_request: string } }];
    const dataverse = withAda();
    for (const [name, apps] of [
      ["Field Sales", ["fieldsales"]],
      ["Hub", ["msdynce_saleshub"]],
    ] as const) {
      const enq_published = writeProfile({ ...defaultProfile, scope: { ...defaultProfile.scope, apps } });
      dataverse.put("enq_profiles", `p-${name}`, { enq_name: name, enq_priority: 1, enq_version: 1, enq_published });
    }
    const { app } = readRequest(page.data.enq_request) ?? {};
    const reader = { userId: "u", userName: "Seller", now: "2026-11-23T10:00:00Z" };
    const chosen = await readQualifyContext(dataverse, adaLead, { ...reader, ...(app ? { app } : {}) });
    const without = await readQualifyContext(dataverse, adaLead, reader);

    expect(chosen).toMatchObject({ value: { profile: { name: "Hub" } } });
    expect(without).toMatchObject({ value: { profile: { name: "Dynamics 365" } } });
  });
});

describe("Qualify on a view", () => {
  test("hands over every selected lead and refreshes the view", async () => {
    const { navigateTo } = installXrm(0);
    const refresh = jest.fn();
    await qualifyFromGrid({ refresh }, [{ Id: id }]);
    const [page] = navigateTo.mock.calls[0] as unknown as [{ data: { enq_request: string } }];
    expect(JSON.parse(page.data.enq_request)).toMatchObject({ kind: "qualify", leadIds: [id] });
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  test("is enabled only while every selected lead is open, and when that cannot be known", async () => {
    installXrm(0);
    expect(await areAllOpen([id])).toBe(true);
    installXrm(1);
    expect(await areAllOpen([id])).toBe(false);
    installXrm(0).retrieve.mockRejectedValueOnce(new Error("offline"));
    expect(await areAllOpen([id])).toBe(true);
    expect(await areAllOpen([])).toBe(false);
  });
});

describe("Disqualify and Reactivate", () => {
  test.each([
    ["disqualify", () => disqualifyFromForm(leadForm(false, () => Promise.resolve()).form)],
    ["reactivate", () => reactivateFromGrid({ refresh: () => undefined }, [{ Id: id }])],
  ] as const)("%s asks its own dialog", async (kind, run) => {
    const { navigateTo } = installXrm(0);
    await run();
    const [page] = navigateTo.mock.calls[0] as unknown as [{ formId: string; data: { enq_request: string } }];
    expect(page.formId).toBe(dialogForms[kind]);
    expect(JSON.parse(page.data.enq_request)).toMatchObject({ kind, leadIds: [id] });
  });

  test("leads are reactivated only when every one is closed", async () => {
    installXrm(0);
    expect(await areAllClosed([id])).toBe(true);
    installXrm(1);
    expect(await areAllClosed([id])).toBe(false);
  });

  test("Microsoft's own menus do not show beside ours", () => expect(never()).toBe(false));
});

describe("the dialog form", () => {
  function dialogForm(outcome: string): {
    event: Xrm.Events.EventContext;
    change(): void;
    close: jest.Mock;
    calls: string[];
  } {
    const calls: string[] = [];
    let changed = (): void => undefined;
    const close = jest.fn();
    const say = (name: string) => (value: boolean) => void calls.push(`${name} ${String(value)}`);
    const attribute = {
      getValue: () => outcome,
      addOnChange: (handler: () => void) => void (changed = handler),
      setSubmitMode: (mode: string) => void calls.push(mode),
    };
    const form = {
      data: { entity: { attributes: { forEach: (act: (one: typeof attribute) => void) => act(attribute) } } },
      getAttribute: () => attribute,
      ui: {
        close,
        headerSection: {
          setBodyVisible: say("body"),
          setCommandBarVisible: say("commands"),
          setTabNavigatorVisible: say("tabs"),
        },
        footerSection: { setVisible: say("footer") },
      },
    };
    return {
      event: { getFormContext: () => form } as unknown as Xrm.Events.EventContext,
      change: () => changed(),
      close,
      calls,
    };
  }

  test("hides its header, commands, tabs and footer and never saves", () => {
    installXrm(0);
    const { event, calls } = dialogForm("");
    onLoad(event);
    expect(calls).toEqual(["body false", "commands false", "tabs false", "footer false", "never"]);
  });

  test("closes when the control says it is done, and opens the record that the person chose", () => {
    const { openForm } = installXrm(0);
    const { event, change, close } = dialogForm(JSON.stringify({ kind: "open", table: "opportunity", id }));
    onLoad(event);
    change();
    expect(close).toHaveBeenCalledTimes(1);
    expect(openForm).toHaveBeenCalledWith({ entityName: "opportunity", entityId: id });
  });

  test("stays open as long as there is no outcome", () => {
    installXrm(0);
    const { event, change, close } = dialogForm("");
    onLoad(event);
    change();
    expect(close).not.toHaveBeenCalled();
  });
});

describe("Qualify in the queue of parked leads", () => {
  const row = "5e0ad3ab-9e5e-4d0f-8a53-6f6c2d8d1c99";
  const leadOf = (navigateTo: jest.Mock): unknown => {
    const [page] = (navigateTo.mock.calls[0] ?? []) as unknown as [{ data: { enq_request: string } }?];
    return page && (JSON.parse(page.data.enq_request) as { leadIds: unknown }).leadIds;
  };
  function journalForm(stage: number, type = 2) {
    const values: Record<string, unknown> = { enq_stage: stage, enq_leadid: [{ id: `{${id.toUpperCase()}}` }] };
    const attributes = { get: (name: string) => ({ getValue: () => values[name] }) };
    const tab = { setVisible: jest.fn(), setFocus: jest.fn() };
    const refresh = jest.fn(() => Promise.resolve());
    const form = {
      data: { entity: { attributes, getIsDirty: () => false, getId: () => row }, refresh },
      getAttribute: attributes.get,
      ui: { getFormType: () => type, tabs: { get: () => tab } },
    };
    return { form: form as unknown as Xrm.FormContext, tab, refresh };
  }

  test("opens the dialog for the leads of the chosen rows, each once; one that was deleted is left out", async () => {
    const { navigateTo, retrieve } = installXrm(0);
    const rows = [id.toUpperCase(), null, id].map((lead) => ({ _enq_leadid_value: lead }));
    retrieve.mockResolvedValueOnce({ entities: rows });
    const refresh = jest.fn();
    await qualifyFromParkedGrid({ refresh }, [{ Id: `{${row.toUpperCase()}}` }]);
    expect(retrieve.mock.calls[0]).toMatchObject(["enq_qualification", expect.stringContaining(row)]);
    expect(leadOf(navigateTo)).toEqual([id]);
    expect(refresh).toHaveBeenCalledTimes(1);
    retrieve.mockResolvedValueOnce({ entities: [{ _enq_leadid_value: null }] });
    await qualifyFromParkedGrid({ refresh }, [{ Id: row }]);
    expect(navigateTo).toHaveBeenCalledTimes(1);
  });

  test("opens it from the form, and only rows that wait have the command and the tab", async () => {
    const { navigateTo } = installXrm(0);
    const waiting = journalForm(719400003);
    await qualifyFromParkedForm(waiting.form);
    expect(leadOf(navigateTo)).toEqual([id]);
    expect(waiting.refresh).toHaveBeenCalledTimes(1);
    expect([isParked(waiting.form), isParked(journalForm(719400001).form)]).toEqual([true, false]);
    // A row that left the queue is inactive: its form is read-only.
    expect(isParked(journalForm(719400003, 3).form)).toBe(false);
    const done = journalForm(719400001);
    for (const { form } of [waiting, done])
      onParkedLoad({ getFormContext: () => form } as unknown as Xrm.Events.EventContext);
    expect(waiting.tab.setVisible).toHaveBeenCalledWith(true);
    expect(done.tab.setVisible).not.toHaveBeenCalled();
  });

  test("is for rows that wait, all of them", async () => {
    const { retrieve } = installXrm(0);
    expect(await areAllParked([`{${row.toUpperCase()}}`])).toBe(true);
    expect(retrieve.mock.calls[0]).toMatchObject([
      "enq_qualification",
      expect.stringContaining("enq_stage ne 719400003"),
    ]);
    installXrm(1);
    expect(await areAllParked([row])).toBe(false);
  });
});
