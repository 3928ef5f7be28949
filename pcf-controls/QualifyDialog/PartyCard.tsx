import { Button, Text } from "@fluentui/react-components";
import * as React from "react";
import type { Dataverse } from "../../core/dataverse/port";
import { canCreate, choiceOf, compare, matchOptions, textOf } from "../../core";
import type { DialogStyles } from "../ui/dialog-styles";
import { MatchPicker } from "../ui/matching/MatchPicker";
import { noteWords } from "../ui/matching/notes";
import { useRecordSearch } from "../ui/matching/search-records";
import { useMatchStyles } from "../ui/matching/styles";
import { useHost } from "../ui/Shell";
import { LinkedRecord } from "./LinkedRecord";
import { RecordValues } from "./RecordValues";
import type { DialogEvent, Draft } from "./state";

interface PartyCardProps {
  readonly slot: "account" | "contact";
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly styles: DialogStyles;
  readonly dataverse: Dataverse;
  newKey(): string;
  send(event: DialogEvent): void;
}

/** The card of account or contact: link one that is there, make a new one, or none. */
export function PartyCard(props: PartyCardProps): React.ReactElement {
  const { slot, draft, disabled, styles, dataverse, newKey, send } = props;
  const { strings } = useHost();
  const matchStyles = useMatchStyles();
  const { context, choices, plan, matching } = draft;
  // Matches that come late would move what the seller is about to click; the button waits for them anyway.
  const waits = matching === "running";
  const choice = choiceOf(slot, context, choices);
  const record = plan.records.find((one) => one.slot === slot);
  const title = strings(`title_${slot}`);
  const policy = context.profile.document.records[slot].decide;
  const creatable = canCreate(slot, context) && policy !== "never";
  const refused = (choices.refused ?? []).filter(({ table }) => table === slot);
  const known = context.candidates.filter(
    ({ table, row }) => table === slot && !refused.some(({ id }) => id === row.id),
  );
  const candidates = known.flatMap((candidate) => compare(candidate, context).match ?? []);
  const whyNotAutomatic = refused.length > 0 ? undefined : known[0]?.whyNot;
  const search = useRecordSearch(dataverse, slot, matchOptions(context).columns?.[slot]);
  const { fullname, companyname } = context.lead.values;
  const choose = (action: "create" | "none") => ({
    chosen: choice.action === action,
    onChoose: () => send({ type: "choose", slot, choice: { action } }),
  });

  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.cardHead}>
        <Text as="h3" size={400} weight="semibold" style={{ margin: 0 }}>
          {title}
        </Text>
      </div>
      <MatchPicker
        table={slot}
        label={title}
        leadName={textOf(slot === "account" ? companyname : fullname)}
        found={
          waits
            ? { state: "looking" }
            : {
                state: "found",
                result: { table: slot, decision: "ask", candidates, ...(whyNotAutomatic ? { whyNotAutomatic } : {}) },
                notes: context.notes && slot === "contact" ? noteWords(context.notes, strings) : [],
              }
        }
        summary={
          matching === "failed"
            ? strings("match_failed")
            : known.length === 0
              ? strings(creatable ? `match_none_${slot}` : "match_none")
              : undefined
        }
        words={(row) => {
          const { name = "", verdict = "picked" } = known.find((one) => one.row.id === row.id) ?? {};
          return { label: strings("choice_link", name), verdict: strings(`verdict_${verdict}`) };
        }}
        first={1}
        chosenId={choice.action === "link" ? choice.id : undefined}
        options={[
          {
            label: strings(creatable ? "choice_create" : `choice_create_not_${slot}`),
            disabled: !creatable,
            ...choose("create"),
          },
          ...(policy !== "always" || choice.action === "none"
            ? [{ label: strings("choice_none"), ...choose("none") }]
            : []),
        ]}
        disabled={disabled}
        styles={matchStyles}
        search={search}
        onChoose={(row) => send({ type: "pick", row, connectionId: "" })}
        // Who may not remember it for everybody is not offered it.
        {...(context.missingRights?.includes("prvCreateenq_Rejection")
          ? {}
          : { onReject: (row) => send({ type: "refuse", row, key: newKey() }) })}
      />
      {refused.map(({ id, name }) => (
        <div key={id} className={styles.row}>
          <Text size={200} className={styles.subtle}>{`${strings("match_reject")}: ${name}`}</Text>
          <Button
            size="small"
            appearance="transparent"
            disabled={disabled}
            aria-label={`${strings("unrefuse")}: ${name}`}
            onClick={() => send({ type: "unrefuse", id })}
          >
            {strings("unrefuse")}
          </Button>
        </div>
      ))}
      {!waits && record?.action === "create" && (
        <RecordValues record={record} draft={draft} disabled={disabled} styles={styles} send={send} />
      )}
      {!waits && record?.action === "link" && (
        <LinkedRecord record={record} draft={draft} disabled={disabled} styles={styles} send={send} />
      )}
    </section>
  );
}
