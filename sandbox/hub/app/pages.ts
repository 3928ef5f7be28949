import type { FormModel } from "../form-model";
import type { HubHost, HubPage } from "../xrm/host";
import type { Navigator } from "./navigator";
import type { Route } from "./routes";
import type { Session } from "./session";
import type { ThemeName } from "./theme";

/** The form in the main area; scripts ask for it, pages set it. */
export class PageSlot {
  form: FormModel | undefined;
}

/** What the client API gets of the shell. */
export function createHost(session: Session, navigator: Navigator, slot: PageSlot, theme: () => ThemeName): HubHost {
  return {
    user: session.user,
    app: session.app,
    organization: session.organization,
    get theme() {
      return theme();
    },
    async showPage(page) {
      const left = await navigator.go(routeOf(page));
      if (!left) {
        throw new Error("The user stayed on the page because of unsaved changes.");
      }
    },
    currentPage: () => pageOf(navigator.route),
    currentForm: () => slot.form,
    goBack: () => navigator.back(),
  };
}

/** The route of a page that a script names (facts/solution-package.md §4.3). */
export function routeOf(page: HubPage): Route {
  switch (page.pageType) {
    case "entitylist":
      return { page: "entitylist", table: page.entityName, viewId: page.viewId };
    case "entityrecord":
      return {
        page: "entityrecord",
        table: page.entityName,
        id: page.entityId,
        formId: page.formId,
        data: page.data,
        createFrom: page.createFromEntity && {
          table: page.createFromEntity.entityType,
          id: page.createFromEntity.id,
          name: page.createFromEntity.name,
        },
        tab: page.tabName,
      };
    case "webresource":
      return { page: "webresource", name: page.webresourceName, data: page.data };
    default:
      throw new Error(`The hub cannot show a page of the type "${page.pageType}".`);
  }
}

/** The page that a route shows, in a script's terms. */
export function pageOf(route: Route): HubPage {
  switch (route.page) {
    case "entitylist":
      return { pageType: "entitylist", entityName: route.table, viewId: route.viewId };
    case "entityrecord":
      return { pageType: "entityrecord", entityName: route.table, entityId: route.id, formId: route.formId };
    case "webresource":
      return { pageType: "webresource", webresourceName: route.name, data: route.data };
    default:
      return { pageType: "dashboard" } as HubPage;
  }
}
