import * as React from "react";
import { makeStyles, tokens } from "@fluentui/react-components";
import { DialogHost } from "../dialogs";
import { useObservable } from "../form-model/use-observable";
import { useHub } from "./context";
import { PageBoundary } from "./Failure";
import { Header } from "./Header";
import { FormView, Later, preloadPages } from "./lazy-pages";
import { DialogPage, Page } from "./Page";
import type { PageSlot } from "./pages";
import { formatPlace } from "./routes";
import { SiteMapNav } from "./SiteMapNav";
import { useMediaQuery } from "./use-media-query";

const useStyles = makeStyles({
  root: { height: "100%", display: "flex", flexDirection: "column" },
  skip: {
    position: "absolute",
    insetInlineStart: tokens.spacingHorizontalM,
    top: "-100px",
    zIndex: 10,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    ":focus": { top: tokens.spacingVerticalXS },
  },
  body: { position: "relative", display: "flex", flexGrow: 1, minHeight: 0 },
  main: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalS,
    boxSizing: "border-box",
    outlineStyle: "none",
  },
});

/** Milliseconds: the first page stands by then. */
const PRELOAD_AFTER = 1500;
const COLLAPSED_KEY = "hub.siteMapCollapsed";

/** The frame of every page: header, site map, main area, dialogs. Installs the client API for scripts once. */
export function Shell({ slot }: { readonly slot: PageSlot }): React.ReactElement {
  const styles = useStyles();
  const { navigator, session, t } = useHub();
  const { route } = useObservable(navigator);
  const isNarrow = useMediaQuery("(max-width: 768px)");
  const [isCollapsed, setCollapsed] = React.useState(() => window.localStorage.getItem(COLLAPSED_KEY) === "1");
  const [isOpen, setOpen] = React.useState(false);

  React.useEffect(() => {
    const timer = window.setTimeout(preloadPages, PRELOAD_AFTER);

    return () => window.clearTimeout(timer);
  }, []);

  const toggle = React.useCallback(() => {
    if (isNarrow) {
      setOpen((open) => !open);
      return;
    }
    setCollapsed((collapsed) => {
      window.localStorage.setItem(COLLAPSED_KEY, collapsed ? "0" : "1");
      return !collapsed;
    });
  }, [isNarrow]);

  return (
    <div className={styles.root}>
      <a href="#main" className={styles.skip}>
        {t("skipToContent")}
      </a>
      <Header isNarrow={isNarrow} onToggleSiteMap={toggle} />
      <div className={styles.body}>
        {(!isNarrow || isOpen) && (
          <SiteMapNav
            areas={session.areas}
            current={route}
            isCollapsed={!isNarrow && isCollapsed}
            isOverlay={isNarrow}
            onToggle={toggle}
            onChosen={() => setOpen(false)}
          />
        )}
        <main id="main" tabIndex={-1} className={styles.main}>
          <PageBoundary title={t("pageFailed")} resetKey={formatPlace(navigator.place)}>
            <Page route={route} slot={slot} />
          </PageBoundary>
        </main>
      </div>
      <DialogHost
        renderForm={(form) => (
          <Later>
            <FormView form={form} isDialog />
          </Later>
        )}
        renderPage={(page) => <DialogPage page={page} />}
      />
    </div>
  );
}
