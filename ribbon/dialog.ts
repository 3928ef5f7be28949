import type { DialogOutcome } from "./request";

/** The parts of the form that the dialog does not want to see. Source: facts/solution-package.md §4.2. */
interface Chrome {
  readonly headerSection?: {
    setBodyVisible(visible: boolean): void;
    setCommandBarVisible(visible: boolean): void;
    setTabNavigatorVisible(visible: boolean): void;
  };
  readonly footerSection?: { setVisible(visible: boolean): void };
}

function hideChrome(form: Xrm.FormContext): void {
  const { headerSection, footerSection } = form.ui as unknown as Chrome;
  headerSection?.setBodyVisible(false);
  headerSection?.setCommandBarVisible(false);
  headerSection?.setTabNavigatorVisible(false);
  footerSection?.setVisible(false);
}

/** The form is a stage, never a row: nothing of it may be saved, nor ask to be. */
function neverSave(form: Xrm.FormContext): void {
  form.data.entity.attributes.forEach((attribute) => attribute.setSubmitMode("never"));
}

function readOutcome(text: unknown): DialogOutcome | undefined {
  if (typeof text !== "string" || text === "") return undefined;
  return JSON.parse(text) as DialogOutcome;
}

function finish(form: Xrm.FormContext): void {
  const outcome = readOutcome(form.getAttribute("enq_outcome")?.getValue());
  if (!outcome) return;

  form.ui.close();
  if (outcome.kind === "open") void Xrm.Navigation.openForm({ entityName: outcome.table, entityId: outcome.id });
}

/** Event of the dialog forms: turns the form into a dialog, and closes it when the control says how it ended. */
export function onLoad(event: Xrm.Events.EventContext): void {
  const form = event.getFormContext();
  hideChrome(form);
  neverSave(form);
  form.getAttribute("enq_outcome")?.addOnChange(() => finish(form));
}
