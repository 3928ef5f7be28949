import * as React from "react";
import { compareProfiles, readProfile } from "../../../core/profile";
import { useEditor } from "../context";
import type { StoredVersion } from "../data/environment";
import { DifferenceList } from "../DifferenceList";
import { SmallButton } from "../expression/fields";
import { saveFile } from "../files";
import { useEditorStyles } from "../styles";

/** What was published, when, by whom and why; each version against the draft, and back into it. */
export function HistoryPart({ versions }: { readonly versions: readonly StoredVersion[] }): React.ReactElement {
  const { strings } = useEditor();
  const styles = useEditorStyles();
  if (versions.length === 0) return <span className={styles.subtle}>{strings("never_published")}</span>;
  return (
    <ul className={styles.list}>
      {versions.map((version) => (
        <li key={version.id} className={styles.card}>
          <Version version={version} />
        </li>
      ))}
    </ul>
  );
}

function Version({ version }: { readonly version: StoredVersion }): React.ReactElement {
  const { strings, host, document, edit, readOnly } = useEditor();
  const styles = useEditorStyles();
  const [isOpen, setOpen] = React.useState(false);
  const reading = React.useMemo(() => (isOpen ? readProfile(version.json) : undefined), [isOpen, version.json]);
  const differences = reading ? compareProfiles(document, reading.document) : [];
  return (
    <>
      <div className={styles.row}>
        <span className={styles.grow}>
          {strings(
            "version_line",
            version.version,
            version.publishedOn ? host.format.dateTime(version.publishedOn) : "",
            version.publishedBy,
          )}
          <div className={styles.subtle}>{version.note}</div>
        </span>
        <SmallButton label={strings(isOpen ? "hide_difference" : "show_difference")} onClick={() => setOpen(!isOpen)} />
        <SmallButton
          label={strings("export_json")}
          onClick={() => saveFile(`profile-${version.version}.json`, version.json, "application/json")}
        />
      </div>
      {reading && (
        <>
          <DifferenceList differences={differences} />
          {differences.length > 0 && !readOnly && reading.problems.length === 0 && (
            <div className={styles.row}>
              <SmallButton label={strings("restore", version.version)} onClick={() => edit(reading.document)} />
            </div>
          )}
        </>
      )}
    </>
  );
}
