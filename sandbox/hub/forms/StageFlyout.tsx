import * as React from "react";
import { Button, MessageBar, MessageBarBody, Subtitle2, makeStyles, tokens } from "@fluentui/react-components";
import { Flag20Regular } from "@fluentui/react-icons/svg/flag";
import { useHub } from "../app/context";
import type { MoveResult, ProcessModel, StageInfo } from "../form-model";
import type { StringKey } from "../strings";
import { useTitleStyles } from "../styles/shared";
import { FormCell } from "./FormCell";
import { controlsOfStage } from "./process-steps";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, width: "340px", maxWidth: "80vw" },
  steps: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    maxHeight: "40vh",
    overflowY: "auto",
    padding: tokens.spacingHorizontalXXS,
  },
  buttons: { display: "flex", justifyContent: "flex-end", gap: tokens.spacingHorizontalS },
});

const REASONS: Partial<Record<MoveResult, StringKey>> = {
  stageGate: "processRequired",
  crossEntity: "processNeedsOpportunity",
};

interface StageFlyoutProps {
  readonly process: ProcessModel;
  readonly stage: StageInfo;
  readonly onClose: () => void;
}

/** The steps of a stage, and the way on: Next Stage on the active one, Set Active on the others. */
export function StageFlyout({ process, stage, onClose }: StageFlyoutProps): React.ReactElement {
  const styles = useStyles();
  const titles = useTitleStyles();
  const { t } = useHub();
  const { form } = process;
  const [problem, setProblem] = React.useState<string>();
  const [isBusy, setBusy] = React.useState(false);
  const controls = controlsOfStage(form, stage);
  const isActive = process.activeStage?.id === stage.id && process.status === "active";
  const isLast = process.info.stages[process.info.stages.length - 1]?.id === stage.id;
  const move = async (action: () => Promise<MoveResult | string>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await form.save();
      if (saved.state === "invalid") {
        setProblem(saved.messages.join(" "));
        return;
      }
      const result = await action();
      const reason = REASONS[result as MoveResult];
      if (reason) {
        setProblem(t(reason));
      } else {
        onClose();
      }
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={styles.root}>
      <Subtitle2 as="h2" className={titles.title}>
        {stage.name}
      </Subtitle2>
      <div className={styles.steps}>
        {controls.map((control) => (
          <FormCell key={control.name} form={form} control={control} showLabel />
        ))}
        {controls.length === 0 && stage.steps.map((step) => <span key={step.column}>{step.label}</span>)}
      </div>
      {problem && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.buttons}>
        {isActive ? (
          isLast ? (
            <Button
              appearance="primary"
              icon={<Flag20Regular />}
              disabled={isBusy}
              onClick={() => void move(() => process.setStatus("finished"))}
            >
              {t("finish")}
            </Button>
          ) : (
            <Button
              appearance="primary"
              disabled={isBusy || form.formType === 3}
              onClick={() => void move(() => process.moveNext())}
            >
              {t("nextStage")}
            </Button>
          )
        ) : (
          <Button disabled={isBusy || form.formType === 3} onClick={() => void move(() => process.setActive(stage.id))}>
            {t("setActive")}
          </Button>
        )}
      </div>
    </div>
  );
}
