import * as React from "react";
import { Spinner } from "@fluentui/react-components";
import { useHub } from "./context";
import type * as MorePages from "./more-pages";

const pages = (): Promise<typeof MorePages> => import("./more-pages");

/** Pages that are not the first one: their code is read when it is needed, or when the first page stands. */
export const FormPage = React.lazy(() => pages().then((module) => ({ default: module.FormPage })));
export const FormView = React.lazy(() => pages().then((module) => ({ default: module.FormView })));
export const SolutionsPage = React.lazy(() => pages().then((module) => ({ default: module.SolutionsPage })));
export const SearchPage = React.lazy(() => pages().then((module) => ({ default: module.SearchPage })));

/** Reads their code ahead: a person who looks at a list opens a record next. */
export function preloadPages(): void {
  void pages().catch(() => undefined);
}

/** Says that a page's code is being read. */
export function Later({ children }: { readonly children: React.ReactNode }): React.ReactElement {
  const { t } = useHub();

  return <React.Suspense fallback={<Spinner label={t("loading")} />}>{children}</React.Suspense>;
}
