import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  MessageBar,
  MessageBarBody,
  Textarea,
} from "@fluentui/react-components";
import * as React from "react";
import { compareProfiles, defaultProfile } from "../../core/profile";
import { describeFailure } from "../ui/describe";
import { useEditor } from "./context";
import { publishProfile, type Published } from "./data/publish";
import { DifferenceList } from "./DifferenceList";
import { useEditorStyles } from "./styles";

interface Props {
  onClose(): void;
  onPublished(published: Published): void;
}

/** What changes for sellers, why, and the button that puts it in force. Errors keep a document from being published. */
export function PublishDialog({ onClose, onPublished }: Props): React.ReactElement {
  const { strings, document, environment, dataverse, clock, host, findings } = useEditor();
  const styles = useEditorStyles();
  const [note, setNote] = React.useState("");
  const [isWorking, setWorking] = React.useState(false);
  const [problem, setProblem] = React.useState("");
  const { profile } = environment;
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const publish = async (): Promise<void> => {
    if (!profile) return;
    setWorking(true);
    const result = await publishProfile(dataverse, clock, host.user, profile, document, note);
    setWorking(false);
    if (result.ok) return onPublished(result.value);
    const words = describeFailure(result.failure, strings);
    setProblem(`${words.title} ${words.text}`);
  };
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && !isWorking && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{strings("publish_title", (profile?.version ?? 0) + 1)}</DialogTitle>
          <DialogContent className={styles.pane}>
            {!profile && <Notice intent="info" text={strings("save_first")} />}
            {errors > 0 && <Notice intent="error" text={strings("errors_first", errors)} />}
            {problem !== "" && <Notice intent="error" text={problem} />}
            <DifferenceList differences={compareProfiles(profile?.published ?? defaultProfile, document)} />
            <Field label={strings("publish_note")}>
              <Textarea value={note} maxLength={2000} onChange={(_event, data) => setNote(data.value)} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} disabled={isWorking}>
              {strings("cancel")}
            </Button>
            <Button appearance="primary" disabled={!profile || errors > 0 || isWorking} onClick={() => void publish()}>
              {strings("publish")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

export function Notice({
  intent,
  text,
}: {
  readonly intent: "info" | "warning" | "error" | "success";
  readonly text: string;
}): React.ReactElement {
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  );
}
