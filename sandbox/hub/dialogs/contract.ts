/**
 * The parts that the shell places on its pages:
 *
 * - `<CommandBar source={…} />` from "../ribbon": the command bar of a form, of a view or of a sub-grid.
 * - `<PcfControl form={form} control={control} />` from "../pcf": a custom control in a cell (use it when `control.custom` is set).
 * - `<DialogHost renderForm={…} renderPage={…} />` from "../dialogs": once, at the root of the page; every dialog, side pane,
 *   progress indicator and app notification appears in it.
 */
import type * as React from "react";
import type { FormModel } from "../form-model";
import type { HubPage } from "../xrm/host";

export interface DialogHostProps {
  /** Draws a form without any page around it: header, tabs and footer as `form.chrome` allows; the command bar inside. */
  renderForm(form: FormModel): React.ReactElement;
  /** Draws any other page (a view, a web resource, a dashboard) in a dialog or side pane. */
  renderPage(page: HubPage): React.ReactElement;
}
