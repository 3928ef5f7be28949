import * as React from "react";
import { Textarea } from "@fluentui/react-components";
import { useFieldAria, type ValueControlProps } from "./types";
import { useDraft } from "./use-draft";
import { useFocusHandler } from "./use-focus-handler";

/** Several lines of text. */
export function MemoControl({ control, rows }: ValueControlProps): React.ReactElement {
  const aria = useFieldAria();
  const value = typeof control.attribute?.value === "string" ? control.attribute.value : "";
  const draft = useDraft(control, value, value, (text) => ({ value: text === "" ? null : text }));
  const ref = useFocusHandler<HTMLTextAreaElement>(control);

  return (
    <Textarea
      {...aria}
      ref={ref}
      appearance="filled-darker"
      resize="vertical"
      dir="auto"
      rows={Math.max(3, rows * 2)}
      readOnly={control.isReadOnly}
      placeholder="---"
      maxLength={control.attribute?.info.maxLength}
      value={draft.text}
      onFocus={draft.start}
      onChange={(_event, data) => draft.setText(data.value)}
      onBlur={draft.commit}
    />
  );
}
