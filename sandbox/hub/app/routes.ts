/**
 * Where the user is. The addresses are those of Dynamics (`/main.aspx?appid=…&pagetype=…`), so that a link that a person or a
 * script writes for a real environment works here.
 */
export type Route =
  | { readonly page: "entitylist"; readonly table: string; readonly viewId?: string; readonly search?: string }
  | {
      readonly page: "entityrecord";
      readonly table: string;
      readonly id?: string;
      readonly formId?: string;
      /** Values of a new row by column, or the form's own parameters. */
      readonly data?: Readonly<Record<string, unknown>>;
      /** The row whose values a new row takes over. */
      readonly createFrom?: { readonly table: string; readonly id: string; readonly name?: string };
      readonly tab?: string;
    }
  | { readonly page: "webresource"; readonly name: string; readonly data?: string }
  | { readonly page: "search"; readonly text: string }
  | { readonly page: "solutions"; readonly solutionId?: string }
  | { readonly page: "home" };

/** A route with the app that it is seen in. */
export interface Place {
  readonly appId?: string;
  readonly route: Route;
}

/** Reads a place from the query of an address. */
export function parsePlace(search: string): Place {
  const query = new URLSearchParams(search);
  const text = (name: string): string | undefined => query.get(name) || undefined;
  const table = text("etn") ?? "";
  const appId = text("appid");

  switch (text("pagetype")) {
    case "entitylist":
      return { appId, route: { page: "entitylist", table, viewId: bare(text("viewid")), search: text("search") } };
    case "entityrecord":
      return {
        appId,
        route: {
          page: "entityrecord",
          table,
          id: bare(text("id")),
          formId: bare(text("formid")),
          data: readData(text("extraqs")),
          createFrom: readData(text("createfrom")) as { table: string; id: string; name?: string } | undefined,
          tab: text("tab"),
        },
      };
    case "webresource":
      return { appId, route: { page: "webresource", name: text("webresourceName") ?? "", data: text("data") } };
    case "search":
      return { appId, route: { page: "search", text: text("searchText") ?? "" } };
    case "solutions":
      return { appId, route: { page: "solutions", solutionId: bare(text("id")) } };
    default:
      return { appId, route: { page: "home" } };
  }
}

/** Writes the address of a place. */
export function formatPlace({ appId, route }: Place): string {
  const query = new URLSearchParams();
  const add = (name: string, value: string | undefined): void => {
    if (value) {
      query.set(name, value);
    }
  };
  add("appid", appId);

  switch (route.page) {
    case "entitylist":
      add("pagetype", "entitylist");
      add("etn", route.table);
      add("viewid", route.viewId);
      add("search", route.search);
      break;
    case "entityrecord":
      add("pagetype", "entityrecord");
      add("etn", route.table);
      add("id", route.id);
      add("formid", route.formId);
      add("extraqs", route.data && JSON.stringify(route.data));
      add("createfrom", route.createFrom && JSON.stringify(route.createFrom));
      add("tab", route.tab);
      break;
    case "webresource":
      add("pagetype", "webresource");
      add("webresourceName", route.name);
      add("data", route.data);
      break;
    case "search":
      add("pagetype", "search");
      add("searchText", route.text);
      break;
    case "solutions":
      add("pagetype", "solutions");
      add("id", route.solutionId);
      break;
    case "home":
      break;
  }

  const text = query.toString();

  return text ? `/main.aspx?${text}` : "/";
}

/** Ids without braces and in lower case, as the Web API writes them. */
export function bare(id: string | undefined): string | undefined {
  return id?.replace(/[{}]/g, "").toLowerCase();
}

function readData(text: string | undefined): Record<string, unknown> | undefined {
  if (!text) {
    return undefined;
  }

  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Dynamics also takes `extraqs=name=value&other=value`.
    return Object.fromEntries(new URLSearchParams(text));
  }
}
