/** Tabs and sections as the client API shows them. */
import type { FormModel, SectionModel, TabModel } from "../form-model";
import { itemCollection } from "./collection";
import { callHandler, createContext, HandlerList, listen, scriptErrors, type Handler } from "./events";
import { controlOf } from "./form-control";
import { formContextOf } from "./form-context";

const tabs = new WeakMap<TabModel, Xrm.Controls.Tab>();
const sections = new WeakMap<SectionModel, Xrm.Controls.Section>();

export function tabOf(form: FormModel, model: TabModel): Xrm.Controls.Tab {
  let tab = tabs.get(model);
  if (!tab) {
    tab = createTab(form, model);
    tabs.set(model, tab);
  }
  return tab;
}

function createTab(form: FormModel, model: TabModel): Xrm.Controls.Tab {
  const handlers = new HandlerList();
  const tab = {
    addTabStateChange: (handler: Handler) =>
      handlers.add(handler, () =>
        listen(model.stateListeners, () => {
          callHandler(handler, createContext({ form, source: tab }), scriptErrors.report);
        }),
      ),
    removeTabStateChange: (handler: Handler) => handlers.remove(handler),
    getDisplayState: () => (form.currentTab === model ? "expanded" : "collapsed"),
    setDisplayState: (state: "expanded" | "collapsed") => {
      model.displayState = state;
    },
    getName: () => model.definition.name,
    getParent: () => formContextOf(form).ui,
    getLabel: () => model.label,
    setLabel: (label: string) => {
      model.label = label;
    },
    getVisible: () => model.visible,
    setVisible: (visible: boolean) => {
      model.visible = visible;
    },
    setFocus: () => model.focus(),
    getContentType: () => "cardSections",
    setContentType: () => undefined,
    sections: itemCollection(
      () => model.sections.map((section) => sectionOf(form, section)),
      (section) => section.getName(),
    ),
  };
  return tab as unknown as Xrm.Controls.Tab;
}

export function sectionOf(form: FormModel, model: SectionModel): Xrm.Controls.Section {
  let section = sections.get(model);
  if (!section) {
    section = {
      getName: () => model.definition.name,
      getParent: () => (model.tab ? tabOf(form, model.tab) : (null as unknown as Xrm.Controls.Tab)),
      getLabel: () => model.label,
      setLabel: (label: string) => {
        model.label = label;
      },
      getVisible: () => model.visible,
      setVisible: (visible: boolean) => {
        model.visible = visible;
      },
      controls: itemCollection(
        () => model.controls.map((control) => controlOf(form, control)),
        (control) => control.getName(),
      ),
    };
    sections.set(model, section);
  }
  return section;
}
