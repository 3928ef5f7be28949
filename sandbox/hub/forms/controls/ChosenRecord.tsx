import * as React from "react";
import { Button, Link, makeStyles, tokens } from "@fluentui/react-components";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { useHub } from "../../app/context";
import { TableIcon } from "../../app/icons";
import { formatPlace } from "../../app/routes";
import type { ControlModel, LookupItem } from "../../form-model";
import { useFieldAria } from "./types";
import { useFocusOnce } from "./use-focus-handler";

const useStyles = makeStyles({
  chosen: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minHeight: "32px",
    padding: `0 ${tokens.spacingHorizontalXS} 0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    boxSizing: "border-box",
    minWidth: 0,
  },
  icon: { display: "flex", flexShrink: 0, color: tokens.colorNeutralForeground2 },
  link: { flexGrow: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  empty: { flexGrow: 1, color: tokens.colorNeutralForeground4 },
});

interface ChosenRecordProps {
  readonly control: ControlModel;
  readonly item: LookupItem | undefined;
  /** True once: the record was just chosen here, and the keyboard goes on from it. */
  readonly takesFocus: React.MutableRefObject<boolean>;
  readonly onRemove: () => void;
}

/** The record that a lookup holds, as a link; it can be removed unless the control is locked. */
export function ChosenRecord({ control, item, takesFocus, onRemove }: ChosenRecordProps): React.ReactElement {
  const link = React.useRef<HTMLAnchorElement>(null);
  useFocusOnce(link, takesFocus);
  const styles = useStyles();
  const aria = useFieldAria();
  const { t, navigator, app } = useHub();
  if (!item) {
    return (
      <div className={styles.chosen}>
        <span className={styles.empty}>{t("notSet")}</span>
      </div>
    );
  }
  const route = { page: "entityrecord", table: item.entityType, id: item.id } as const;
  const name = item.name || t("notSet");

  return (
    <div
      className={styles.chosen}
      role="group"
      aria-label={aria["aria-label"]}
      aria-labelledby={aria["aria-labelledby"]}
    >
      <span className={styles.icon}>
        <TableIcon table={item.entityType} />
      </span>
      <Link
        ref={link}
        href={formatPlace({ appId: app.id, route })}
        className={styles.link}
        title={name}
        onClick={(event: React.MouseEvent) => {
          event.preventDefault();
          const fieldName = control.attribute?.name ?? "";
          if (control.clickTag({ id: item.id, name: item.name, entityType: item.entityType, fieldName })) {
            void navigator.go(route);
          }
        }}
      >
        {name}
      </Link>
      {!control.isReadOnly && (
        <Button
          appearance="transparent"
          size="small"
          icon={<Dismiss16Regular />}
          aria-label={t("lookupClear", name)}
          onClick={() => {
            onRemove();
            control.attribute?.enter(null);
          }}
        />
      )}
    </div>
  );
}
