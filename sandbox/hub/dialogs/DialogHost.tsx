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
  const { dialogs: open, closing, notifications, progress } = useObservable(dialogs);
  const drawn = [...open, ...closing].sort((left, right) => left.id - right.id);

  return (
    <>
      <Notifications notifications={notifications} />
      <SidePanes renderForm={renderForm} renderPage={renderPage} />
      {drawn.map((dialog) => (
        <HubDialog
          key={dialog.id}
          dialog={dialog}
          isOpen={open.includes(dialog)}
          renderForm={renderForm}
          renderPage={renderPage}
        />
      ))}
      {progress !== undefined && <Progress message={progress} />}
    </>
  );
}
