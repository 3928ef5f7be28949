import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import * as React from "react";
import { compareProfiles, type ProfileReading } from "../../core/profile";
import { useEditor } from "./context";
import { DifferenceList } from "./DifferenceList";
import { Notice } from "./PublishDialog";
import { useEditorStyles } from "./styles";

interface Props {
  readonly title: string;
  readonly reading: ProfileReading;
  onClose(): void;
}

/** A document from elsewhere against the draft, before it takes its place. A broken one is explained and takes nobody's place. */
export function ReplaceDialog({ title, reading, onClose }: Props): React.ReactElement {
  const { strings, document, edit } = useEditor();
  const styles = useEditorStyles();
  const { problems } = reading;
  const isBroken = problems.length > 0;
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.pane}>
            {isBroken ? (
              <>
                <Notice intent="error" text={strings("import_broken", problems.length)} />
                <ProblemList problems={problems} />
              </>
            ) : (
              <DifferenceList differences={compareProfiles(document, reading.document)} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{strings(isBroken ? "close" : "cancel")}</Button>
            {!isBroken && (
              <Button
                appearance="primary"
                onClick={() => {
                  edit(reading.document);
                  onClose();
                }}
              >
                {strings("take_over")}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

export function ProblemList({ problems }: Pick<ProfileReading, "problems">): React.ReactElement {
  const { strings } = useEditor();
  const styles = useEditorStyles();
  return (
    <ul>
      {problems.slice(0, 50).map((problem, index) => (
        <li key={index} className={styles.subtle}>
          <code>{problem.path}</code> {strings(`problem_${problem.code}`, problem.detail)}
        </li>
      ))}
    </ul>
  );
}
