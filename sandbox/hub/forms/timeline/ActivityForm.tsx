import * as React from "react";
import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Subtitle2,
  Textarea,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useHub } from "../../app/context";
import type { FormModel } from "../../form-model";
import { useTitleStyles } from "../../styles/shared";
import { addActivity, type ActivityTable } from "./entries";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  buttons: { display: "flex", justifyContent: "flex-end", gap: tokens.spacingHorizontalS },
});

interface ActivityFormProps {
  readonly form: FormModel;
  readonly table: ActivityTable;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** A new task, phone call or appointment about the record, as the platform's quick create asks for it. */
export function ActivityForm({ form, table, onDone, onCancel }: ActivityFormProps): React.ReactElement {
  const styles = useStyles();
  const titles = useTitleStyles();
  const { t, tableName, format } = useHub();
  const [subject, setSubject] = React.useState("");
  const [description, setDescription] = React.useState("");
  const [due, setDue] = React.useState("");
  const [problem, setProblem] = React.useState<string>();
  const [isBusy, setBusy] = React.useState(false);
  const label = tableName(table).label;
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      await addActivity(form, {
        table,
        subject: subject.trim(),
        description,
        due: due ? format.fromLocalInput(due) : undefined,
      });
      onDone();
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <section aria-label={label} className={styles.root} onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <Subtitle2 as="h3" className={titles.title}>
        {label}
      </Subtitle2>
      <Field label={t("subject")} required>
        <Input
          appearance="filled-darker"
          autoFocus
          value={subject}
          onChange={(_event, data) => setSubject(data.value)}
        />
      </Field>
      <Field label={t("description")}>
        <Textarea
          appearance="filled-darker"
          value={description}
          onChange={(_event, data) => setDescription(data.value)}
        />
      </Field>
      <Field label={t("due")}>
        <Input
          appearance="filled-darker"
          type="datetime-local"
          value={due}
          onChange={(_event, data) => setDue(data.value)}
        />
      </Field>
      {problem && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t("cancel")}</Button>
        <Button appearance="primary" disabled={isBusy || subject.trim() === ""} onClick={() => void save()}>
          {t("addActivity", label)}
        </Button>
      </div>
    </section>
  );
}
