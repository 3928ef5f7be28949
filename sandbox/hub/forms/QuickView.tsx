import * as React from "react";
import { Spinner, Subtitle2, Text, makeStyles, tokens } from "@fluentui/react-components";
import { useHub } from "../app/context";
import { useObservable, type ControlModel, type FormModel } from "../form-model";
import { openQuickView, quickViewTarget } from "../form-model/quick-view";
import { SectionCells } from "./SectionCells";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  title: { display: "block", margin: `0 0 ${tokens.spacingVerticalS}` },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface QuickViewProps {
  readonly form: FormModel;
  readonly control: ControlModel;
}

/** A quick view form: what another row says, as far as its form shows it; follows the lookup that it is bound to. */
export function QuickView({ form, control }: QuickViewProps): React.ReactElement {
  useObservable(form);
  const styles = useStyles();
  const { t } = useHub();
  const { quickView, error } = useQuickView(control);

  if (error) {
    return <Text className={styles.quiet}>{t("rowGone")}</Text>;
  }
  if (!quickView) {
    return quickViewTarget(control) ? <Spinner size="tiny" label={t("loading")} /> : <Text>{t("notSet")}</Text>;
  }

  return (
    <div className={styles.root} role="group" aria-label={control.label || quickView.definition.name}>
      {quickView.tabs
        .filter((tab) => tab.visible)
        .flatMap((tab) => tab.sections)
        .filter((section) => section.visible)
        .map((section) => (
          <div key={section.definition.id}>
            {section.definition.showLabel && section.label && (
              <Subtitle2 as="h3" className={styles.title}>
                {section.label}
              </Subtitle2>
            )}
            <SectionCells form={quickView} section={section} />
          </div>
        ))}
    </div>
  );
}

/** Reads the row when the lookup points to another one, and when a script asks for it. */
function useQuickView(control: ControlModel): { quickView?: FormModel; error?: Error } {
  useObservable(control);
  const { user } = useHub();
  const [error, setError] = React.useState<Error>();
  const key = JSON.stringify(quickViewTarget(control) ?? null);

  React.useEffect(() => {
    let isStale = false;
    const take = (quickView: FormModel | undefined): void => {
      if (!isStale) {
        control.quickView = quickView;
        control.changed();
      }
    };
    const read = (): void => {
      const target = JSON.parse(key) as Parameters<typeof openQuickView>[0] | null;
      setError(undefined);
      if (target) openQuickView(target, user.languageId).then(take, (failure: Error) => !isStale && setError(failure));
    };
    take(undefined);
    read();
    control.refreshHandler = read;

    return () => {
      isStale = true;
      control.refreshHandler = undefined;
    };
  }, [control, key, user.languageId]);

  return { quickView: control.quickView, error };
}
