import * as React from "react";
import { Spinner, makeStyles, tokens } from "@fluentui/react-components";
import { useHub } from "../app/context";
import { Failure } from "../app/Failure";
import type { Navigator } from "../app/navigator";
import type { PageSlot } from "../app/pages";
import type { Route } from "../app/routes";
import type { FormModel, FormRequest } from "../form-model";
import { openScriptedForm } from "../xrm";
import { FormView } from "./FormView";
import { useUnsavedGuard } from "./use-unsaved-guard";

type RecordRoute = Extract<Route, { page: "entityrecord" }>;

type Load =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly form: FormModel }
  | { readonly state: "failed"; readonly error: Error };

const useStyles = makeStyles({
  wait: { padding: tokens.spacingVerticalXXXL },
});

interface FormPageProps {
  readonly route: RecordRoute;
  readonly slot: PageSlot;
}

/** A record over the whole main area. */
export function FormPage({ route, slot }: FormPageProps): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();
  const { load, prompt } = useForm(route, slot);

  switch (load.state) {
    case "loading":
      return <Spinner className={styles.wait} label={t("loading")} />;
    case "failed":
      return <Failure title={t("rowGone")} error={load.error} />;
    case "ready":
      return (
        <>
          <FormView key={load.form.definition.id} form={load.form} />
          {prompt}
        </>
      );
  }
}

function requestOf(route: RecordRoute): FormRequest {
  return {
    entityName: route.table,
    entityId: route.id,
    formId: route.formId,
    data: route.data,
    createFromEntity: route.createFrom && {
      id: route.createFrom.id,
      entityType: route.createFrom.table,
      name: route.createFrom.name,
    },
    tabName: route.tab,
  };
}

/** Opens the form of a route, runs its scripts, and keeps the address in step with what becomes of it (a new record gets an id). */
function useForm(route: RecordRoute, slot: PageSlot): { load: Load; prompt: React.ReactElement | null } {
  const { navigator, apiReady } = useHub();
  const [load, setLoad] = React.useState<Load>({ state: "loading" });
  const form = load.state === "ready" ? load.form : undefined;
  const prompt = useUnsavedGuard(form);
  const key = JSON.stringify(requestOf(route));
  // After the first save the address names the record that the form already shows: it is not opened again.
  const shown = React.useRef<FormModel>();

  React.useEffect(() => {
    const request = JSON.parse(key) as FormRequest;
    if (shown.current && isShowing(shown.current, request)) {
      return undefined;
    }

    let isStale = false;
    setLoad({ state: "loading" });
    const open = async (): Promise<void> => {
      await apiReady;
      const opened = await openScriptedForm(request, (form) => {
        if (!isStale) {
          shown.current = form;
          slot.form = form;
        }

        return portOf(form, navigator);
      });
      if (!isStale) {
        setLoad({ state: "ready", form: opened });
      }
    };
    open().catch((error: Error) => !isStale && setLoad({ state: "failed", error }));

    return () => {
      isStale = true;
    };
  }, [key, navigator, slot, apiReady]);

  React.useEffect(
    () => () => {
      slot.form = undefined;
    },
    [slot],
  );
  useAddressOf(form, route);

  return { load, prompt };
}

/** What a form may ask of the page that it fills. */
function portOf(form: FormModel, navigator: Navigator): FormModel["port"] {
  return {
    close: () => navigator.back(),
    openForm: ({ entityName, entityId, formId, data }) =>
      void navigator.go(
        { page: "entityrecord", table: entityName, id: entityId, formId, data },
        { replace: entityId !== undefined && entityId === form.entityId },
      ),
  };
}

function isShowing(form: FormModel, request: FormRequest): boolean {
  return (
    form.request.entityName === request.entityName &&
    request.entityId !== undefined &&
    form.entityId === request.entityId &&
    (request.formId === undefined || request.formId === form.definition.id)
  );
}

function useAddressOf(form: FormModel | undefined, route: RecordRoute): void {
  const { navigator } = useHub();

  React.useEffect(() => {
    if (!form) {
      return undefined;
    }
    const follow = (): void => {
      document.title = `${form.primaryName || form.table.displayName} – ${form.table.displayName}`;
      const current = navigator.route;
      if (form.entityId && current === route && !route.id) {
        void navigator.go(
          { page: "entityrecord", table: route.table, id: form.entityId, formId: route.formId },
          { replace: true },
        );
      }
    };
    follow();

    return form.subscribe(follow);
  }, [form, route, navigator]);
}
