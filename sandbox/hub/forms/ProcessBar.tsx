import * as React from "react";
import {
  Button,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { Checkmark16Filled } from "@fluentui/react-icons/svg/checkmark";
import { useHub } from "../app/context";
import { useObservable, type ProcessModel, type StageInfo } from "../form-model";
import { StageFlyout } from "./StageFlyout";
import { activeTime } from "./duration";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalM,
    overflowX: "auto",
    "@media (max-width: 640px)": { flexWrap: "wrap" },
  },
  summary: {
    display: "flex",
    flexDirection: "column",
    flexShrink: 0,
    maxWidth: "200px",
    paddingInlineEnd: tokens.spacingHorizontalM,
    "@media (max-width: 640px)": { maxWidth: "100%", width: "100%" },
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  list: { display: "flex", flexGrow: 1, listStyleType: "none", margin: 0, padding: 0, minWidth: "min(100%, 320px)" },
  item: { position: "relative", flexGrow: 1, flexBasis: 0, display: "flex", justifyContent: "center" },
  // The line between a stage and the one before it.
  line: {
    "::before": {
      content: '""',
      position: "absolute",
      insetInlineEnd: "50%",
      width: "100%",
      top: "15px",
      height: tokens.strokeWidthThick,
      backgroundColor: tokens.colorNeutralStroke1,
    },
  },
  lineDone: { "::before": { backgroundColor: tokens.colorCompoundBrandStroke } },
  stage: {
    position: "relative",
    flexDirection: "column",
    gap: tokens.spacingVerticalXXS,
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalS}`,
    fontWeight: tokens.fontWeightRegular,
    ":hover": { backgroundColor: "transparent" },
  },
  dot: {
    position: "relative",
    zIndex: 1,
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    width: "20px",
    height: "20px",
    margin: "4px",
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThick} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForegroundOnBrand,
    boxSizing: "border-box",
  },
  dotDone: {
    backgroundColor: tokens.colorCompoundBrandBackground,
    border: `${tokens.strokeWidthThick} solid ${tokens.colorCompoundBrandStroke}`,
  },
  dotActive: {
    border: `${tokens.strokeWidthThickest} solid ${tokens.colorCompoundBrandStroke}`,
    boxShadow: `0 0 0 3px ${tokens.colorBrandBackground2}`,
  },
  name: { whiteSpace: "nowrap", overflow: "hidden", textOverflow: "ellipsis", maxWidth: "100%" },
  nameActive: { fontWeight: tokens.fontWeightSemibold },
});

/** The business process flow: stages in a row, the active one marked by shape and weight; each opens its steps. */
export function ProcessBar({ process }: { readonly process: ProcessModel }): React.ReactElement {
  useObservable(process);
  useObservable(process.form);
  const styles = useStyles();
  const { t } = useHub();
  const [openId, setOpenId] = React.useState<string>();
  const stages = process.info.stages;
  const activeIndex = process.activeStage ? stages.indexOf(process.activeStage) : -1;
  const isFinished = process.status === "finished";
  const select = (stage: StageInfo, isOpen: boolean): void => {
    setOpenId(isOpen ? stage.id : undefined);
    process.select(isOpen ? stage.id : undefined);
  };

  return (
    <section aria-label={process.info.name} className={styles.root}>
      <div className={styles.summary}>
        <Text weight="semibold" size={200}>
          {process.info.name}
        </Text>
        <Text size={200} className={styles.quiet}>
          {process.status === "active"
            ? t("processActive", activeTime(process.instance, t))
            : t(isFinished ? "processFinished" : "processAborted")}
        </Text>
      </div>
      <ol className={styles.list}>
        {stages.map((stage, index) => {
          const isDone = isFinished || index < activeIndex;
          const isActive = !isFinished && index === activeIndex;
          const state = isActive ? t("stageActive") : isDone ? t("stageDone") : t("stageOpen");

          return (
            <li
              key={stage.id}
              className={mergeClasses(
                styles.item,
                index > 0 && styles.line,
                index > 0 && (isDone || isActive) && styles.lineDone,
              )}
              aria-current={isActive ? "step" : undefined}
            >
              <Popover
                open={openId === stage.id}
                onOpenChange={(_event, data) => select(stage, data.open)}
                positioning="below"
                trapFocus
                withArrow
              >
                <PopoverTrigger disableButtonEnhancement>
                  <Button
                    appearance="transparent"
                    className={styles.stage}
                    aria-label={`${t("processStage", stage.name, state)}`}
                  >
                    <span className={mergeClasses(styles.dot, isDone && styles.dotDone, isActive && styles.dotActive)}>
                      {isDone && <Checkmark16Filled />}
                    </span>
                    <span className={mergeClasses(styles.name, isActive && styles.nameActive)}>{stage.name}</span>
                  </Button>
                </PopoverTrigger>
                <PopoverSurface aria-label={stage.name}>
                  <StageFlyout process={process} stage={stage} onClose={() => select(stage, false)} />
                </PopoverSurface>
              </Popover>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
