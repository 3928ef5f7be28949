import * as React from "react";
import {
  MessageBar,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { useObservable } from "../form-model";
import { host } from "../xrm/state";
import type { PcfControlProps } from "./contract";
import { ControlBoundary } from "./ControlBoundary";
import { ControlInstance } from "./instance";
import { loadControl, type LoadedControl } from "./registry";
import { say } from "../dialogs/strings";

const useStyles = makeStyles({
  root: { width: "100%", minWidth: 0 },
  fullScreen: {
    position: "fixed",
    inset: 0,
    zIndex: 1_000_000,
    overflow: "auto",
    backgroundColor: tokens.colorNeutralBackground1,
    padding: tokens.spacingHorizontalL,
  },
});

type Load =
  | { readonly state: "loading" }
  | { readonly state: "loaded"; readonly control: LoadedControl }
  | { readonly state: "failed"; readonly error: Error };

/** A custom control in a cell of a form: loads its files, then hosts it. */
export function PcfControl(props: PcfControlProps): React.ReactElement {
  const name = props.control.custom?.name ?? "";
  const load = useControl(name);

  switch (load.state) {
    case "loading":
      return (
        <Skeleton aria-label={say("loading")}>
          <SkeletonItem />
        </Skeleton>
      );
    case "failed":
      return <ControlFailure message={load.error.message} />;
    case "loaded":
      return (
        <ControlBoundary name={name} fallback={(error) => <ControlFailure message={error.message} />}>
          <HostedControl key={name} {...props} loaded={load.control} />
        </ControlBoundary>
      );
  }
}

function ControlFailure({ message }: { readonly message: string }): React.ReactElement {
  return (
    <MessageBar intent="error">
      <MessageBarBody>{`${say("controlFailed")} ${message}`}</MessageBarBody>
    </MessageBar>
  );
}

function useControl(name: string): Load {
  const [load, setLoad] = React.useState<Load>({ state: "loading" });
  React.useEffect(() => {
    let isCurrent = true;
    setLoad({ state: "loading" });
    loadControl(name, host().user.languageId).then(
      (control) => isCurrent && setLoad({ state: "loaded", control }),
      (error: Error) => isCurrent && setLoad({ state: "failed", error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [name]);
  return load;
}

interface HostedProps extends PcfControlProps {
  readonly loaded: LoadedControl;
}

function HostedControl({ form, control, loaded }: HostedProps): React.ReactElement {
  const styles = useStyles();
  const root = React.useRef<HTMLDivElement>(null);
  const [isFullScreen, setFullScreen] = React.useState(false);
  /** What the next update tells beside the properties that changed. */
  const news = React.useRef<string[]>([]);
  const { width, height, trackResize } = useSize(root);
  const [renders, redraw] = React.useReducer((count: number) => count + 1, 0);
  const size = React.useRef({ width, height });
  size.current = { width, height };
  useObservable(form);
  useObservable(control);

  const [instance, setInstance] = React.useState<ControlInstance>();
  React.useEffect(() => {
    const created = new ControlInstance(form, control, loaded, {
      get width() {
        return size.current.width;
      },
      get height() {
        return size.current.height;
      },
      setFullScreen: (on) => {
        news.current.push(on ? "fullscreen_open" : "fullscreen_close");
        setFullScreen(on);
      },
      trackResize,
      requestRender: redraw,
    });
    created.start(loaded.manifest.isVirtual ? undefined : (root.current ?? undefined));
    control.focusHandler = () => focusFirst(root.current);
    setInstance(created);
    return () => {
      control.focusHandler = undefined;
      setInstance(undefined);
      created.destroy();
    };
  }, [form, control, loaded, trackResize]);

  const element = useView(instance, loaded, `${width}x${height}`, `${isFullScreen} ${renders}`, news.current);
  return (
    <div
      ref={root}
      className={mergeClasses(
        "customControl",
        loaded.name.replace(/\./g, "_"),
        styles.root,
        isFullScreen && styles.fullScreen,
      )}
      data-control-name={control.name}
    >
      {loaded.manifest.isVirtual ? element : undefined}
    </div>
  );
}

/** Asks the control to draw when what it is bound to, its size or its surroundings changed, and only then. */
function useView(
  instance: ControlInstance | undefined,
  loaded: LoadedControl,
  size: string,
  request: string,
  news: string[],
): React.ReactElement | undefined {
  const key = instance && `${instance.snapshot()} ${size} ${request} ${host().theme}`;
  const last = React.useRef<{ key?: string; element?: React.ReactElement; instance?: ControlInstance }>({});

  if (loaded.manifest.isVirtual && instance && (last.current.key !== key || last.current.instance !== instance)) {
    const sizeChanged = last.current.instance === instance && !last.current.key?.includes(` ${size} `);
    last.current = { key, instance, element: instance.update([...(sizeChanged ? ["layout"] : []), ...news.splice(0)]) };
  }
  React.useEffect(() => {
    if (!loaded.manifest.isVirtual) instance?.update(news.splice(0));
  }, [instance, key, loaded, news]);
  return instance ? last.current.element : undefined;
}

/** The size is only told after the control asked for it; the height of a cell is without bound (facts/pcf.md §B). */
function useSize(root: React.RefObject<HTMLElement>): {
  width: number;
  height: number;
  trackResize: (on: boolean) => void;
} {
  const [isTracked, setTracked] = React.useState(false);
  const [width, setWidth] = React.useState(-1);
  React.useEffect(() => {
    const element = root.current;
    if (!isTracked || !element) return undefined;
    setWidth(Math.round(element.clientWidth));
    const observer = new ResizeObserver(() => setWidth(Math.round(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [isTracked, root]);
  return { width, height: -1, trackResize: setTracked };
}

function focusFirst(root: HTMLElement | null): void {
  root?.querySelector<HTMLElement>("input,select,textarea,button,a[href],[tabindex]:not([tabindex='-1'])")?.focus();
}
