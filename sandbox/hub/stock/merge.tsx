import * as React from "react";
import {
  Button,
  DialogActions,
  DialogContent,
  Radio,
  RadioGroup,
  Text,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { dialogs } from "../dialogs/store";
import { utility } from "../xrm/utility";
import { runAction, showError, typedReference, whileBusy, type ItemReference } from "./records";
import { say } from "./strings";

const useStyles = makeStyles({ content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM } });

/** Merge of two rows: the person says which one stays (facts/sales-qualification.md §3 "Merge"). True when they were merged. */
export async function mergeRecords(selected: readonly ItemReference[], table: string): Promise<boolean> {
  const pair = await pairOf(selected, table);
  if (!pair) return false;
  const primary = await dialogs.open<string>({
    kind: "custom",
    title: say("mergeRecords"),
    draw: (close) => <MergeChoice pair={pair} onAnswer={close} />,
  });
  const kept = pair.find(({ Id }) => Id === primary);
  const lost = pair.find(({ Id }) => Id !== primary);
  if (!kept || !lost) return false;
  try {
    await whileBusy(say("merging"), () =>
      runAction("Merge", {
        Target: typedReference(table, kept.Id),
        Subordinate: typedReference(table, lost.Id),
        UpdateContent: { "@odata.type": `Microsoft.Dynamics.CRM.${table}` },
        PerformParentingChecks: false,
      }),
    );
    return true;
  } catch (error) {
    await showError(error);
    return false;
  }
}

/** With one row selected the other is looked up. */
async function pairOf(
  selected: readonly ItemReference[],
  table: string,
): Promise<readonly ItemReference[] | undefined> {
  if (selected.length > 1) return selected.slice(0, 2);
  const [other] = await utility.lookupObjects({ entityTypes: [table] });
  const [first] = selected;
  return other && first ? [first, { Id: other.id, Name: other.name, TypeName: table }] : undefined;
}

interface Props {
  readonly pair: readonly ItemReference[];
  onAnswer(primary?: string): void;
}

function MergeChoice({ pair, onAnswer }: Props): React.ReactElement {
  const styles = useStyles();
  const [primary, setPrimary] = React.useState(pair[0]?.Id ?? "");

  return (
    <>
      <DialogContent className={styles.content}>
        <Text id="merge-primary">{say("whichStays")}</Text>
        <RadioGroup aria-labelledby="merge-primary" value={primary} onChange={(_, data) => setPrimary(data.value)}>
          {pair.map(({ Id, Name }) => (
            <Radio key={Id} value={Id} label={Name} />
          ))}
        </RadioGroup>
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={() => onAnswer(primary)}>
          {say("merge")}
        </Button>
        <Button onClick={() => onAnswer()}>{say("cancel")}</Button>
      </DialogActions>
    </>
  );
}
