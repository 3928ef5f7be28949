import * as React from "react";
import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarGroup } from "@fluentui/react-components";
import { Dismiss20Regular } from "@fluentui/react-icons/svg/dismiss";
import { useHub } from "../app/context";
import { formattedValue, type FormModel, type FormNotification } from "../form-model";

const INTENTS = { ERROR: "error", WARNING: "warning", INFO: "info" } as const;

/** What scripts and the form itself have to say, above the form. */
export function FormNotifications({ form }: { readonly form: FormModel }): React.ReactElement | null {
  const { t } = useHub();
  const all = [...ownNotifications(form, t), ...form.notifications];
  if (all.length === 0) {
    return null;
  }

  return (
    <MessageBarGroup>
      {all.map(({ id, level, message }) => (
        <MessageBar key={id} intent={INTENTS[level]}>
          <MessageBarBody>{message}</MessageBarBody>
          {form.notifications.some((notification) => notification.id === id) && (
            <MessageBarActions
              containerAction={
                <Button
                  appearance="transparent"
                  icon={<Dismiss20Regular />}
                  aria-label={t("close")}
                  onClick={() => form.clearNotification(id)}
                />
              }
            />
          )}
        </MessageBar>
      ))}
    </MessageBarGroup>
  );
}

/** A record that cannot be changed says why. */
function ownNotifications(form: FormModel, t: ReturnType<typeof useHub>["t"]): readonly FormNotification[] {
  if (form.formType === 4) {
    const state = form.table.attributes.get("statecode");
    const label = state ? formattedValue(form.row, state) : "";

    return [{ id: "hub.inactive", level: "INFO", message: t("readOnly", label ?? "") }];
  }
  if (form.formType === 3) {
    return [{ id: "hub.rights", level: "INFO", message: t("readOnlyRights") }];
  }

  return [];
}
