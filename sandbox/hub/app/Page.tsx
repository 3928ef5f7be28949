import * as React from "react";
import { Text } from "@fluentui/react-components";
import { ViewPage } from "../views/ViewPage";
import type { HubPage } from "../xrm/host";
import { useHub } from "./context";
import { FormPage, Later, SearchPage, SolutionsPage } from "./lazy-pages";
import { routeOf, PageSlot } from "./pages";
import type { Route } from "./routes";
import { WebResourcePage } from "./WebResourcePage";

interface PageProps {
  readonly route: Route;
  readonly slot: PageSlot;
}

/** The page that a route names. Keys start a page anew when it shows something else. */
export function Page({ route, slot }: PageProps): React.ReactElement {
  switch (route.page) {
    case "entitylist":
      return <ViewPage key={route.table} route={route} />;
    case "entityrecord":
      return (
        <Later>
          <FormPage route={route} slot={slot} />
        </Later>
      );
    case "webresource":
      return <WebResourcePage key={route.name} name={route.name} data={route.data} />;
    case "search":
      return (
        <Later>
          <SearchPage key={route.text} text={route.text} />
        </Later>
      );
    case "solutions":
      return (
        <Later>
          <SolutionsPage />
        </Later>
      );
    case "home":
      return <HomePage />;
  }
}

/** A page inside a dialog or a side pane. */
export function DialogPage({ page }: { readonly page: HubPage }): React.ReactElement {
  const slot = React.useRef(new PageSlot()).current;

  return <Page route={routeOf(page)} slot={slot} />;
}

/** Leads when the app has them, for they are what this hub is about; else the first entry of the site map. */
function HomePage(): React.ReactElement {
  const { session, navigator, t } = useHub();
  const entries = session.areas.flatMap((area) => area.groups.flatMap((group) => group.entries));
  const first = entries.find((entry) => entry.table === "lead") ?? entries[0];

  React.useEffect(() => {
    if (first) {
      void navigator.go(first.route, { replace: true });
    }
  }, [first, navigator]);

  return <Text>{first ? t("loading") : t("unknownPage")}</Text>;
}
