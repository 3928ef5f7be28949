import { Checkbox, Field, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
import * as React from "react";
import { disqualifyReasons } from "../../core/later";
import type { ColumnMetadata } from "../../core/dataverse/metadata";
import { DateEditor } from "../ui/editors/DateEditor";
import { useHost } from "../ui/Shell";
import type { CloseDraft, CloseEvent } from "./state";

interface ReasonFormProps {
  readonly draft: CloseDraft;
  readonly busy: boolean;
  send(event: CloseEvent): void;
}

/** A day without a time, of no table. */
const day: ColumnMetadata = {
  logicalName: "",
  displayName: "",
  kind: "DateTime",
  format: "DateOnly",
  required: "None",
  canCreate: true,
  canUpdate: true,
  canRead: true,
};

/** Reason, comment, what to keep, when to ask again. Number keys choose a reason. */
export function ReasonForm({ draft, busy, send }: ReasonFormProps): React.ReactElement | null {
  const { strings } = useHost();
  const { choices, items } = draft;
  const context = items[0]?.context;
  // The keys work from the first moment on, wherever the focus is.
  const byKey = React.useRef<(event: KeyboardEvent) => void>(() => undefined);
  React.useEffect(() => {
    const press = (event: KeyboardEvent) => byKey.current(event);
    document.addEventListener("keydown", press);

    return () => document.removeEventListener("keydown", press);
  }, []);
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
  byKey.current = (event) => {
    const reason = event.ctrlKey || event.altKey || event.metaKey ? undefined : reasons[Number(event.key) - 1];
    if (reason && !busy && !isWriting(event)) choose(reason.status);
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
        <DateEditor
          id="follow-up"
          column={{ ...day, displayName: strings("follow_up") }}
          value={choices.followUpOn ?? null}
          disabled={busy}
          onChange={(value) =>
            send({
              type: "choose",
              choices: { ...choices, followUpOn: typeof value === "string" ? value : undefined },
            })
          }
        />
      </Field>
    </>
  );
}

/** A number is a text where somebody writes. */
function isWriting({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "radio");
}

function addDays(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
