import * as React from "react";
import { Button, Input, MessageBar, MessageBarBody, Textarea, makeStyles, tokens } from "@fluentui/react-components";
import { Attach20Regular } from "@fluentui/react-icons/svg/attach";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { useHub } from "../../app/context";
import type { FormModel } from "../../form-model";
import { addNote } from "./entries";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  buttons: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  grow: { flexGrow: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  file: { display: "none" },
});

interface NoteFormProps {
  readonly form: FormModel;
  readonly onDone: () => void;
}

/** A line to begin a note in; it unfolds when it is entered. */
export function NoteForm({ form, onDone }: NoteFormProps): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();
  const [isOpen, setOpen] = React.useState(false);
  const [title, setTitle] = React.useState("");
  const [text, setText] = React.useState("");
  const [file, setFile] = React.useState<File>();
  const [problem, setProblem] = React.useState<string>();
  const [isBusy, setBusy] = React.useState(false);
  const picker = React.useRef<HTMLInputElement>(null);
  const close = (): void => {
    setOpen(false);
    setTitle("");
    setText("");
    setFile(undefined);
    setProblem(undefined);
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      await addNote(form, { title, text, file: file && (await readChosen(file)) });
      close();
      onDone();
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };

  if (!isOpen) {
    return (
      <Input
        appearance="filled-darker"
        placeholder={t("enterNote")}
        aria-label={t("enterNote")}
        onFocus={() => setOpen(true)}
      />
    );
  }

  return (
    <div className={styles.root} onKeyDown={(event) => event.key === "Escape" && close()}>
      <Input
        appearance="filled-darker"
        placeholder={t("noteTitle")}
        aria-label={t("noteTitle")}
        value={title}
        onChange={(_event, data) => setTitle(data.value)}
      />
      <Textarea
        appearance="filled-darker"
        autoFocus
        placeholder={t("enterNote")}
        aria-label={t("noteText")}
        rows={4}
        value={text}
        onChange={(_event, data) => setText(data.value)}
      />
      {problem && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <input
        ref={picker}
        type="file"
        className={styles.file}
        tabIndex={-1}
        aria-label={t("attach")}
        onChange={(event) => setFile(event.target.files?.[0])}
      />
      <div className={styles.buttons}>
        <Button
          appearance="subtle"
          icon={<Attach20Regular />}
          aria-label={t("attach")}
          onClick={() => picker.current?.click()}
        />
        <span className={styles.grow}>{file?.name}</span>
        {file && (
          <Button
            appearance="transparent"
            icon={<Dismiss16Regular />}
            aria-label={t("detach")}
            onClick={() => setFile(undefined)}
          />
        )}
        <Button onClick={close}>{t("cancel")}</Button>
        <Button
          appearance="primary"
          disabled={isBusy || (text.trim() === "" && title.trim() === "" && !file)}
          onClick={() => void save()}
        >
          {t("addNote")}
        </Button>
      </div>
    </div>
  );
}

async function readChosen(file: File): Promise<{ name: string; type: string; base64: string }> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });

  return { name: file.name, type: file.type, base64: address.slice(address.indexOf(",") + 1) };
}
