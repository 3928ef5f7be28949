import * as React from "react";
import { useObservable } from "../form-model";
import type { DialogHostProps } from "./contract";
import { HubDialog } from "./HubDialog";
import { Notifications } from "./Notifications";
import { Progress } from "./Progress";
import { SidePanes } from "./SidePanes";
import { dialogs } from "./store";

/** The layer above the page. Mounted once, at the root. */
export function DialogHost({ renderForm, renderPage }: DialogHostProps): React.ReactElement {
  const { dialogs: open, notifications, progress } = useObservable(dialogs);

  return (
    <>
      <Notifications notifications={notifications} />
      <SidePanes renderForm={renderForm} renderPage={renderPage} />
      {open.map((dialog) => (
        <HubDialog key={dialog.id} dialog={dialog} renderForm={renderForm} renderPage={renderPage} />
      ))}
      {progress !== undefined && <Progress message={progress} />}
    </>
  );
}
