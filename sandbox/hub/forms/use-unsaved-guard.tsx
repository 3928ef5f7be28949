import * as React from "react";
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useHub } from "../app/context";
import type { FormModel } from "../form-model";

type Answer = "save" | "discard" | "stay";

/** Asks before a page with unsaved changes is left; draw what it returns. */
export function useUnsavedGuard(form: FormModel | undefined): React.ReactElement | null {
  const { navigator } = useHub();
  const [resolve, setResolve] = React.useState<(answer: Answer) => void>();

  React.useEffect(() => {
    if (!form) {
      return undefined;
    }
    const guard = async (): Promise<boolean> => {
      const answer = await new Promise<Answer>((done) => setResolve(() => done));
      setResolve(undefined);
      if (answer === "save") {
        const outcome = await form.save();

        return outcome.state === "saved" || outcome.state === "unchanged";
      }

      return answer === "discard";
    };
    const watch = (): void => navigator.setGuard(form.isDirty ? guard : undefined);
    watch();
    const unsubscribe = form.subscribe(watch);

    return () => {
      unsubscribe();
      navigator.setGuard(undefined);
    };
  }, [form, navigator]);

  return resolve ? <UnsavedDialog onAnswer={resolve} /> : null;
}

function UnsavedDialog({ onAnswer }: { readonly onAnswer: (answer: Answer) => void }): React.ReactElement {
  const { t } = useHub();

  return (
    <Dialog open modalType="alert" onOpenChange={() => onAnswer("stay")}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("unsavedTitle")}</DialogTitle>
          <DialogContent>{t("unsavedText")}</DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={() => onAnswer("save")}>
              {t("saveAndContinue")}
            </Button>
            <Button onClick={() => onAnswer("discard")}>{t("discard")}</Button>
            <Button onClick={() => onAnswer("stay")}>{t("cancel")}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
