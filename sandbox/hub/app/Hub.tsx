import * as React from "react";
import { FluentProvider, Spinner, makeStyles, tokens } from "@fluentui/react-components";
import { useObservable } from "../form-model/use-observable";
import { translator } from "../strings";
import { installClientApi } from "../xrm";
import { HubContext, type HubContextValue } from "./context";
import { createHost, PageSlot } from "./pages";
import { openSession, type Session } from "./session";
import type { Start as HubStart } from "./start";
import { Shell } from "./Shell";
import { Failure } from "./Failure";
import { readTheme, themeOf, writeTheme, type ThemeName } from "./theme";

const useStyles = makeStyles({
  root: { height: "100vh", backgroundColor: tokens.colorNeutralBackground3, overflow: "hidden" },
  wait: { height: "100%", display: "flex", alignItems: "center", justifyContent: "center" },
});

type Start =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly session: Session; readonly apiReady: Promise<void> }
  | { readonly state: "failed"; readonly error: Error };

/** The whole page: reads the session, then draws the shell in the user's language, direction and theme. */
export function Hub({
  start: { navigator, session: reading, known },
}: {
  readonly start: HubStart;
}): React.ReactElement {
  const styles = useStyles();
  const [theme, setThemeState] = React.useState<ThemeName>(readTheme);
  const slot = React.useRef(new PageSlot()).current;
  const themeRef = React.useRef(theme);
  themeRef.current = theme;
  useObservable(navigator);
  const begin = React.useCallback(
    (session: Session): Start => {
      const apiReady = installClientApi(createHost(session, navigator, slot, () => themeRef.current));

      return { state: "ready", session, apiReady };
    },
    [navigator, slot],
  );
  const [start, setStart] = React.useState<Start>(() => (known ? begin(known) : { state: "loading" }));

  const load = React.useCallback(
    (session: Promise<Session>) => {
      session.then(begin).then(setStart, (error: Error) => setStart({ state: "failed", error }));
    },
    [begin],
  );
  const retry = React.useCallback(() => {
    setStart({ state: "loading" });
    load(openSession(navigator.place.appId));
  }, [load, navigator]);
  React.useEffect(() => {
    if (!known) load(reading);
  }, [known, load, reading]);
  const ready = start.state === "ready" ? start.apiReady : undefined;
  React.useEffect(() => {
    ready?.catch((error: Error) => setStart({ state: "failed", error }));
  }, [ready]);

  const setTheme = React.useCallback((name: ThemeName) => {
    writeTheme(name);
    setThemeState(name);
  }, []);
  // Another tab of the same person chose another theme.
  React.useEffect(() => {
    const follow = (): void => setThemeState(readTheme());
    window.addEventListener("storage", follow);

    return () => window.removeEventListener("storage", follow);
  }, []);
  const hub = React.useMemo<HubContextValue | undefined>(() => {
    if (start.state !== "ready") {
      return undefined;
    }
    const { session, apiReady } = start;

    return {
      session,
      user: session.user,
      app: session.app,
      format: session.user.format,
      t: translator(session.user.languageId),
      navigator,
      theme,
      setTheme,
      apiReady,
      tableName: (name) => session.tables.get(name) ?? { label: name, plural: name },
    };
  }, [start, navigator, theme, setTheme]);
  const isRtl = hub?.user.isRtl ?? false;

  React.useEffect(() => {
    document.documentElement.dir = isRtl ? "rtl" : "ltr";
    document.documentElement.lang = hub?.user.language ?? "en";
    document.documentElement.style.colorScheme = theme === "light" ? "light" : "dark";
  }, [hub, isRtl, theme]);

  return (
    // The provider bears no class of ours: Fluent gives its classes to every portal as well.
    <FluentProvider theme={themeOf(theme)} dir={isRtl ? "rtl" : "ltr"}>
      <div className={styles.root}>
        {hub ? (
          <HubContext.Provider value={hub}>
            <Shell slot={slot} />
          </HubContext.Provider>
        ) : (
          <div className={styles.wait}>
            {start.state === "failed" ? (
              <Failure
                title={translator(1033)("pageFailed")}
                error={start.error}
                onRetry={retry}
                retryLabel={translator(1033)("retry")}
              />
            ) : (
              <Spinner size="huge" aria-label={translator(1033)("loading")} />
            )}
          </div>
        )}
      </div>
    </FluentProvider>
  );
}
