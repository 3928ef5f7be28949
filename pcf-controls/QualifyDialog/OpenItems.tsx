import { Button, Input, MessageBar, MessageBarBody } from "@fluentui/react-components";
import * as React from "react";
import { isLookup } from "../../core";
import type { Check } from "../../core/plan/types";
import { describeCheck } from "../ui/describe";
import type { DialogStyles } from "../ui/dialog-styles";
import { ValueEditor } from "../ui/editors/ValueEditor";
import { useHost } from "../ui/Shell";
import type { DialogEvent, Draft } from "./state";

interface OpenItemsProps {
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly styles: DialogStyles;
  send(event: DialogEvent): void;
}

/**
 * What is to be settled, on top: first what needs somebody else or a choice below, then the lead's columns with their
 * fields. A field stays where it is once it was used, so that nothing moves under the hands of who types.
 */
export function OpenItems(props: OpenItemsProps): React.ReactElement | null {
  const { draft } = props;
  const { plan, context, choices } = draft;
  const ofColumn = (column: string) => plan.checks.filter((check) => check.slot === "lead" && check.column === column);
  const columns = new Set([
    ...(context.process?.required ?? []),
    ...context.profile.document.checklist.flatMap((item) => item.column ?? []),
    ...plan.checks.flatMap((check) => (check.slot === "lead" && check.column ? [check.column] : [])),
    ...Object.keys(choices.lead ?? {}),
  ]);
  const fields = [...columns].filter((column) => column in (choices.lead ?? {}) || ofColumn(column).length > 0);
  const general = plan.checks.filter((check) => !check.column && (check.mayOverrule || check.overruled === undefined));

  return (
    <>
      {general.map((check) => (
        <Item key={check.key} {...props} checks={[check]} />
      ))}
      {fields.map((column) => (
        <Item key={column} {...props} checks={ofColumn(column)} column={column} />
      ))}
    </>
  );
}

interface ItemProps extends OpenItemsProps {
  readonly checks: readonly Check[];
  readonly column?: string;
}

/** One message with its remedy in place: the field, the reason for going on all the same, or reading again. */
function Item({ checks, column, draft, disabled, styles, send }: ItemProps): React.ReactElement {
  const { strings } = useHost();
  const { context, choices } = draft;
  const blocks = checks.some((check) => check.severity === "block" && check.overruled === undefined);
  const id = `lead-${column ?? checks[0]?.key.replace(/\W/g, "-") ?? ""}`;
  const label = context.metadata["lead"]?.columns[column ?? ""]?.displayName ?? "";
  const text =
    checks.map((check) => describeCheck(check, context.metadata, strings)).join(" ") || strings("settled", label);

  return (
    <MessageBar
      className={styles.item}
      intent={blocks ? "error" : checks.length > 0 ? "warning" : "success"}
      layout="multiline"
    >
      <MessageBarBody className={styles.itemBody}>
        <span id={`${id}-check`} className={styles.itemText}>
          {text}
        </span>
        {column && (
          <div className={styles.itemField}>
            <label htmlFor={id} className={text.includes(label) ? styles.unseen : undefined}>
              {label}
            </label>
            <LeadField {...{ id, column, draft, disabled, send }} invalid={blocks} />
          </div>
        )}
        {checks
          .filter((check) => check.mayOverrule && check.severity === "block")
          .map((check) => (
            <Input
              key={check.key}
              className={styles.itemField}
              size="small"
              disabled={disabled}
              aria-label={strings("overrule")}
              placeholder={strings("overrule")}
              aria-describedby={`${id}-check`}
              value={choices.overruled?.[check.key] ?? ""}
              onChange={(_event, data) => send({ type: "overrule", key: check.key, reason: data.value })}
            />
          ))}
        {checks.some((check) => check.id === "row-changed" || check.id === "lead-closed") && (
          <Button size="small" disabled={disabled} onClick={() => send({ type: "reload" })}>
            {strings("read_again")}
          </Button>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}

interface LeadFieldProps extends Omit<OpenItemsProps, "styles"> {
  readonly id: string;
  readonly column: string;
  readonly invalid: boolean;
}

/** The field of a column of the lead, with the editor of its type. */
function LeadField({ id, column: name, draft, disabled, invalid, send }: LeadFieldProps): React.ReactElement | null {
  const { metadata, lead, currencies, baseCurrency } = draft.context;
  const values = { ...lead.values, ...draft.choices.lead };
  const column = metadata["lead"]?.columns[name];
  const value = values[name] ?? null;
  const own = values["transactioncurrencyid"];
  if (!column?.canUpdate) return null;

  return (
    <ValueEditor
      id={id}
      column={column}
      value={value}
      symbol={currencies.find((one) => one.id === (isLookup(own) ? own.id : baseCurrency))?.symbol}
      disabled={disabled}
      invalid={invalid}
      describedBy={`${id}-check`}
      onChange={(changed) => send({ type: "editLead", column: name, value: changed })}
    />
  );
}
