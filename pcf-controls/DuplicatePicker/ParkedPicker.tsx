import { Text } from "@fluentui/react-components";
import * as React from "react";
import { formattedValue } from "../../core";
import { useHost } from "../ui/Shell";
import type { LeadValues } from "./columns";
import { LEAD_COLUMNS } from "./columns";
import type { DuplicatePickerProps } from "./DuplicatePicker";
import { DuplicatePicker } from "./DuplicatePicker";

export type Decision = "link" | "create" | "none";

interface ParkedPickerProps extends Omit<DuplicatePickerProps, "values" | "options"> {
  readonly decision: Decision | undefined;
  onDecide(decision: Decision): void;
}

type Lead =
  | { readonly state: "reading" | "gone" }
  | { readonly state: "closed"; readonly label: string }
  | { readonly state: "open"; readonly values: LeadValues };

/**
 * The picker in the queue of parked leads: it reads the lead itself, matches it as it is now, and offers a new record and none beside the
 * matches. A lead that somebody closed meanwhile is said to be closed.
 */
export function ParkedPicker(props: ParkedPickerProps): React.ReactElement {
  const { table, leadId, dataverse, decision, onDecide } = props;
  const { strings } = useHost();
  const [lead, setLead] = React.useState<Lead>({ state: "reading" });
  React.useEffect(() => {
    let current = true;
    setLead({ state: leadId ? "reading" : "gone" });
    if (leadId) {
      const select = [...LEAD_COLUMNS, "statecode"];
      void dataverse.read([{ kind: "row", set: "leads", id: leadId, select }]).then((read) => {
        const answer = read.ok ? read.value[0] : undefined;
        if (!current) return;
        if (!answer?.ok) return setLead({ state: "gone" });
        const { statecode, ...row } = answer.value;
        const texts = LEAD_COLUMNS.map((column) => [column, typeof row[column] === "string" ? row[column] : ""]);
        setLead(
          statecode === 0
            ? { state: "open", values: Object.fromEntries(texts) as LeadValues }
            : { state: "closed", label: formattedValue("statecode", answer.value) ?? "" },
        );
      });
    }

    return () => {
      current = false;
    };
  }, [leadId, dataverse]);
  if (lead.state !== "open") {
    const key = lead.state === "reading" ? "match_looking" : `parked_lead_${lead.state}`;
    return <Text role="status">{strings(key, lead.state === "closed" ? lead.label : "")}</Text>;
  }
  const option = (what: "create" | "none") => ({
    label: strings(what === "create" ? `parked_create_${table}` : "parked_none"),
    chosen: decision === what,
    onChoose: () => onDecide(what),
  });

  return <DuplicatePicker {...props} values={lead.values} options={[option("create"), option("none")]} />;
}
