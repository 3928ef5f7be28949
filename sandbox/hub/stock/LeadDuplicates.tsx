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
import type { Duplicate } from "./duplicates";
import { say } from "./strings";

export interface DuplicateChoice {
  readonly accountId?: string;
  readonly contactId?: string;
}

interface Props {
  readonly accounts: readonly Duplicate[];
  readonly contacts: readonly Duplicate[];
  /** The newer of the product's two dialogs. */
  readonly isImproved: boolean;
  onAnswer(choice?: DuplicateChoice): void;
}

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  group: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  button: { whiteSpace: "nowrap" },
  details: { color: tokens.colorNeutralForeground2 },
});

export function drawLeadDuplicates(props: Props): React.ReactElement {
  return <LeadDuplicates {...props} />;
}

function LeadDuplicates({ accounts, contacts, isImproved, onAnswer }: Props): React.ReactElement {
  const styles = useStyles();
  const [accountId, setAccount] = React.useState("");
  const [contactId, setContact] = React.useState("");
  const hasChosen = accountId !== "" || contactId !== "";
  const choose = (): void => onAnswer({ accountId: accountId || undefined, contactId: contactId || undefined });

  return (
    <>
      <DialogContent className={styles.content}>
        {!isImproved && <Text>{say("mightMatch")}</Text>}
        <Matches
          title={say(isImproved ? "matchedAccounts" : "account")}
          found={accounts}
          chosen={accountId}
          onChoose={setAccount}
        />
        <Matches
          title={say(isImproved ? "matchedContacts" : "contact")}
          found={contacts}
          chosen={contactId}
          onChoose={setContact}
        />
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" disabled={isImproved && !hasChosen} onClick={choose}>
          {say("continue")}
        </Button>
        {isImproved && (
          <Button className={styles.button} disabled={hasChosen} onClick={() => onAnswer({})}>
            {say("ignoreAndSave")}
          </Button>
        )}
        <Button onClick={() => onAnswer()}>{say("cancel")}</Button>
      </DialogActions>
    </>
  );
}

interface MatchesProps {
  readonly title: string;
  readonly found: readonly Duplicate[];
  readonly chosen: string;
  onChoose(id: string): void;
}

function Matches({ title, found, chosen, onChoose }: MatchesProps): React.ReactElement | null {
  const styles = useStyles();
  if (found.length === 0) return null;

  return (
    <div className={styles.group} role="group" aria-label={title}>
      <Text weight="semibold">{title}</Text>
      <RadioGroup aria-label={title} value={chosen} onChange={(_, data) => onChoose(data.value)}>
        <Radio value="" label={say("noneCreateNew")} />
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
  );
}
