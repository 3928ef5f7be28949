import * as React from "react";
import { CommandBar } from "../ribbon";
import { useHub } from "./context";

/** The command bar, as soon as its rules can be asked; its place is kept until then. */
export function Commands(props: React.ComponentProps<typeof CommandBar>): React.ReactElement | null {
  const { apiReady } = useHub();
  const [isReady, setReady] = React.useState(false);

  // Before the browser paints: on the first page everything is there, and one picture shows it all.
  React.useLayoutEffect(() => {
    let isGone = false;
    void apiReady.then(
      () => !isGone && setReady(true),
      // The hub itself shows why.
      () => undefined,
    );

    return () => {
      isGone = true;
    };
  }, [apiReady]);

  return isReady ? <CommandBar {...props} /> : null;
}
