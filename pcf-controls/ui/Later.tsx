import { Link, Spinner } from "@fluentui/react-components";
import * as React from "react";
import type { Failure } from "../../core/dataverse/failure";
import { describeFailure } from "./describe";
import { useHost } from "./Shell";

interface LaterProps {
  /** The place that is kept for it. */
  readonly height?: number;
  children(): React.ReactElement;
}

/** Draws what comes with the library of rarely needed code; where that cannot be loaded, says so and tries again when asked to. */
export function Later({ height, children }: LaterProps): React.ReactElement {
  const { loadLater, strings } = useHost();
  const [state, setState] = React.useState<Failure | "loading" | "there">(loadLater ? "loading" : "there");
  React.useEffect(() => {
    let alive = true;
    if (state === "loading")
      void loadLater?.().then((loaded) => alive && setState(loaded.ok ? "there" : loaded.failure));
    return () => {
      alive = false;
    };
  }, [loadLater, state]);
  if (state === "there") return children();
  if (state === "loading") return <Spinner size="tiny" style={{ minHeight: height }} />;
  const { title, text } = describeFailure(state, strings);

  return (
    <div role="alert">
      {`${title} ${text} `}
      <Link onClick={() => setState("loading")}>{strings("try_again")}</Link>
    </div>
  );
}
