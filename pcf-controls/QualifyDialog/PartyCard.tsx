import { Radio, RadioGroup, Text } from "@fluentui/react-components";
import * as React from "react";
import type { RecordChoice } from "../../core/plan/context";
import { canCreate, choiceOf } from "../../core/plan/qualify";
import { useHost } from "../ui/Shell";
import { CandidateList } from "./CandidateList";
import { LinkedRecord } from "./LinkedRecord";
import { RecordValues } from "./RecordValues";
import type { DialogEvent, Draft } from "./state";
import type { DialogStyles } from "../ui/dialog-styles";

interface PartyCardProps {
  readonly slot: "account" | "contact";
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly styles: DialogStyles;
  send(event: DialogEvent): void;
}

/** The card of account or contact: link one that is there, make a new one, or none. */
export function PartyCard({ slot, draft, disabled, styles, send }: PartyCardProps): React.ReactElement {
  const { strings } = useHost();
  const { context, choices, plan } = draft;
  const choice = choiceOf(slot, context, choices);
  const record = plan.records.find((one) => one.slot === slot);
  const title = strings(`title_${slot}`);
  const policy = context.profile.document.records[slot].decide;
  const creatable = canCreate(slot, context, choices) && policy !== "never";

  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.cardHead}>
        <Text as="h3" size={400} weight="semibold" style={{ margin: 0 }}>
          {title}
        </Text>
      </div>
      <RadioGroup
        aria-label={title}
        value={keyOf(choice)}
        disabled={disabled}
        onChange={(_event, data) => send({ type: "choose", slot, choice: choiceFrom(data.value) })}
      >
        <CandidateList slot={slot} draft={draft} chosen={choice} styles={styles} />
        <Radio
          value="create"
          disabled={!creatable}
          label={creatable ? strings("choice_create") : strings(`choice_create_not_${slot}`)}
        />
        {(policy !== "always" || choice.action === "none") && <Radio value="none" label={strings("choice_none")} />}
      </RadioGroup>
      {record?.action === "create" && (
        <RecordValues record={record} draft={draft} disabled={disabled} styles={styles} send={send} />
      )}
      {record?.action === "link" && (
        <LinkedRecord record={record} draft={draft} disabled={disabled} styles={styles} send={send} />
      )}
    </section>
  );
}

function keyOf(choice: RecordChoice): string {
  return choice.action === "link" ? `link:${choice.id}` : choice.action;
}

function choiceFrom(key: string): RecordChoice {
  if (key.startsWith("link:")) return { action: "link", id: key.slice(5) };

  return key === "create" ? { action: "create" } : { action: "none" };
}
