import type { FormModel } from "../../../sandbox/hub/form-model";
import { loadTable, ProcessModel, type GridPort } from "../../../sandbox/hub/form-model";
import { buildContext } from "../../../sandbox/hub/pcf/context";
import { dataSetOf } from "../../../sandbox/hub/pcf/data-set";
import { parseManifest } from "../../../sandbox/hub/pcf/manifest";
import type { LoadedControl } from "../../../sandbox/hub/pcf/registry";
import { installClientApi } from "../../../sandbox/hub/xrm";
import { createContext } from "../../../sandbox/hub/xrm/events";
import { formContextOf } from "../../../sandbox/hub/xrm/form-context";
import { gridContextOf } from "../../../sandbox/hub/xrm/grid-control";
import { parseForm } from "../../../sandbox/hub/form-model/formxml";
import { leadFormXml, makeForm, makeHost } from "./support";

/** An interface of the typings, and the object that stands for it here; no object: the hub has no such thing. */
export type Surfaces = Readonly<Record<string, object | undefined>>;

const subGrid = `<row><cell id="{g}"><control id="Grid" classid="{E7A81278-8635-4D9E-8D4D-59480B391C5B}"><parameters><ViewId>v1</ViewId></parameters></control></cell></row><row><cell id="{f}"><control id="IFRAME_x" classid="{FD2A7985-3187-444E-908D-6624B21F69C0}"><parameters><Url>about:blank</Url></parameters></control></cell></row><row><cell id="{t}"><control id="Timeline" classid="{06375649-C143-495E-A496-C962E5B4488E}" /></cell></row><row><cell id="{q}"><control id="Quick" classid="{5C5600E0-1D6E-4205-A272-BE80DA87FD42}" /></cell></row>`;

const grid: GridPort = {
  entityName: "lead",
  viewId: "v1",
  rows: [{ id: "r1", name: "Ada", entityName: "lead", values: { fullname: "Ada" } }],
  selectedIds: ["r1"],
  totalCount: 1,
  fetchXml: "<fetch/>",
  refresh: () => Promise.resolve(),
  select: () => undefined,
  openRelated: () => undefined,
  setView: () => undefined,
};

/** A form with one of everything. */
async function everyForm(): Promise<FormModel> {
  const formxml = leadFormXml.replace(
    '</rows></section></sections></column></columns></tab>\n  <tab name="details"',
    `${subGrid}</rows></section></sections></column></columns></tab>\n  <tab name="details"`,
  );
  const row = { formid: "f1", name: "Lead", objecttypecode: "lead", type: 2, formxml };
  const form = await makeForm({
    definition: { ...parseForm(row, 1033), navigation: [{ id: "nav", label: "Related" }] },
  });
  const control = form.controls.get("Grid");
  if (control) control.grid = grid;
  const stages = [
    {
      id: "s1",
      name: "Qualify",
      table: "lead",
      category: 0,
      steps: [{ column: "subject", label: "Topic", required: true }],
    },
  ];
  const process = { id: "p1", name: "Sales", instanceTable: "account", stages };
  form.process = new ProcessModel(
    form,
    process,
    { accountid: "i1", name: "Run", statuscode: 1 },
    await loadTable("account"),
  );
  return form;
}

/** Runs an event and catches the arguments that its handlers get. */
async function eventArguments(form: FormModel): Promise<Record<string, object>> {
  const context = formContextOf(form);
  const caught: Record<string, object> = {};
  const catchAs = (name: string) => (event: unknown) => {
    caught[name] = (event as { getEventArgs(): object }).getEventArgs();
  };
  context.data.entity.addOnSave(catchAs("save") as never);
  context.data.entity.addOnPostSave(catchAs("postSave") as never);
  context.ui.addOnLoad(catchAs("load") as never);
  context.data.addOnLoad(catchAs("dataLoad") as never);
  context.data.process.addOnPreStageChange(catchAs("stage") as never);
  await form.fire("save", { saveMode: 1, prevented: false });
  await form.fire("postsave", { saved: true });
  await form.fire("load", undefined);
  await form.fire("dataload", undefined);
  const stage = form.process?.info.stages[0];
  if (stage)
    for (const listener of form.process?.listeners.prestagechange ?? [])
      listener({ stage, direction: "next", prevented: false });
  return caught;
}

/** `Xrm` and everything that scripts get from it. */
export async function xrmSurfaces(): Promise<Surfaces> {
  const host = makeHost();
  await installClientApi(host);
  const { Xrm: api } = window;
  const form = await everyForm();
  const context = formContextOf(form);
  const { ui, data } = context;
  const attribute = (name: string): object => context.getAttribute(name) as object;
  const control = (name: string): object => context.getControl(name) as object;
  const args = await eventArguments(form);
  const gridControl = context.getControl<Xrm.Controls.GridControl>("Grid");
  const row = gridControl?.getGrid().getRows().get(0);
  const pane = await api.App.sidePanes.createPane({ title: "Pane" });
  const global = api.Utility.getGlobalContext();
  form.controls.get("parentaccountid")?.clickTag({ id: "a", entityType: "account", fieldName: "parentaccountid" });
  return {
    XrmStatic: api,
    Navigation: api.Navigation,
    Utility: api.Utility,
    WebApi: api.WebApi,
    WebApiOnline: api.WebApi.online,
    WebApiOffline: api.WebApi.offline,
    Device: api.Device,
    Encoding: api.Encoding,
    App: api.App,
    "App.PaneObject": pane,
    Panel: api.Panel,
    Mobile: api.Mobile,
    MobileOffline: api.Mobile.offline,
    GlobalContext: global,
    ClientContext: global.client,
    OrganizationSettings: global.organizationSettings,
    UserSettings: global.userSettings,
    DateFormattingInfo: global.userSettings.dateFormattingInfo,
    Calendar: global.userSettings.dateFormattingInfo.Calendar,
    "Collection.ItemCollection": data.attributes,
    FormContext: context,
    Data: data,
    Entity: data.entity,
    Ui: ui,
    "Attributes.Attribute": attribute("subject"),
    "Attributes.StringAttribute": attribute("subject"),
    "Attributes.NumberAttribute": attribute("revenue"),
    "Attributes.BooleanAttribute": attribute("donotemail"),
    "Attributes.DateAttribute": attribute("estimatedclosedate"),
    "Attributes.OptionSetAttribute": attribute("leadqualitycode"),
    "Attributes.MultiSelectOptionSetAttribute": attribute("leadqualitycode"),
    "Attributes.LookupAttribute": attribute("parentaccountid"),
    "Controls.StandardControl": control("subject"),
    "Controls.AutoLookupControl": control("subject"),
    "Controls.StringControl": control("subject"),
    "Controls.NumberControl": control("revenue"),
    "Controls.BooleanControl": control("donotemail"),
    "Controls.DateControl": control("estimatedclosedate"),
    "Controls.OptionSetControl": control("leadqualitycode"),
    "Controls.MultiSelectOptionSetControl": control("leadqualitycode"),
    "Controls.LookupControl": control("parentaccountid"),
    "Controls.GridControl": gridControl ?? undefined,
    "Controls.Grid": gridControl?.getGrid(),
    "Controls.GridRelationship": gridControl?.getRelationship(),
    "Controls.Grid.GridRow": row ?? undefined,
    "Controls.Grid.GridRowData": row?.getData(),
    "Controls.Grid.GridEntity": row?.getData().getEntity(),
    "Controls.ViewSelector": gridContextOf(grid).getViewSelector(),
    "Controls.FramedControl": control("IFRAME_x"),
    "Controls.IframeControl": control("IFRAME_x"),
    "Controls.QuickFormControl": control("Quick"),
    "Controls.TimelineWall": control("Timeline"),
    "Controls.KbSearchControl": undefined,
    "Controls.SilverlightControl": undefined,
    "Controls.Tab": ui.tabs.get("general") ?? undefined,
    "Controls.Section": ui.tabs.get("general")?.sections.get("main") ?? undefined,
    "Controls.HeaderSection": ui.headerSection,
    "Controls.FooterSection": ui.footerSection,
    "Controls.FormSelector": ui.formSelector,
    "Controls.FormItem": ui.formSelector.getCurrentItem(),
    "Controls.Navigation": ui.navigation,
    "Controls.NavigationItem": ui.navigation.items.get("nav") ?? undefined,
    "Controls.ProcessControl": ui.process,
    "ProcessFlow.ProcessManager": data.process,
    "ProcessFlow.Process": data.process.getActiveProcess(),
    "ProcessFlow.Stage": data.process.getActiveStage(),
    "ProcessFlow.Step": data.process.getActiveStage().getSteps().get(0) ?? undefined,
    "Events.EventContext": createContext({ form, source: attribute("subject") }),
    "Events.SaveEventArgumentsAsync": args.save,
    "Events.PostSaveEventArguments": args.postSave,
    "Events.LoadEventArgumentsAsync": args.load,
    "Events.DataLoadEventArguments": args.dataLoad,
    "Events.StageChangeEventArguments": args.stage,
    "Events.StageSelectedEventArguments": args.stage,
    "Events.ProcessStatusChangedEventArguments": args.stage,
    "Events.LookupTagClickEventArguments": tagArguments(form),
  };
}

function tagArguments(form: FormModel): object | undefined {
  let caught: object | undefined;
  const control = form.controls.get("parentaccountid");
  control?.lookup.tagClicks.add((event) => {
    caught = event;
  });
  control?.clickTag({ id: "a", entityType: "account", fieldName: "parentaccountid" });
  return caught;
}

const kinds = ["subject", "revenue", "estimatedclosedate", "donotemail", "leadqualitycode", "parentaccountid"] as const;

/** `context` of a control that is bound to a column of each kind. */
export async function controlSurfaces(): Promise<Surfaces> {
  makeHost();
  const form = await everyForm();
  const manifest = parseManifest(
    `<manifest><control namespace="T" constructor="C" version="1" control-type="virtual">${kinds.map((name) => `<property name="${name}" usage="bound" of-type="SingleLine.Text" />`).join("")}</control></manifest>`,
  );
  const subject = form.controls.get("subject");
  if (!subject) throw new Error("no control");
  const bound = kinds.map((name) => ({ name, isStatic: false, value: name }));
  Object.assign(subject, { custom: { name: "abc_T.C", formFactor: 2, parameters: bound } });
  const loaded: LoadedControl = {
    name: "abc_T.C",
    manifest,
    create: Object as never,
    texts: new Map(),
    address: (path) => path,
  };
  const around = {
    width: 1,
    height: -1,
    setFullScreen: () => undefined,
    trackResize: () => undefined,
    requestRender: () => undefined,
    setState: () => true,
    fireEvent: () => undefined,
  };
  const context = buildContext(form, subject, loaded, around, []);
  const parameters = context.parameters as Record<string, { attributes?: object } & object>;
  const gridControl = form.controls.get("Grid");
  const dataSet = gridControl && dataSetOf(form, gridControl, "rows");
  return {
    Context: context,
    Client: context.client,
    Device: context.device,
    Factory: context.factory,
    "FactoryApi.Popup.PopupService": context.factory.getPopupService(),
    Formatting: context.formatting,
    Mode: context.mode,
    Navigation: context.navigation,
    Resources: context.resources,
    UserSettings: context.userSettings,
    "UserSettingApi.DateFormattingInfo": context.userSettings.dateFormattingInfo,
    "UserSettingApi.NumberFormattingInfo": context.userSettings.numberFormattingInfo,
    "UserSettingApi.Calendar": context.userSettings.dateFormattingInfo.calendar,
    Utility: context.utils,
    WebApi: context.webAPI,
    FluentDesignState: context.fluentDesignLanguage,
    Copilot: context.copilot,
    "PropertyTypes.StringProperty": parameters.subject,
    "PropertyTypes.NumberProperty": parameters.revenue,
    "PropertyTypes.DateTimeProperty": parameters.estimatedclosedate,
    "PropertyTypes.TwoOptionsProperty": parameters.donotemail,
    "PropertyTypes.OptionSetProperty": parameters.leadqualitycode,
    "PropertyTypes.LookupProperty": parameters.parentaccountid,
    "PropertyHelper.FieldPropertyMetadata.StringMetadata": parameters.subject?.attributes,
    "PropertyHelper.FieldPropertyMetadata.DecimalNumberMetadata": parameters.revenue?.attributes,
    "PropertyHelper.FieldPropertyMetadata.DateTimeMetadata": parameters.estimatedclosedate?.attributes,
    "PropertyHelper.FieldPropertyMetadata.OptionSetMetadata": parameters.leadqualitycode?.attributes,
    "PropertyHelper.FieldPropertyMetadata.TwoOptionMetadata": parameters.donotemail?.attributes,
    "PropertyHelper.FieldPropertyMetadata.LookupMetadata": parameters.parentaccountid?.attributes,
    "PropertyTypes.DataSet": dataSet,
    "PropertyHelper.DataSetApi.Paging": dataSet?.paging,
    "PropertyHelper.DataSetApi.Filtering": dataSet?.filtering,
    "PropertyHelper.DataSetApi.Linking": dataSet?.linking,
    "PropertyHelper.DataSetApi.Column": dataSet?.columns[0],
    "PropertyHelper.DataSetApi.EntityRecord": dataSet?.records.r1,
  };
}
