import * as React from "react";
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SearchBox,
  Spinner,
  Subtitle2,
  Text,
  Tooltip,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { useHub } from "../../app/context";
import { Failure } from "../../app/Failure";
import { TableIcon } from "../../app/icons";
import type { FormModel } from "../../form-model";
import { ActivityForm } from "./ActivityForm";
import { ACTIVITY_TABLES, readTimeline, type ActivityTable, type TimelineEntry } from "./entries";
import { NoteForm } from "./NoteForm";
import { TimelineItem } from "./TimelineItem";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  head: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    // The button is higher than a title: the title stays on the line of those beside it.
    marginBlock: `calc(-1 * ${tokens.spacingVerticalXS})`,
  },
  title: { flexGrow: 1, margin: 0 },
  search: { width: "100%", maxWidth: "none" },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
  },
  empty: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    padding: tokens.spacingVerticalXXL,
    textAlign: "center",
    color: tokens.colorNeutralForeground2,
  },
});

/** Notes, files and activities of the record: read, search, add. */
export function Timeline({ form }: { readonly form: FormModel }): React.ReactElement {
  const styles = useStyles();
  const { t, tableName } = useHub();
  const { entries, error, reload } = useTimeline(form);
  const [text, setText] = React.useState("");
  const [adding, setAdding] = React.useState<ActivityTable>();
  const canAdd = form.entityId !== undefined && form.rights.canAppend;
  const shown = entries?.filter((entry) => matches(entry, text)) ?? [];
  const added = (): void => {
    setAdding(undefined);
    reload();
  };

  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <Subtitle2 as="h2" className={styles.title}>
          {t("timeline")}
        </Subtitle2>
        {canAdd && (
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <Tooltip content={t("timelineAdd")} relationship="label">
                <Button appearance="subtle" icon={<Add20Regular />} />
              </Tooltip>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {ACTIVITY_TABLES.map((table) => (
                  <MenuItem key={table} icon={<TableIcon table={table} />} onClick={() => setAdding(table)}>
                    {tableName(table).label}
                  </MenuItem>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
      </div>
      <SearchBox
        className={styles.search}
        placeholder={t("timelineSearch")}
        aria-label={t("timelineSearch")}
        dismiss={{ "aria-label": t("quickFindClear") }}
        value={text}
        onChange={(_event, data) => setText(data.value)}
      />
      {adding && (
        <ActivityForm key={adding} form={form} table={adding} onDone={added} onCancel={() => setAdding(undefined)} />
      )}
      {canAdd && !adding && <NoteForm form={form} onDone={added} />}
      {error && <Failure title={t("somethingFailed")} error={error} retryLabel={t("retry")} onRetry={reload} />}
      {!entries && !error && <Spinner label={t("loading")} />}
      {entries && shown.length === 0 && (
        <div className={styles.empty}>
          <Text weight="semibold">{t("timelineEmpty")}</Text>
          <Text size={200}>{text ? t("noMatches", text) : t("timelineEmptyHint")}</Text>
        </div>
      )}
      <ul className={styles.list}>
        {shown.map((entry) => (
          <TimelineItem key={entry.id} entry={entry} onChanged={reload} />
        ))}
      </ul>
    </div>
  );
}

function matches(entry: TimelineEntry, text: string): boolean {
  const wanted = text.trim().toLocaleLowerCase();

  return [entry.title, entry.text, entry.author, entry.file?.name ?? ""].some((part) =>
    part.toLocaleLowerCase().includes(wanted),
  );
}

/** Reads again when the form has been read again: a command may have added something. */
function useTimeline(form: FormModel): {
  entries: readonly TimelineEntry[] | undefined;
  error: Error | undefined;
  reload: () => void;
} {
  const [entries, setEntries] = React.useState<readonly TimelineEntry[]>();
  const [error, setError] = React.useState<Error>();
  const reload = React.useCallback(() => {
    readTimeline(form).then(
      (read) => {
        setError(undefined);
        setEntries(read);
      },
      (failure: Error) => setError(failure),
    );
  }, [form]);
  const row = form.row;
  React.useEffect(reload, [reload, row]);

  return { entries, error, reload };
}
