import * as React from "react";
import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Commands } from "../app/Commands";
import { useObservable, type FormModel, type TabModel } from "../form-model";
import { say } from "../dialogs/strings";
import { mayLeave, saveAndReport } from "../xrm";
import { VIEW_TYPE } from "../views/saved-queries";
import { useCardStyles } from "../styles/shared";
import { FormHeader } from "./FormHeader";
import { FormNotifications } from "./FormNotifications";
import { ProcessBar } from "./ProcessBar";
import { FormTabs, relatedValue } from "./FormTabs";
import type { RelatedTable } from "./RelatedMenu";
import { RelatedRows } from "./RelatedRows";
import { SectionCells } from "./SectionCells";
import { TabContent } from "./TabContent";
import { useDuplicatePrompt } from "./use-duplicate-prompt";

/** Screens on which a fixed head is too much. */
const SMALL = "@media (max-width: 640px), (max-height: 480px)";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    flexGrow: 1,
    minHeight: 0,
    // On phones and at high zoom the head would leave no room: everything scrolls.
    [SMALL]: { overflowY: "auto" },
  },
  head: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} 0`, flexShrink: 0 },
  headPlain: { paddingBottom: tokens.spacingVerticalM },
  scroll: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    // Room for the shadows of the cards and for their focus rings.
    margin: `0 -${tokens.spacingHorizontalXXS}`,
    padding: `0 ${tokens.spacingHorizontalXXS} ${tokens.spacingVerticalXXS}`,
    display: "flex",
    flexDirection: "column",
    [SMALL]: { overflowY: "visible", flexGrow: 0, flexShrink: 0 },
  },
  hidden: { display: "none" },
  buttons: {
    display: "flex",
    justifyContent: "flex-end",
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalL,
    flexShrink: 0,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  footer: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`, flexShrink: 0 },
});

interface FormViewProps {
  readonly form: FormModel;
  /** In a dialog there is no page around the form: less chrome, no cards around cards. */
  readonly isDialog?: boolean;
}

/** A form as its FormXml says, as far as scripts have not hidden parts of it. */
export function FormView({ form, isDialog = false }: FormViewProps): React.ReactElement {
  useObservable(form);
  const styles = useStyles();
  const cards = useCardStyles();
  const root = React.useRef<HTMLDivElement>(null);
  useSaveKey(form, root, isDialog);
  const duplicates = useDuplicatePrompt(form);
  const tabs = form.tabs.filter((tab) => tab.visible);
  const current = form.currentTab;
  // A dialog has no related rows to show, so a single tab needs no name there.
  const showsTabs = form.chrome.tabNavigator && (tabs.length > 1 || !isDialog);
  const seen = useSeenTabs(current);
  const [related, setRelated] = React.useState<RelatedTable>();

  return (
    <div ref={root} className={styles.root}>
      {form.chrome.commandBar && (
        <div className={mergeClasses(cards.card, cards.strip)}>
          <Commands source={{ kind: "form", table: form.table.logicalName, form }} />
        </div>
      )}
      <FormNotifications form={form} />
      {(form.chrome.body || showsTabs) && (
        <div className={mergeClasses(cards.card, styles.head, !showsTabs && styles.headPlain)}>
          {form.chrome.body && <FormHeader form={form} isDialog={isDialog} />}
          {form.chrome.body && form.chrome.processBar && form.process && form.entityId && (
            <ProcessBar process={form.process} />
          )}
          {showsTabs && <FormTabs form={form} tabs={tabs} related={related} onRelated={setRelated} />}
        </div>
      )}
      <div className={styles.scroll}>
        {tabs
          .filter((tab) => seen.has(tab))
          .map((tab) => (
            <div
              key={tab.definition.id}
              role={showsTabs ? "tabpanel" : undefined}
              aria-label={showsTabs ? tab.label : undefined}
              className={mergeClasses((related !== undefined || tab !== current) && styles.hidden)}
            >
              <TabContent form={form} tab={tab} isDialog={isDialog} />
            </div>
          ))}
        {related && (
          <div role="tabpanel" aria-label={related.label} className={cards.card}>
            <RelatedRows
              key={relatedValue(related)}
              form={form}
              table={related.relationship.table}
              relationship={related.relationship}
              viewType={VIEW_TYPE.associated}
              name={related.relationship.name}
              height={10}
              hasViewPicker={false}
            />
          </div>
        )}
      </div>
      {form.footer && form.chrome.footer && form.footer.controls.length > 0 && (
        <div className={mergeClasses(cards.card, styles.footer)}>
          <SectionCells form={form} section={form.footer} />
        </div>
      )}
      {form.isQuickCreate && <QuickCreateButtons form={form} />}
      {duplicates}
    </div>
  );
}

function QuickCreateButtons({ form }: { readonly form: FormModel }): React.ReactElement {
  const styles = useStyles();

  return (
    <div className={styles.buttons}>
      <Button
        appearance="primary"
        disabled={form.isSaving}
        // What is wrong is said on the form.
        onClick={() => void saveAndReport(form, { saveMode: SAVE_AND_CLOSE }).catch(() => undefined)}
      >
        {say("saveAndClose")}
      </Button>
      <Button onClick={() => void mayLeave(form).then((leaves) => leaves && form.port.close())}>{say("cancel")}</Button>
    </div>
  );
}

const SAVE_AND_CLOSE = 2;

/** Tabs are drawn when they are first shown and stay, so that what was typed and scrolled there is kept. */
function useSeenTabs(current: TabModel | undefined): ReadonlySet<TabModel> {
  const seen = React.useRef(new Set<TabModel>()).current;
  if (current) {
    seen.add(current);
  }

  return seen;
}

/**
 * Ctrl+S saves, wherever the keyboard is: a form over the page listens to the whole page, one in a dialog to its dialog (the page
 * behind it hears nothing, for the dialog takes the key).
 */
function useSaveKey(form: FormModel, root: React.RefObject<HTMLElement>, isDialog: boolean): void {
  React.useEffect(() => {
    const target = isDialog ? root.current : document;
    const save = (event: Event): void => saveByKey(event as KeyboardEvent, form);
    target?.addEventListener("keydown", save);

    return () => target?.removeEventListener("keydown", save);
  }, [form, root, isDialog]);
}

function saveByKey(event: KeyboardEvent, form: FormModel): void {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s" || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  // The field that has the keyboard hands in its entry first.
  const field = document.activeElement;
  if (field instanceof HTMLElement && field !== document.body) {
    field.blur();
    field.focus();
  }
  // What is wrong is said on the form.
  saveAndReport(form, {}).catch(() => undefined);
}
