/**
 * What the client API needs of the page that it lives in. The hub's shell implements this once and hands it to
 * `installClientApi`; nothing here knows how pages are drawn.
 */
import type { FormModel } from "../form-model";

export interface HubUser {
  /** Without braces, lower case. */
  readonly id: string;
  readonly name: string;
  readonly languageId: number;
  readonly isRtl: boolean;
  /** BCP 47, for numbers and dates: "de-DE". */
  readonly locale: string;
  /** IANA name: "Europe/Berlin". */
  readonly timeZone: string;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly businessUnitId: string;
  /** What the user's settings name; undefined: the environment's. */
  readonly currency?: { readonly id: string; readonly name: string };
}

export interface HubApp {
  readonly id: string;
  readonly uniqueName: string;
  readonly displayName: string;
}

export interface HubOrganization {
  readonly id: string;
  readonly uniqueName: string;
  readonly languageId: number;
}

/** Any page that `navigateTo` can name (facts/solution-package.md §4.3). */
export type HubPage =
  | Xrm.Navigation.PageInputEntityRecord
  | Xrm.Navigation.PageInputEntityList
  | Xrm.Navigation.PageInputHtmlWebResource
  | Xrm.Navigation.CustomPage
  | Xrm.Navigation.Dashboard
  | { readonly pageType: "control"; readonly controlName: string; readonly data?: Record<string, unknown> };

export interface HubHost {
  readonly user: HubUser;
  readonly app: HubApp;
  readonly organization: HubOrganization;
  /** "light", "dark" or "contrast": which Fluent theme is on. */
  readonly theme: "light" | "dark" | "contrast";
  /** Shows a page in the main area; resolves when it is drawn, rejects when it cannot be (or the user stays because of unsaved changes). */
  showPage(page: HubPage): Promise<void>;
  /** What the main area shows now. */
  currentPage(): HubPage;
  /** The form in the main area, if one is there. */
  currentForm(): FormModel | undefined;
  goBack(): void;
}
