import { loadTable } from "../form-model";
import { primeView } from "../views/use-view";
import type { Route } from "./routes";

/** The table that the start page shows. */
const HOME_TABLE = "lead";

/**
 * Asks for what the first page needs while the session is still being read: definitions, views, and the first rows. What fails
 * here fails again, and is said, where it is needed.
 */
export function prefetch(route: Route): void {
  switch (route.page) {
    case "home":
      primeView({ table: HOME_TABLE }).catch(() => undefined);
      break;
    case "entitylist":
      primeView({ table: route.table, viewId: route.viewId, search: route.search }).catch(() => undefined);
      break;
    case "entityrecord":
      loadTable(route.table).catch(() => undefined);
      break;
    default:
      break;
  }
}
