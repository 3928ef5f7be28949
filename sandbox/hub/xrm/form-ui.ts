/** `formContext.ui`. */
import type { FormModel } from "../form-model";
import { itemCollection } from "./collection";
import { commandBars } from "./command-bars";
import { callHandler, createContext, HandlerList, listen, scriptErrors, type Handler } from "./events";
import { tabOf } from "./form-layout";
import { processControlOf } from "./form-process";

type Controls = Xrm.Collection.ItemCollection<Xrm.Controls.Control>;

export function createUi(form: FormModel, controls: Controls): Xrm.Ui {
  const loads = new HandlerList();
  const addLoad = (handler: Handler): void =>
    loads.add(handler, () =>
      listen(form.listeners.load, async () => {
        const args = { getDataLoadState: () => 1, disableAsyncTimeout: () => undefined };
        await callHandler(handler, createContext({ form, source: ui, args }), scriptErrors.report);
      }),
    );
  const removeLoad = (handler: Handler): void => loads.remove(handler);
  const ui = {
    addOnLoad: addLoad,
    removeOnLoad: removeLoad,
    addLoaded: addLoad,
    removeLoaded: removeLoad,
    // Scripts hand over errors as they caught them, too.
    setFormNotification: (message: unknown, level: "ERROR" | "INFO" | "WARNING", id: string) => {
      form.notify({ id, level, message: String(message) });
      return true;
    },
    clearFormNotification: (id: string) => form.clearNotification(id),
    close: () => form.port.close(),
    getFormType: () => form.formType,
    getViewPortHeight: () => window.innerHeight,
    getViewPortWidth: () => window.innerWidth,
    refreshRibbon: () => commandBars.refresh(),
    setFormEntityName: (name: string) => {
      form.titleOverride = name;
      form.changed();
    },
    headerSection: headerSection(form),
    footerSection: {
      getVisible: () => form.chrome.footer,
      setVisible: (visible: boolean) => form.setChrome("footer", visible),
    },
    process: processControlOf(form),
    controls,
    formSelector: formSelector(form),
    navigation: navigation(form),
    tabs: itemCollection(
      () => form.tabs.map((tab) => tabOf(form, tab)),
      (tab) => tab.getName(),
    ),
    quickForms: itemCollection(
      () => controls.get((control: Xrm.Controls.Control) => control.getControlType() === "quickform"),
      (control) => control.getName(),
    ),
  };
  return ui as unknown as Xrm.Ui;
}

function headerSection(form: FormModel): Xrm.Controls.HeaderSection {
  return {
    getBodyVisible: () => form.chrome.body,
    getCommandBarVisible: () => form.chrome.commandBar,
    getTabNavigatorVisible: () => form.chrome.tabNavigator,
    setBodyVisible: (visible) => form.setChrome("body", visible),
    setCommandBarVisible: (visible) => form.setChrome("commandBar", visible),
    setTabNavigatorVisible: (visible) => form.setChrome("tabNavigator", visible),
  };
}

function formSelector(form: FormModel): Xrm.Controls.FormSelector {
  const item = (choice: { readonly id: string; readonly name: string }): Xrm.Controls.FormItem => ({
    getId: () => choice.id,
    getLabel: () => choice.name,
    getVisible: () => !form.hiddenForms.has(choice.id),
    setVisible: (visible) => {
      if (visible) form.hiddenForms.delete(choice.id);
      else form.hiddenForms.add(choice.id);
      form.changed();
    },
    navigate: () => form.port.openForm({ ...form.request, entityId: form.entityId, formId: choice.id }),
  });
  return {
    getCurrentItem: () => item({ id: form.definition.id, name: form.definition.name }),
    items: itemCollection(
      () => form.forms.map(item),
      (choice) => choice.getId(),
    ),
  };
}

function navigation(form: FormModel): Xrm.Controls.Navigation {
  const itemOf = ({ id, label }: { readonly id: string; readonly label?: string }): Xrm.Controls.NavigationItem => {
    return {
      getId: () => id,
      getLabel: () => form.navigationLabels.get(id) ?? label ?? id,
      setLabel: (text) => {
        form.navigationLabels.set(id, text);
        form.changed();
      },
      getVisible: () => !form.hiddenNavigation.has(id),
      setVisible: (visible) => {
        if (visible) form.hiddenNavigation.delete(id);
        else form.hiddenNavigation.add(id);
        form.changed();
      },
      setFocus: () => {
        form.openNavigation?.(id);
      },
    };
  };
  /** What the menu offers, and what the form names beside it. */
  const all = (): Xrm.Controls.NavigationItem[] => {
    const offered = new Set(form.related.map(({ id }) => id));
    return [...form.related, ...form.definition.navigation.filter(({ id }) => !offered.has(id))].map(itemOf);
  };
  return {
    items: itemCollection(all, (item) => item.getId()),
  };
}
