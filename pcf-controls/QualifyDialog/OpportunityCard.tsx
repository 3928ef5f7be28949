import type { RadioGroupProps } from "@fluentui/react-components";
import { Button, Radio, RadioGroup, Tab, TabList, Text } from "@fluentui/react-components";
import * as React from "react";
import type { Dataverse } from "../../core/dataverse/port";
import { joinableDeals, opportunityChoices } from "../../core";
import { RecordSearch } from "../ui/matching/MatchPicker";
import { useRecordSearch } from "../ui/matching/search-records";
import { useMatchStyles } from "../ui/matching/styles";
import { useHost } from "../ui/Shell";
import { RecordValues } from "./RecordValues";
import type { DialogEvent, Draft } from "./state";
import type { DialogStyles } from "../ui/dialog-styles";

interface OpportunityCardProps {
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly styles: DialogStyles;
  readonly dataverse: Dataverse;
  newKey(): string;
  send(event: DialogEvent): void;
}

/** The card of the opportunities: none, one, or several as tabs, each with its own values. */
export function OpportunityCard({
  draft,
  disabled,
  styles,
  dataverse,
  newKey,
  send,
}: OpportunityCardProps): React.ReactElement {
  const { strings } = useHost();
  const policy = draft.context.profile.document.records.opportunity;
  const choices = opportunityChoices(draft.context, draft.choices);
  const joined = choices.find((choice) => choice.action === "join");
  const deals = policy.joinOpen ? joinableDeals(draft.context, draft.choices) : [];
  const slots = choices.map((choice) => choice.slot);
  const [wanted, setWanted] = React.useState("opportunity");
  // Another one is added to be filled in: its tab opens.
  const last = slots[slots.length - 1] ?? "";
  React.useEffect(() => setWanted(last), [last]);
  const current = slots.includes(wanted) ? wanted : (slots[0] ?? "");
  const record = draft.plan.records.find((one) => one.slot === current);
  const title = strings("title_opportunity");
  const matchStyles = useMatchStyles();
  const search = useRecordSearch(dataverse, "opportunity");
  // Two groups of one name: deals, which come late, stand below the values and move none of them.
  const choice: RadioGroupProps = {
    name: "enq-opportunity",
    value: joined ? `join:${joined.id}` : slots.length > 0 ? "create" : "none",
    disabled,
    onChange: (_event, data) => {
      if (data.value === "create") send({ type: "addOpportunity", id: newKey() });
      else if (data.value.startsWith("join:")) {
        send({ type: "joinDeal", id: data.value.slice(5), connectionId: newKey() });
      } else for (const slot of slots) send({ type: "removeOpportunity", slot });
    },
  };

  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.cardHead}>
        <Text as="h3" size={400} weight="semibold" style={{ margin: 0 }}>
          {title}
        </Text>
        {!joined && slots.length > 0 && slots.length < policy.max && (
          <Button
            size="small"
            appearance="subtle"
            disabled={disabled}
            onClick={() => send({ type: "addOpportunity", id: newKey() })}
          >
            {strings("add_opportunity")}
          </Button>
        )}
      </div>
      <RadioGroup aria-label={title} {...choice}>
        {policy.decide !== "never" && <Radio value="create" label={strings("choice_create")} />}
        {policy.decide !== "always" && <Radio value="none" label={strings("choice_none_opportunity")} />}
      </RadioGroup>
      {slots.length > 1 && (
        <TabList size="small" selectedValue={current} onTabSelect={(_event, data) => setWanted(String(data.value))}>
          {slots.map((slot, index) => (
            <Tab key={slot} value={slot}>
              {strings("opportunity_number", index + 1)}
            </Tab>
          ))}
        </TabList>
      )}
      {record?.action === "create" && (
        <RecordValues key={current} record={record} draft={draft} disabled={disabled} styles={styles} send={send} />
      )}
      {slots.length > 1 && current !== slots[0] && (
        <Button
          className={styles.start}
          size="small"
          appearance="transparent"
          disabled={disabled}
          onClick={() => send({ type: "removeOpportunity", slot: current })}
        >
          {strings("remove_opportunity")}
        </Button>
      )}
      {policy.joinOpen && (
        <div className={styles.values}>
          {deals.length > 0 && (
            <RadioGroup aria-label={strings("title_join")} {...choice}>
              {deals.map((deal) => (
                <Radio
                  key={deal.id}
                  value={`join:${deal.id}`}
                  label={
                    <span className={styles.candidate}>
                      <span className={styles.name}>{strings("choice_join", deal.name)}</span>
                      <span className={styles.subtle}>
                        {[strings("join_text"), deal.owner].filter(Boolean).join(" \u00b7 ")}
                      </span>
                    </span>
                  }
                />
              ))}
            </RadioGroup>
          )}
          <RecordSearch
            search={search}
            disabled={disabled}
            styles={matchStyles}
            label={strings("search_deal")}
            onChoose={(row) => send({ type: "pick", row, connectionId: newKey() })}
          />
        </div>
      )}
    </section>
  );
}
