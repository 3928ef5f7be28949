import { readQualifyContext } from "../../../core/plan/read-context";
import { defaultProfile } from "../../../core/profile/defaults";
import { writeProfile } from "../../../core/profile/read";
import { readRequest } from "../../../pcf-controls/ui/request";
import {
  areAllClosed,
  areAllOpen,
  disqualifyFromForm,
  never,
  qualifyFromForm,
  qualifyFromGrid,
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
