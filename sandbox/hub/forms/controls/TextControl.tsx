import * as React from "react";
import { Button, Input, makeStyles } from "@fluentui/react-components";
import { Call20Regular } from "@fluentui/react-icons/svg/call";
import { Globe20Regular } from "@fluentui/react-icons/svg/globe";
import { Mail20Regular } from "@fluentui/react-icons/svg/mail";
import { useHub } from "../../app/context";
import type { Translate } from "../../strings";
import { useFocusHandler } from "./use-focus-handler";
import { useFieldAria, type ValueControlProps } from "./types";
import { useSuggestions } from "./Suggestions";
import { useDraft, type Reading } from "./use-draft";

const useStyles = makeStyles({
  input: { textOverflow: "ellipsis" },
  root: { position: "relative", display: "grid", gridTemplateColumns: "minmax(0, 1fr)" },
});

/** One line of text; e-mail, phone and web addresses can be used from here. */
export function TextControl({ control }: ValueControlProps): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();
  const aria = useFieldAria();
  const info = control.attribute?.info;
  const value = typeof control.attribute?.value === "string" ? control.attribute.value : "";
  const draft = useDraft(control, value, value, (text) => readText(text, info?.format, t));
  const ref = useFocusHandler<HTMLInputElement>(control);
  const suggestions = useSuggestions({ control, onChoose: draft.take });
  const commit = (): void => {
    draft.commit();
    if (control.autoComplete) {
      control.autoComplete = undefined;
      control.changed();
    }
  };

  const input = (
    <Input
      {...aria}
      {...suggestions.aria}
      ref={ref}
      appearance="filled-darker"
      type={inputType(info?.format)}
      dir="auto"
      input={{ className: styles.input }}
      title={draft.text || undefined}
      readOnly={control.isReadOnly}
      placeholder="---"
      maxLength={info?.maxLength}
      value={draft.text}
      contentAfter={<ContactButton format={info?.format} value={value} />}
      onFocus={draft.start}
      onChange={(_event, data) => draft.setText(data.value)}
      onBlur={commit}
      onKeyDown={(event) => !suggestions.onKey(event) && event.key === "Enter" && commit()}
    />
  );

  return (
    <div className={styles.root}>
      {input}
      {suggestions.list}
    </div>
  );
}

function ContactButton({
  format,
  value,
}: {
  readonly format: string | undefined;
  readonly value: string;
}): React.ReactElement | null {
  const { t } = useHub();
  if (!value) {
    return null;
  }
  const contact = {
    Email: { icon: <Mail20Regular />, href: `mailto:${value}`, label: t("sendMail", value) },
    Phone: { icon: <Call20Regular />, href: `tel:${value}`, label: t("callNumber", value) },
    Url: {
      icon: <Globe20Regular />,
      href: /^[a-z]+:/i.test(value) ? value : `https://${value}`,
      label: t("openLink", value),
    },
  }[format ?? ""];
  if (!contact) {
    return null;
  }

  return (
    <Button
      as="a"
      appearance="transparent"
      size="small"
      href={contact.href}
      target={format === "Url" ? "_blank" : undefined}
      rel="noreferrer"
      icon={contact.icon}
      aria-label={contact.label}
    />
  );
}

function inputType(format: string | undefined): "text" | "email" | "tel" | "url" {
  const types: Readonly<Record<string, "email" | "tel" | "url">> = { Email: "email", Phone: "tel", Url: "url" };

  return types[format ?? ""] ?? "text";
}

function readText(text: string, format: string | undefined, t: Translate): Reading {
  const trimmed = text.trim();
  if (trimmed === "") {
    return { value: null };
  }
  if (format === "Email" && !/^\S+@\S+\.\S+$/.test(trimmed)) {
    return { error: t("notAnEmail") };
  }
  if (format === "Url" && /\s/.test(trimmed)) {
    return { error: t("notAUrl") };
  }

  return { value: trimmed };
}
