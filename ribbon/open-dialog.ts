import { dialogForms, type DialogKind, type DialogRequest } from "./request";

/** Pixels; a phone ignores them and shows the dialog full screen (facts/solution-package.md §4.3). */
const sizes: Readonly<Record<DialogKind, { readonly width: number; readonly height: number }>> = {
  qualify: { width: 1080, height: 680 },
  disqualify: { width: 640, height: 640 },
  reactivate: { width: 640, height: 480 },
};

/**
 * The title bar's words by language id; the dialog's own heading names the lead. Without a title the platform would write
 * "New" and the table's name.
 */
const titles: Readonly<Record<DialogKind, Readonly<Record<number, string>>>> = {
  qualify: {
    1033: "Qualify lead",
    1031: "Lead qualifizieren",
    1036: "Qualifier le prospect",
    3082: "Calificar cliente potencial",
    1041: "潜在顧客の見込みありと評価",
    1025: "تأهيل العميل المتوقع",
  },
  disqualify: {
    1033: "Disqualify",
    1031: "Disqualifizieren",
    1036: "Disqualifier",
    3082: "Descalificar",
    1041: "見込みなしと評価",
    1025: "استبعاد",
  },
  reactivate: {
    1033: "Reactivate lead",
    1031: "Lead reaktivieren",
    1036: "Réactiver le prospect",
    3082: "Reactivar cliente potencial",
    1041: "潜在顧客の再アクティブ化",
    1025: "إعادة تنشيط العميل المتوقع",
  },
};

function titleOf(kind: DialogKind): string | undefined {
  const { languageId } = Xrm.Utility.getGlobalContext().userSettings;
  return titles[kind][languageId] ?? titles[kind][1033];
}

/** Web resources opened outside of an app have none; the platform rejects then. */
async function currentApp(): Promise<Pick<DialogRequest, "app">> {
  try {
    const { appId, uniqueName } = await Xrm.Utility.getGlobalContext().getCurrentAppProperties();

    return appId ? { app: { id: appId.replace(/[{}]/g, "").toLowerCase(), name: uniqueName ?? "" } } : {};
  } catch {
    return {};
  }
}

/**
 * Opens the dialog for a request as a main form dialog, and resolves when it is closed. This is the one place that knows how
 * a dialog is hosted. The platform rejects only when it cannot open it at all (facts/solution-package.md §4.3).
 */
export async function openDialog(asked: Omit<DialogRequest, "app">): Promise<void> {
  const request: DialogRequest = { ...asked, ...(await currentApp()) };
  const { width, height } = sizes[request.kind];
  const page = {
    pageType: "entityrecord" as const,
    entityName: "enq_dialog",
    formId: dialogForms[request.kind],
    data: { enq_request: JSON.stringify(request) },
  };

  await Xrm.Navigation.navigateTo(page, {
    target: 2,
    position: 1,
    title: titleOf(request.kind),
    width: { value: width, unit: "px" },
    height: { value: height, unit: "px" },
  });
}
