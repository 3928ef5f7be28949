import * as React from "react";
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles } from "@fluentui/react-components";
import { ChevronDown16Regular } from "@fluentui/react-icons/svg/chevron-down";
import { useHub } from "../app/context";
import { TableIcon } from "../app/icons";
import type { FormModel } from "../form-model";
import { useRelationships, type Relationship } from "./use-relationship";

const useStyles = makeStyles({
  list: { maxHeight: "60vh", overflowY: "auto" },
  button: { minWidth: 0, flexShrink: 0 },
});

/** A table whose rows belong to the record, as the menu names it. */
export interface RelatedTable {
  readonly relationship: Relationship;
  readonly label: string;
}

interface RelatedMenuProps {
  readonly form: FormModel;
  readonly onChoose: (related: RelatedTable) => void;
}

/** The Related menu at the end of the tabs: every table that an app shows and that points to this record. */
export function RelatedMenu({ form, onChoose }: RelatedMenuProps): React.ReactElement | null {
  const styles = useStyles();
  const { t } = useHub();
  const all = useRelatedTables(form);
  React.useEffect(() => {
    form.related = all.map(({ relationship, label }) => ({ id: idOf(form, relationship), label }));
    form.openNavigation = (id) => {
      const wanted = all.find(({ relationship }) => idOf(form, relationship) === id);
      if (wanted) {
        onChoose(wanted);
      }
    };

    return () => {
      form.openNavigation = undefined;
    };
  }, [form, all, onChoose]);
  const tables = all
    .filter(({ relationship }) => !form.hiddenNavigation.has(idOf(form, relationship)))
    .map((table) => ({ ...table, label: form.navigationLabels.get(idOf(form, table.relationship)) ?? table.label }));
  if (tables.length === 0) {
    return null;
  }

  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="transparent" className={styles.button} icon={<ChevronDown16Regular />} iconPosition="after">
          {t("related")}
        </Button>
      </MenuTrigger>
      <MenuPopover className={styles.list}>
        <MenuList>
          {tables.map((related) => (
            <MenuItem
              key={related.relationship.name}
              icon={<TableIcon table={related.relationship.table} />}
              onClick={() => onChoose(related)}
            >
              {related.label}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** By which scripts find an entry: the id that the form gives it, else one of its relationship. */
function idOf(form: FormModel, { name }: Relationship): string {
  return form.definition.navigation.find(({ relationship }) => relationship === name)?.id ?? `nav_${name}`;
}

/** Tables without a page of their own in any app: they hold parts of other records. */
const PARTS = new Set(["activityparty", "duplicaterecord", "asyncoperation", "principalobjectaccess", "annotation"]);

function useRelatedTables(form: FormModel): readonly RelatedTable[] {
  const { session, tableName } = useHub();
  const relationships = useRelationships(form.table.logicalName);

  return React.useMemo(() => {
    const listed = new Map<string, RelatedTable>();
    for (const relationship of relationships ?? []) {
      const { table, menu } = relationship;
      const isPage = menu.isShown && session.tables.has(table) && !PARTS.has(table) && !table.endsWith("process");
      const label = menu.label || tableName(table).plural;
      // Several columns of a table may point here; the first one stands for the table, as on the platform's stock forms.
      if (isPage && !listed.has(label)) {
        listed.set(label, { relationship, label });
      }
    }

    return [...listed.values()].sort(
      (left, right) =>
        left.relationship.menu.order - right.relationship.menu.order || left.label.localeCompare(right.label),
    );
  }, [relationships, session, tableName]);
}
