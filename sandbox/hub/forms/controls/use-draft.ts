import * as React from "react";
import type { ControlModel, FormValue } from "../../form-model";

export interface Draft {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Hands the entry to the form: on leaving the field and on Enter. */
  readonly commit: () => void;
  /** Hands in a text that was offered. */
  readonly take: (text: string) => void;
  readonly isEditing: boolean;
  readonly start: () => void;
}

/** What a text means: a value, or what is wrong with it. */
export type Reading = { readonly value: FormValue } | { readonly error: string };

const NOTIFICATION = "hub.entry";

/**
 * The text in an input while it is being typed. The form gets the value when the field is left, as on the platform; an entry that
 * means nothing stays where it is with a message, and the form cannot be saved until it is mended.
 */
export function useDraft(
  control: ControlModel,
  shown: string,
  editable: string,
  read: (text: string) => Reading,
): Draft {
  const [draft, setDraft] = React.useState<string>();
  const isFailing = control.notifications.some(({ id }) => id === NOTIFICATION);
  const [isEditing, setEditing] = React.useState(false);
  const commit = (): void => {
    setEditing(false);
    handIn(draft);
  };
  const handIn = (text: string | undefined): void => {
    control.typed = undefined;
    if (text === undefined) {
      return;
    }
    const reading = read(text);
    if ("error" in reading) {
      control.notify({ id: NOTIFICATION, level: "ERROR", messages: [reading.error], actions: [] });
      return;
    }
    if (isFailing) {
      control.clearNotification(NOTIFICATION);
    }
    setDraft(undefined);
    control.attribute?.enter(reading.value);
  };

  const setText = (text: string): void => {
    control.typed = text;
    setDraft(text);
    for (const listener of [...control.keyPressListeners]) listener();
  };

  return {
    text: draft ?? (isEditing ? editable : shown),
    setText,
    commit,
    take: handIn,
    isEditing,
    start: () => setEditing(true),
  };
}
