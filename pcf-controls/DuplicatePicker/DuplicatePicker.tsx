import { Button, Checkbox, Text } from "@fluentui/react-components";
import * as React from "react";
import type { Dataverse } from "../../core/dataverse/port";
import type { StoredRow } from "../../core/dataverse/row";
import { findMatches } from "../../core/matching";
import type { FoundCandidates } from "../../core/matching/candidates/find";
import type { SearchPort } from "../../core/matching/candidates/search";
import type { MatchResult, RejectedPair } from "../../core/matching/types";
import type { Found, PickerOption } from "../ui/matching/MatchPicker";
import { MatchPicker } from "../ui/matching/MatchPicker";
import { noteWords } from "../ui/matching/notes";
import { nameOfRow } from "../ui/matching/say";
import { searchRecords } from "../ui/matching/search-records";
import { useMatchStyles } from "../ui/matching/styles";
import { useHost } from "../ui/Shell";
import type { LeadColumn, LeadValues } from "./columns";
import { fillBlanks, leadRow } from "./columns";

export interface ChosenRecord {
  readonly id: string;
  readonly name: string;
}

export interface DuplicatePickerProps {
  readonly table: "account" | "contact";
  /** Empty while the lead is not saved. */
  readonly leadId: string;
  readonly values: LeadValues;
  readonly chosen?: ChosenRecord;
  readonly disabled: boolean;
  readonly dataverse: Pick<Dataverse, "read">;
  readonly search?: SearchPort;
  readonly rejected: readonly RejectedPair[];
  /** What else may be chosen, where the lead is not the form's own: nothing is filled there. */
  readonly options?: readonly PickerOption[];
  /** Remembers a refusal, by the record's name for those who read it, and answers all of this lead. */
  onReject(pair: RejectedPair, name: string): readonly RejectedPair[];
  onChange(chosen: ChosenRecord | undefined, filled: LeadValues): void;
}

/** Milliseconds that typing rests before the lead is looked up again. */
const PAUSE = 600;

/**
 * The Existing Account or Existing Contact of a lead: matches with their reasons. The search looks among them on a saved lead and in all records on
 * a new one, as the platform's own lookups do (facts/sales-qualification.md §3); a tick widens it.
 */
export function DuplicatePicker(props: DuplicatePickerProps): React.ReactElement {
  const { table, leadId, values, chosen, disabled, dataverse, options, onChange, onReject } = props;
  const { strings } = useHost();
  const styles = useMatchStyles();
  const found = useMatches(props, JSON.stringify(values));
  const [rejected, setRejected] = React.useState(props.rejected);
  const [filled, setFilled] = React.useState<readonly LeadColumn[]>([]);
  const name =
    table === "account" ? (values.companyname ?? "") : [values.firstname, values.lastname].filter(Boolean).join(" ");
  const [widened, setWidened] = React.useState(false);
  const candidates = found.state === "found" ? found.result.candidates : undefined;
  const searchHere = React.useCallback(
    (text: string) =>
      widened || !leadId ? searchRecords(dataverse, table, text) : Promise.resolve(among(candidates ?? [], text)),
    [dataverse, table, widened, leadId, candidates],
  );
  const choose = (row: StoredRow) => {
    const more = options ? {} : fillBlanks(values, row);
    setFilled(Object.keys(more) as LeadColumn[]);
    onChange({ id: row.id, name: nameOfRow(row) }, more);
  };

  return (
    <div className={styles.picker}>
      {chosen && (
        <div className={styles.foot}>
          <Text className={styles.name}>{strings("match_chosen", chosen.name)}</Text>
          <Button
            type="button"
            size="small"
            appearance="subtle"
            disabled={disabled}
            onClick={() => {
              setFilled([]);
              onChange(undefined, {});
            }}
          >
            {strings("match_clear")}
          </Button>
        </div>
      )}
      {chosen && filled.length > 0 && (
        <Text role="status" className={styles.subtle}>
          {strings(
            "match_filled",
            filled.map((column) => strings(`match_column_${column}`)).join(strings("list_comma")),
          )}
        </Text>
      )}
      <MatchPicker
        table={table}
        leadName={name}
        found={withRejected(found, rejected)}
        chosenId={chosen?.id}
        disabled={disabled}
        styles={styles}
        search={searchHere}
        options={options}
        onChoose={choose}
        onReject={(row) => setRejected(onReject({ table, id: row.id }, nameOfRow(row)))}
      />
      {leadId && (
        <Checkbox
          label={strings("match_all_records")}
          checked={widened}
          disabled={disabled}
          onChange={(_event, data) => setWidened(data.checked === true)}
        />
      )}
    </div>
  );
}

/** Matches whose name holds the text. */
function among(candidates: MatchResult["candidates"], text: string): readonly StoredRow[] {
  const wanted = text.trim().toLowerCase();

  return candidates.map(({ row }) => row).filter((row) => nameOfRow(row).toLowerCase().includes(wanted));
}

function withRejected(found: Found, rejected: readonly RejectedPair[]): Found {
  if (found.state === "looking") return found;
  const isRejected = (id: string): boolean =>
    rejected.some((pair) => pair.id === id && pair.table === found.result.table);
  const candidates = found.result.candidates.filter((each) => !isRejected(each.row.id));

  return { ...found, result: { ...found.result, candidates } };
}

/** Matches of the lead as it stands on the form; looked up again when typing has rested. */
function useMatches(props: DuplicatePickerProps, valuesKey: string): Found {
  const { table, leadId, dataverse, search } = props;
  const { strings } = useHost();
  const [found, setFound] = React.useState<Found>({ state: "looking" });
  const latest = React.useRef(props);
  latest.current = props;

  React.useEffect(() => {
    let current = true;
    const { values, rejected } = latest.current;
    const timer = setTimeout(
      () => {
        void findMatches(leadRow(leadId, values), dataverse, search, { rejected }).then((answer) => {
          if (!current) return;
          setFound(
            answer.ok
              ? show(answer.value.matches[table], answer.value)
              : { state: "found", result: nothing(table), notes: [strings("match_search_failed")] },
          );
        });
      },
      found.state === "looking" ? 0 : PAUSE,
    );

    return () => {
      current = false;
      clearTimeout(timer);
    };
    // The values count by what they are, not by the object that holds them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [valuesKey, leadId, table, dataverse, search]);

  function show(result: MatchResult, candidates: FoundCandidates): Found {
    return { state: "found", result, notes: noteWords(candidates.notes, strings) };
  }

  return found;
}

function nothing(table: MatchResult["table"]): MatchResult {
  return { table, decision: "create", candidates: [] };
}
