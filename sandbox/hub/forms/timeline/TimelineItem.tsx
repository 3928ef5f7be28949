import * as React from "react";
import { Avatar, Badge, Button, Link, Text, Tooltip, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowDownload20Regular } from "@fluentui/react-icons/svg/arrow-download";
import { Delete20Regular } from "@fluentui/react-icons/svg/delete";
import { useHub } from "../../app/context";
import { TableIcon } from "../../app/icons";
import { deleteNote, readFile, type TimelineEntry } from "./entries";

const useStyles = makeStyles({
  root: {
    display: "flex",
    gap: tokens.spacingHorizontalM,
    paddingBottom: tokens.spacingVerticalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    ":last-child": { borderBottomStyle: "none" },
  },
  content: { flexGrow: 1, minWidth: 0, display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXXS },
  meta: { color: tokens.colorNeutralForeground2 },
  text: { whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  file: { alignSelf: "flex-start", maxWidth: "100%" },
});

interface TimelineItemProps {
  readonly entry: TimelineEntry;
  readonly onChanged: () => void;
}

/** One entry: who, when, what; notes can be deleted and their files saved. */
export function TimelineItem({ entry, onChanged }: TimelineItemProps): React.ReactElement {
  const styles = useStyles();
  const { t, format, tableName, navigator } = useHub();
  const isNote = entry.table === "annotation";
  const kind = isNote ? t("note") : tableName(entry.table).label;
  const open = (): void => void navigator.go({ page: "entityrecord", table: entry.table, id: entry.id });

  return (
    <li className={styles.root}>
      {isNote ? (
        <Avatar name={entry.author} aria-hidden />
      ) : (
        <Avatar icon={<TableIcon table={entry.table} />} aria-hidden />
      )}
      <div className={styles.content}>
        <Text size={200} className={styles.meta}>
          {kind} {t("byPerson", entry.author)} · {entry.createdOn && format.dateTime(entry.createdOn)}{" "}
          {entry.isOpen && (
            <Badge appearance="tint" size="small">
              {t("entryOpen")}
            </Badge>
          )}
        </Text>
        {entry.title &&
          (isNote ? <Text weight="semibold">{entry.title}</Text> : <Link onClick={open}>{entry.title}</Link>)}
        {entry.text && <Text className={styles.text}>{entry.text}</Text>}
        {entry.due && (
          <Text size={200}>
            {t("due")}: {format.dateTime(entry.due)}
          </Text>
        )}
        {entry.file && (
          <Button
            size="small"
            className={styles.file}
            icon={<ArrowDownload20Regular />}
            aria-label={t("download", entry.file.name)}
            onClick={() => void saveFile(entry)}
          >
            {entry.file.name}
          </Button>
        )}
      </div>
      {isNote && (
        <Tooltip content={t("deleteNote")} relationship="label">
          <Button
            appearance="subtle"
            icon={<Delete20Regular />}
            onClick={() => void deleteNote(entry.id).then(onChanged)}
          />
        </Tooltip>
      )}
    </li>
  );
}

async function saveFile(entry: TimelineEntry): Promise<void> {
  const link = document.createElement("a");
  link.href = await readFile(entry.id);
  link.download = entry.file?.name ?? "";
  link.click();
}
