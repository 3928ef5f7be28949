import * as React from "react";
import { Tab, TabList, makeStyles, tokens } from "@fluentui/react-components";
import { useHub } from "../app/context";
import type { FormModel, TabModel } from "../form-model";
import { RelatedMenu, type RelatedTable } from "./RelatedMenu";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "center",
    marginInline: `calc(-1 * ${tokens.spacingHorizontalM})`,
    overflowX: "auto",
  },
});

interface FormTabsProps {
  readonly form: FormModel;
  readonly tabs: readonly TabModel[];
  readonly related: RelatedTable | undefined;
  readonly onRelated: (related: RelatedTable | undefined) => void;
}

/** The key of a related table's tab. */
export function relatedValue(related: RelatedTable): string {
  return `related:${related.relationship.name}`;
}

/** The tabs of a form, the tab of the related table that is open, and the menu of the others. */
export function FormTabs({ form, tabs, related, onRelated }: FormTabsProps): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();
  const select = (value: unknown): void => {
    const chosen = tabs.find((tab) => tab.definition.id === value);
    if (chosen) {
      onRelated(undefined);
      form.showTab(chosen);
    }
  };

  return (
    <div className={styles.root}>
      <TabList
        selectedValue={related ? relatedValue(related) : (form.currentTab?.definition.id ?? "")}
        aria-label={t("formTabs")}
        onTabSelect={(_event, data) => select(data.value)}
      >
        {tabs.map((tab) => (
          <Tab key={tab.definition.id} value={tab.definition.id}>
            {tab.label}
          </Tab>
        ))}
        {related && <Tab value={relatedValue(related)}>{related.label}</Tab>}
      </TabList>
      {form.entityId && <RelatedMenu form={form} onChoose={onRelated} />}
    </div>
  );
}
