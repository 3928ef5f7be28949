/** `Mscrm.OpportunityCommandActions`: close as won, close as lost, reopen. */
import * as React from "react";
import {
  Button,
  DialogActions,
  DialogContent,
  Dropdown,
  Field,
  Input,
  Option,
  Textarea,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { createFormatter } from "../api/format";
import { dialogs } from "../dialogs/store";
import { dayText, type FormModel, type OptionInfo } from "../form-model";
import { commandBars } from "../xrm/command-bars";
import { formModelOf } from "../xrm/form-context";
import { host } from "../xrm/state";
import { saveAndReport } from "../xrm/form-save";
import { changeState } from "./form-commands";
import { runAction, showError, whileBusy } from "./records";
import { say } from "./strings";

interface Closing {
  readonly status: number;
  readonly revenue?: number;
  readonly closeDate: string;
  readonly description: string;
}

const useStyles = makeStyles({ content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM } });

async function close(context: unknown, state: 1 | 2): Promise<void> {
  const form = formModelOf(context);
  if (!form?.entityId) return;
  try {
    if (form.isDirty) await saveAndReport(form, {});
  } catch {
    return;
  }
  const isWon = state === 1;
  const reasons = (form.table.attributes.get("statuscode")?.options ?? []).filter((option) => option.state === state);
  const closing = await dialogs.open<Closing>({
    kind: "custom",
    title: say(isWon ? "closeAsWon" : "closeAsLost"),
    draw: (answer) => <CloseQuestion reasons={reasons} isWon={isWon} revenue={revenueOf(form)} onAnswer={answer} />,
  });
  if (closing) await write(form, isWon, closing);
}

function revenueOf(form: FormModel): number {
  return Number(form.row?.actualvalue ?? form.row?.estimatedvalue ?? 0);
}

async function write(form: FormModel, isWon: boolean, closing: Closing): Promise<void> {
  try {
    await whileBusy(say("closing"), () =>
      runAction(isWon ? "WinOpportunity" : "LoseOpportunity", {
        Status: closing.status,
        OpportunityClose: {
          "@odata.type": "Microsoft.Dynamics.CRM.opportunityclose",
          subject: form.primaryName,
          "opportunityid@odata.bind": `/opportunities(${form.entityId})`,
          actualrevenue: closing.revenue,
          actualend: closing.closeDate,
          description: closing.description || undefined,
        },
      }),
    );
    await form.refresh(false);
    commandBars.refresh();
  } catch (error) {
    await showError(error);
  }
}

interface Props {
  readonly reasons: readonly OptionInfo[];
  readonly isWon: boolean;
  readonly revenue: number;
  onAnswer(closing?: Closing): void;
}

function CloseQuestion({ reasons, isWon, revenue, onAnswer }: Props): React.ReactElement {
  const styles = useStyles();
  const [status, setStatus] = React.useState(reasons[0]?.value ?? 0);
  // As the person writes numbers and dates.
  const format = React.useMemo(() => createFormatter(host().user), []);
  const [actual, setActual] = React.useState(() => format.decimal(revenue));
  const [closing, setClosing] = React.useState(() => format.date(dayText(new Date())));
  const [description, setDescription] = React.useState("");
  const amount = format.parseNumber(actual);
  const closeDate = format.parseDate(closing);

  return (
    <>
      <DialogContent className={styles.content}>
        <Field label={say("statusReason")}>
          <Dropdown
            selectedOptions={[String(status)]}
            value={reasons.find(({ value }) => value === status)?.label ?? ""}
            onOptionSelect={(_, data) => setStatus(Number(data.optionValue))}
          >
            {reasons.map(({ value, label }) => (
              <Option key={value} value={String(value)}>
                {label}
              </Option>
            ))}
          </Dropdown>
        </Field>
        {isWon && (
          <Field label={say("actualRevenue")} validationMessage={amount === null ? say("enterNumber") : undefined}>
            <Input value={actual} inputMode="decimal" onChange={(_, data) => setActual(data.value)} />
          </Field>
        )}
        <Field
          label={say("closeDate")}
          validationMessage={closeDate === null ? say("enterDate", format.date(dayText(new Date()))) : undefined}
        >
          <Input value={closing} onChange={(_, data) => setClosing(data.value)} />
        </Field>
        <Field label={say("description")}>
          <Textarea value={description} onChange={(_, data) => setDescription(data.value)} />
        </Field>
      </DialogContent>
      <DialogActions>
        <Button
          appearance="primary"
          disabled={amount === null || closeDate === null}
          onClick={() =>
            amount !== null &&
            closeDate !== null &&
            onAnswer({ status, revenue: isWon ? amount : undefined, closeDate, description })
          }
        >
          {say("ok")}
        </Button>
        <Button onClick={() => onAnswer()}>{say("cancel")}</Button>
      </DialogActions>
    </>
  );
}

export const opportunityCommands = {
  opportunityClose_markAsWon: (context: unknown) => close(context, 1),
  opportunityClose_markAsLost: (context: unknown) => close(context, 2),
  reopenOpportunity: (context: unknown) => changeState(context, 6, { statecode: 0, statuscode: 1 }),
};
