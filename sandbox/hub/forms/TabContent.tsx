import * as React from "react";
import { Subtitle2, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useObservable, type FormModel, type SectionModel, type TabModel } from "../form-model";
import { useCardStyles } from "../styles/shared";
import { SectionCells } from "./SectionCells";

const useStyles = makeStyles({
  columns: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-start",
    gap: tokens.spacingHorizontalS,
  },
  column: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS, minWidth: "min(100%, 280px)" },
  section: { padding: tokens.spacingHorizontalL },
  bare: { padding: 0, overflow: "hidden" },
  title: { margin: `0 0 ${tokens.spacingVerticalM}`, display: "block" },
});

interface TabContentProps {
  readonly form: FormModel;
  readonly tab: TabModel;
  readonly isDialog: boolean;
}

/** The columns of a tab with their section cards; on narrow screens the columns stack. */
export function TabContent({ form, tab, isDialog }: TabContentProps): React.ReactElement {
  useObservable(tab);
  const styles = useStyles();

  return (
    <div className={styles.columns}>
      {tab.columns.map((column, index) => (
        <div
          key={index}
          className={styles.column}
          // The widths of FormXml add up to 100 %: they share what is left beside the gaps.
          style={{
            flexGrow: Number.parseFloat(column.width) || 1,
            flexBasis: `calc(${column.width || "100%"} - 16px)`,
          }}
        >
          {column.sections.map((section) => (
            <SectionCard key={section.definition.id} form={form} section={section} isDialog={isDialog} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Parts that draw their own title with their commands beside it; alone in a section they take its title over. */
const OWN_TITLE = new Set(["subgrid", "timeline", "notes"]);
/** Parts that fill the card to its edge. */
const FULL_BLEED = new Set(["subgrid", "webresource", "iframe"]);

function SectionCard(props: {
  readonly form: FormModel;
  readonly section: SectionModel;
  readonly isDialog: boolean;
}): React.ReactElement | null {
  const { form, section, isDialog } = props;
  useObservable(section);
  const styles = useStyles();
  const cards = useCardStyles();
  const controls = section.controls.filter((control) => control.visible);
  if (!section.visible || controls.length === 0) {
    return null;
  }

  const only = controls.length === 1 ? controls[0] : undefined;
  const showsTitle =
    section.definition.showLabel && section.label !== "" && !(only !== undefined && OWN_TITLE.has(only.kind));
  const isBare = only !== undefined && (FULL_BLEED.has(only.kind) || only.custom !== undefined) && !showsTitle;
  const titleId = `section-${section.definition.id}`;

  return (
    <section
      aria-labelledby={showsTitle ? titleId : undefined}
      // A control that is all of a dialog needs no card inside the dialog.
      className={mergeClasses(!(isDialog && isBare) && cards.card, styles.section, isBare && styles.bare)}
    >
      {showsTitle && (
        <Subtitle2 as="h2" id={titleId} className={styles.title}>
          {section.label}
        </Subtitle2>
      )}
      <SectionCells form={form} section={section} />
    </section>
  );
}
