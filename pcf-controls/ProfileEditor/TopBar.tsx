import { Badge, Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import * as React from "react";
import {
  checkDocument,
  isSame,
  readProfile,
  starterProfiles,
  writeProfile,
  type ProfileReading,
  type StarterName,
} from "../../core/profile";
import { useEditor } from "./context";
import type { Published } from "./data/publish";
import { saveFile, usePickFile } from "./files";
import { PublishDialog } from "./PublishDialog";
import { ReplaceDialog } from "./ReplaceDialog";
import { useEditorStyles } from "./styles";

interface Props {
  onUndo(): void;
  onRedo(): void;
  onPublished(published: Published): void;
}

/** Draft or published, who and when, how many findings; back and forth, files, starters, publish. */
export function TopBar({ onUndo, onRedo, onPublished }: Props): React.ReactElement {
  const { strings, state, document, environment, findings, host, readOnly, open } = useEditor();
  const styles = useEditorStyles();
  const [isPublishing, setPublishing] = React.useState(false);
  const [incoming, setIncoming] = React.useState<{ readonly title: string; readonly reading: ProfileReading }>();
  const pick = usePickFile(".json,application/json", (text) =>
    setIncoming({ title: strings("import_title"), reading: readProfile(text) }),
  );
  const { profile } = environment;
  const isDraft = !profile?.published || !isSame(profile.published, document);
  const counted = findings.filter((finding) => finding.severity !== "info").length;
  const starters = Object.keys(starterProfiles) as StarterName[];
  return (
    <div className={styles.bar} role="toolbar" aria-label={strings("toolbar")}>
      <div className={styles.barTitle}>
        <Badge appearance="filled" color={isDraft ? "warning" : "success"}>
          {strings(isDraft ? "is_draft" : "is_published")}
        </Badge>
        <span className={styles.subtle}>
          {profile?.publishedOn
            ? strings(
                "version_line",
                profile.version,
                host.format.dateTime(profile.publishedOn),
                profile.publishedBy ?? "",
              )
            : strings("never_published")}
        </span>
        <Button size="small" appearance="transparent" onClick={() => open("mapping")}>
          {strings("findings_count", counted)}
        </Button>
      </div>
      <Button size="small" disabled={readOnly || state.past.length === 0} onClick={onUndo}>
        {strings("undo")}
      </Button>
      <Button size="small" disabled={readOnly || state.future.length === 0} onClick={onRedo}>
        {strings("redo")}
      </Button>
      <Menu>
        <MenuTrigger>
          <Button size="small">{strings("more")}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => saveFile("profile.json", writeProfile(document), "application/json")}>
              {strings("export_json")}
            </MenuItem>
            <MenuItem disabled={readOnly} onClick={pick.open}>
              {strings("import_json")}
            </MenuItem>
            {starters.map((name) => (
              <MenuItem
                key={name}
                disabled={readOnly}
                onClick={() =>
                  setIncoming({ title: strings(`starter_${name}`), reading: checkDocument(starterProfiles[name]) })
                }
              >
                {strings(`starter_${name}`)}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <Button size="small" appearance="primary" disabled={readOnly || !isDraft} onClick={() => setPublishing(true)}>
        {strings("publish_ask")}
      </Button>
      {pick.input}
      {incoming && <ReplaceDialog {...incoming} onClose={() => setIncoming(undefined)} />}
      {isPublishing && (
        <PublishDialog
          onClose={() => setPublishing(false)}
          onPublished={(published) => {
            setPublishing(false);
            onPublished(published);
          }}
        />
      )}
    </div>
  );
}
