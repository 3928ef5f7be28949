import { Checkbox, Field, Input, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
import * as React from "react";
import { disqualifyReasons } from "../../core/later";
import { useHost } from "../ui/Shell";
import type { CloseDraft, CloseEvent } from "./state";

interface ReasonFormProps {
  readonly draft: CloseDraft;
  readonly busy: boolean;
  send(event: CloseEvent): void;
}

/** Reason, comment, what to keep, when to ask again. Number keys choose a reason. */
export function ReasonForm({ draft, busy, send }: ReasonFormProps): React.ReactElement | null {
  const { strings } = useHost();
  const { choices, items } = draft;
  const context = items[0]?.context;
  if (!context) return null;
  const reasons = disqualifyReasons(context);
  const chosen = reasons.find((reason) => reason.status === choices.status);
  const label = (status: number, own: string | undefined) =>
    own ?? context.status?.options?.find((option) => option.value === status)?.label ?? String(status);
  const choose = (status: number) => {
    const days = reasons.find((reason) => reason.status === status)?.followUpDays;
    const followUpOn = days === undefined ? choices.followUpOn : addDays(new Date(), days);
    send({ type: "choose", choices: { ...choices, status, ...(followUpOn ? { followUpOn } : {}) } });
  };
  const company = items.some(
    (item) => item.context.lead.values["companyname"] && !item.context.lead.values["parentaccountid"],
  );

  return (
    <>
      <RadioGroup
        aria-label={strings("reason")}
        value={choices.status === undefined ? "" : String(choices.status)}
        disabled={busy}
        onChange={(_event, data) => choose(Number(data.value))}
        onKeyDown={(event) => {
          const reason = reasons[Number(event.key) - 1];
          if (reason) choose(reason.status);
        }}
      >
        {reasons.map((reason, index) => (
          <Radio
            key={reason.status}
            value={String(reason.status)}
            label={`${index + 1}  ${label(reason.status, reason.label)}${reason.help ? ` \u2013 ${reason.help}` : ""}`}
          />
        ))}
      </RadioGroup>
      {chosen?.comment !== "none" && (
        <Field label={strings("comment")} required={chosen?.comment === "required"}>
          <Textarea
            disabled={busy}
            resize="vertical"
            value={choices.comment ?? ""}
            onChange={(_event, data) => send({ type: "choose", choices: { ...choices, comment: data.value } })}
          />
        </Field>
      )}
      {company && context.profile.disqualify.keepAccount !== "never" && (
        <Checkbox
          label={strings("keep_account")}
          disabled={busy || context.profile.disqualify.keepAccount === "always"}
          checked={context.profile.disqualify.keepAccount === "always" || choices.keepAccount === true}
          onChange={(_event, data) =>
            send({ type: "choose", choices: { ...choices, keepAccount: data.checked === true } })
          }
        />
      )}
      <Field label={strings("follow_up")}>
        <Input
          type="date"
          disabled={busy}
          value={choices.followUpOn ?? ""}
          onChange={(_event, data) =>
            send({ type: "choose", choices: { ...choices, followUpOn: data.value || undefined } })
          }
        />
      </Field>
    </>
  );
}

function addDays(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
