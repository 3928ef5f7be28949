/** `Xrm.App`: notifications of the app and side panes. */
import { dialogs, type SidePane } from "../dialogs/store";
import type { HubPage } from "./host";
import { openScriptedForm } from "./forms";
import { requestOf } from "./navigation";

function addGlobalNotification(notification: Xrm.App.Notification): Promise<string> {
  const id = crypto.randomUUID();
  const { action, level, message, showCloseButton = false } = notification;
  dialogs.notify({
    id,
    level,
    message,
    showClose: showCloseButton,
    action: action && { label: action.actionLabel ?? "Open", run: action.eventHandler },
  });
  return Promise.resolve(id);
}

function clearGlobalNotification(id: string): Promise<string> {
  dialogs.clearNotification(id);
  return Promise.resolve(id);
}

function createPane(options: Xrm.App.PaneOptions = {}): Promise<Xrm.App.PaneObject> {
  const pane: SidePane = {
    id: options.paneId ?? crypto.randomUUID(),
    title: options.title ?? "",
    canClose: options.canClose ?? true,
    imageSrc: options.imageSrc,
    hideHeader: options.hideHeader ?? false,
    width: options.width ?? 340,
    hidden: options.hidden ?? false,
    alwaysRender: options.alwaysRender ?? false,
  };
  dialogs.addPane(pane, options.isSelected ?? true);
  return Promise.resolve(paneObject(pane));
}

const objects = new WeakMap<SidePane, Xrm.App.PaneObject>();

/** The properties of the object are those of the pane: setting one draws it anew. */
function paneObject(pane: SidePane): Xrm.App.PaneObject {
  const known = objects.get(pane);
  if (known) return known;

  const object = {
    paneId: pane.id,
    alwaysRender: pane.alwaysRender,
    close: () => dialogs.closePane(pane.id),
    select: () => dialogs.selectPane(pane.id),
    navigate: (page: HubPage) => showInPane(pane, page),
  };
  for (const property of ["title", "canClose", "imageSrc", "width", "hidden", "badge"] as const) {
    Object.defineProperty(object, property, {
      enumerable: true,
      get: () => pane[property],
      set: (value: never) => {
        pane[property] = value;
        dialogs.changed();
      },
    });
  }
  const typed = object as unknown as Xrm.App.PaneObject;
  objects.set(pane, typed);
  return typed;
}

async function showInPane(pane: SidePane, page: HubPage): Promise<void> {
  pane.page = page;
  pane.form = undefined;
  if (page.pageType === "entityrecord") {
    pane.form = await openScriptedForm(requestOf(page), () => ({
      close: () => dialogs.closePane(pane.id),
      openForm: (request) => {
        showInPane(pane, { ...request, pageType: "entityrecord" } as HubPage).catch(() => undefined);
      },
    }));
  }
  dialogs.changed();
}

const sidePanes = {
  get state(): number {
    return dialogs.paneState;
  },
  set state(state: number) {
    dialogs.paneState = state;
    dialogs.changed();
  },
  createPane,
  getAllPanes: () => dialogs.panes.map(paneObject),
  getPane: (id: string) => {
    const pane = dialogs.panes.find((other) => other.id === id);
    return pane && paneObject(pane);
  },
  getSelectedPane: () => {
    const pane = dialogs.panes.find(({ id }) => id === dialogs.selectedPane);
    return pane && paneObject(pane);
  },
};

export const app = { addGlobalNotification, clearGlobalNotification, sidePanes };
