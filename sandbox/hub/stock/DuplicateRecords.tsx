import * as React from "react";
import {
  Button,
  DialogActions,
  DialogContent,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from "@fluentui/react-components";
import type { Duplicate } from "./duplicates";

interface Props {
  readonly current: string;
  readonly found: readonly Duplicate[];
  onAnswer(ignore: boolean): void;
}

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  list: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  details: { color: tokens.colorNeutralForeground2 },
});

/** As in the product, "Ignore and save" cannot be used while exactly one row is selected. */
export function DuplicateRecords({ current, found, onAnswer }: Props): React.ReactElement {
  const styles = useStyles();
  const [selected, setSelected] = React.useState("");

  return (
    <>
      <DialogContent className={styles.content}>
        <div className={styles.list}>
          <Text weight="semibold">Current record</Text>
          <Text>{current}</Text>
        </div>
        <div className={styles.list}>
          <Text weight="semibold" id="duplicates-found">
            Duplicates found
          </Text>
          <RadioGroup
            aria-labelledby="duplicates-found"
            value={selected}
            onChange={(_, data) => setSelected(data.value)}
          >
            <Radio value="" label="None of these" />
            {found.map((duplicate) => (
              <Radio
                key={duplicate.id}
                value={duplicate.id}
                label={
                  <>
                    {duplicate.name} <Text className={styles.details}>{duplicate.details.join(" · ")}</Text>
                  </>
                }
              />
            ))}
          </RadioGroup>
        </div>
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" disabled={selected !== ""} onClick={() => onAnswer(true)}>
          Ignore and save
        </Button>
        <Button onClick={() => onAnswer(false)}>Cancel</Button>
      </DialogActions>
    </>
  );
}
