import { loadTable } from "../form-model/metadata";
import { primeRibbon } from "../ribbon/fetch";
import { primeView, type ViewQuery } from "../views/load-view";
import type { Route } from "./routes";

/** The table that the start page shows. */
const HOME_TABLE = "lead";

/**
 * Asks for what the first page needs while the platform's libraries are still being read: definitions, views, and the first rows.
 * Resolves when it is there, or cannot be had: what fails here fails again, and is said, where it is needed.
 */
export async function prefetch(route: Route): Promise<void> {
  try {
    switch (route.page) {
      case "home":
        await primeList({ table: HOME_TABLE });
        break;
      case "entitylist":
        await primeList({ table: route.table, viewId: route.viewId, search: route.search });
        break;
      case "entityrecord":
        primeRibbon(route.table);
        await loadTable(route.table);
        break;
      default:
        break;
    }
  } catch {
    // See above.
  }
}

async function primeList(query: ViewQuery): Promise<void> {
  const rows = primeView(query);
  primeRibbon(query.table);
  await rows;
}
