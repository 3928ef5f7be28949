import { dialogForms, type DialogKind, type DialogRequest } from "./request";

/** In pixels: three cards stand side by side in Qualify. */
const widths: Readonly<Record<DialogKind, number>> = { qualify: 1080 };

/**
 * Opens the dialog for a request as a main form dialog, and resolves when it is closed. This is the one place that knows how
 * a dialog is hosted. The platform rejects only when it cannot open it at all (facts/solution-package.md §4.3).
 */
export async function openDialog(request: DialogRequest): Promise<void> {
  const page = {
    pageType: "entityrecord" as const,
    entityName: "enq_dialog",
    formId: dialogForms[request.kind],
    data: { enq_request: JSON.stringify(request) },
  };

  await Xrm.Navigation.navigateTo(page, {
    target: 2,
    position: 1,
    width: { value: widths[request.kind], unit: "px" },
    height: { value: 90, unit: "%" },
  });
}
