/** `context.factory.getPopupService()`: elements of a control shown above the page. */
type Popup = ComponentFramework.FactoryApi.Popup.Popup;

interface Shown {
  popup: Popup;
  holder?: HTMLElement;
}

export function createPopupService(): ComponentFramework.FactoryApi.Popup.PopupService {
  const popups = new Map<string, Shown>();
  let id = "";
  const close = (name: string): void => {
    const shown = popups.get(name);
    shown?.holder?.remove();
    if (shown) shown.holder = undefined;
  };
  const open = (name: string): void => {
    const shown = popups.get(name);
    if (!shown || shown.holder) return;
    const holder = document.createElement("div");
    holder.id = shown.popup.id ?? id;
    holder.style.cssText = "position:fixed;inset:0;display:grid;place-items:center;z-index:1000000";
    if (shown.popup.closeOnOutsideClick) {
      holder.addEventListener("click", (event) => {
        if (event.target === holder) close(name);
      });
    }
    holder.append(shown.popup.content);
    document.body.append(holder);
    shown.holder = holder;
  };
  return {
    createPopup: (popup) => {
      popups.set(popup.name, { popup });
      if (popup.popupToOpen) open(popup.popupToOpen);
    },
    openPopup: open,
    closePopup: close,
    updatePopup: (name, popup) => {
      const wasOpen = popups.get(name)?.holder !== undefined;
      close(name);
      popups.set(name, { popup });
      if (wasOpen) open(name);
    },
    deletePopup: (name) => {
      close(name);
      popups.delete(name);
    },
    setPopupsId: (value) => {
      id = value;
    },
    getPopupsId: () => id,
  };
}
