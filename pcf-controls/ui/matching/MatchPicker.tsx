import { Button, Input, mergeClasses, Skeleton, SkeletonItem, Text } from "@fluentui/react-components";
import * as React from "react";
import type { StoredRow } from "../../../core/dataverse/row";
import type { MatchResult, RankedCandidate } from "../../../core/matching/types";
import { useHost } from "../Shell";
import { chooseByKey, MatchCard } from "./MatchCard";
import { lineOfRow, nameOfRow } from "./say";
import type { MatchStyles } from "./styles";

export type Found =
  | { readonly state: "looking" }
  | { readonly state: "found"; readonly result: MatchResult; readonly notes: readonly string[] };

interface MatchPickerProps {
  readonly table: "account" | "contact";
  /** The lead's name for this table: the person or the company. */
  readonly leadName: string;
  readonly found: Found;
  readonly chosenId?: string;
  readonly disabled?: boolean;
  readonly styles: MatchStyles;
  search(text: string): Promise<readonly StoredRow[] | undefined>;
  onChoose(row: StoredRow): void;
  onReject?(row: StoredRow): void;
  /** Names the group of choices where something else is around it. */
  readonly label?: string;
  /** How many cards are shown before the user asks for more. */
  readonly first?: number;
  /** Said in place of how many were found. */
  readonly summary?: string;
  /** Words of the place for one record; with them all candidates are worth showing. */
  readonly words?: (row: StoredRow) => { readonly label: string; readonly verdict: string };
  /** What else may be chosen, after the records: a new one, none. It waits for the matches, which would push it away. */
  readonly options?: readonly PickerOption[];
}

export interface PickerOption {
  readonly label: string;
  readonly chosen: boolean;
  readonly disabled?: boolean;
  onChoose(): void;
}

/** Matches first, any other record by searching in place; arrows move, Space or Enter chooses, Esc leaves the search. */
export function MatchPicker(props: MatchPickerProps): React.ReactElement {
  const { table, leadName, found, chosenId, disabled, styles, onChoose, onReject, words, options = [] } = props;
  const { first = 3 } = props;
  const { strings } = useHost();
  const looking = found.state === "looking";
  const [all, setAll] = React.useState(false);
  const list = React.useRef<HTMLDivElement>(null);
  const choose = React.useCallback((candidate: RankedCandidate) => onChoose(candidate.row), [onChoose]);
  const refused = React.useRef(false);
  const reject = React.useCallback(
    (candidate: RankedCandidate) => {
      refused.current = true;
      onReject?.(candidate.row);
    },
    [onReject],
  );
  // The button that had the focus is gone with its card.
  React.useEffect(() => {
    if (refused.current) list.current?.querySelector<HTMLElement>("[role=radio][tabindex='0']")?.focus();
    refused.current = false;
  });
  const result = found.state === "found" ? found.result : undefined;
  const candidates = result ? (words ? result.candidates : worthShowing(result, chosenId)) : [];
  const shown = candidates.filter((each, index) => all || index < first || each.row.id === chosenId);
  const likely = candidates.filter((each) => each.probability >= 0.05).length;
  const current =
    shown.find((each) => each.row.id === chosenId) ?? (options.some(({ chosen }) => chosen) ? undefined : shown[0]);
  const told = props.summary ?? summary(likely, table, leadName, strings);

  return (
    <div className={styles.picker}>
      <Text role="status" className={styles.subtle}>
        {looking ? strings("match_looking") : told}
      </Text>
      {looking && (
        <Skeleton className={styles.waiting} aria-hidden="true">
          {Array.from({ length: props.options ? 9 : 2 }, (_unused, row) => (
            <SkeletonItem key={row} size={row % 2 === 0 ? 20 : 16} />
          ))}
        </Skeleton>
      )}
      {!looking && shown.length + options.length > 0 && (
        <div
          ref={list}
          role="radiogroup"
          aria-label={props.label ?? told}
          className={styles.list}
          onKeyDown={(event) => moveFocus(event, list.current)}
        >
          {shown.map((candidate, index) => (
            <MatchCard
              key={candidate.row.id}
              candidate={candidate}
              chosen={candidate.row.id === chosenId}
              focusable={candidate === current}
              whyNotAutomatic={index === 0 ? result?.whyNotAutomatic : undefined}
              words={words?.(candidate.row)}
              disabled={disabled}
              styles={styles}
              onChoose={choose}
              onReject={onReject ? reject : undefined}
            />
          ))}
          {shown.length < candidates.length && (
            <div>
              <Button size="small" appearance="transparent" onClick={() => setAll(true)}>
                {strings("match_more", candidates.length - shown.length)}
              </Button>
            </div>
          )}
          {options.map((option) => (
            <OptionRow key={option.label} {...option} disabled={disabled || option.disabled} styles={styles} />
          ))}
        </div>
      )}
      {found.state === "found" &&
        found.notes.map((note) => (
          <Text key={note} className={styles.subtle}>
            {note}
          </Text>
        ))}
      {(!looking || !props.options) && (
        <RecordSearch search={props.search} onChoose={onChoose} disabled={disabled} styles={styles} />
      )}
    </div>
  );
}

function OptionRow(props: PickerOption & { readonly styles: MatchStyles }): React.ReactElement {
  const { label, chosen, disabled, styles, onChoose } = props;

  return (
    <div
      role="radio"
      aria-checked={chosen}
      aria-disabled={disabled}
      tabIndex={chosen ? 0 : -1}
      className={styles.option}
      onClick={disabled ? undefined : onChoose}
      onKeyDown={(event) => {
        if (!disabled) chooseByKey(event, chosen, onChoose);
      }}
    >
      <span className={mergeClasses(styles.mark, chosen && styles.marked)} />
      {label}
    </div>
  );
}

/** What is likely, what is related, and what was chosen; a stranger with one word in common is noise. */
function worthShowing(result: MatchResult, chosenId: string | undefined): readonly RankedCandidate[] {
  return result.candidates.filter(
    (each) =>
      each.row.id === chosenId ||
      (!each.rejected &&
        (each.probability >= 0.02 || each.verdict === "relatedCompany" || each.verdict === "otherPerson")),
  );
}

function summary(
  count: number,
  table: "account" | "contact",
  name: string,
  strings: ReturnType<typeof useHost>["strings"],
): string {
  if (count === 0) return strings("match_found_none");

  return strings(count === 1 ? `match_found_one_${table}` : `match_found_many_${table}`, name, count);
}

function moveFocus(event: React.KeyboardEvent, list: HTMLDivElement | null): void {
  const step =
    event.key === "ArrowDown" || event.key === "ArrowRight"
      ? 1
      : event.key === "ArrowUp" || event.key === "ArrowLeft"
        ? -1
        : 0;
  const cards = [...(list?.querySelectorAll<HTMLElement>("[role=radio]") ?? [])];
  const at = cards.indexOf(event.target as HTMLElement);
  if (step === 0 || at < 0) return;
  event.preventDefault();
  cards[(at + step + cards.length) % cards.length]?.focus();
}

/** Milliseconds after the last key. */
const PAUSE = 250;

type RecordSearchProps = Pick<MatchPickerProps, "search" | "onChoose" | "disabled" | "styles"> & {
  readonly label?: string;
};

/** Any other record: type, arrow down, Enter; Esc leaves the search. */
export function RecordSearch(props: RecordSearchProps): React.ReactElement {
  const { search, onChoose, disabled, styles } = props;
  const { strings } = useHost();
  const label = props.label ?? strings("match_search");
  const [text, setText] = React.useState("");
  const [open, setOpen] = React.useState(false);
  const [rows, setRows] = React.useState<readonly StoredRow[] | "failed" | undefined>();
  const list = React.useRef<HTMLDivElement>(null);

  React.useEffect(() => {
    if (!open) return;
    let current = true;
    const timer = setTimeout(() => {
      void search(text).then((found) => {
        if (current) setRows(found ?? "failed");
      });
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, open, search]);

  const close = () => {
    setOpen(false);
    setText("");
    setRows(undefined);
  };
  const choose = (row: StoredRow) => {
    onChoose(row);
    close();
  };
  const results = Array.isArray(rows) ? (rows as readonly StoredRow[]) : [];

  return (
    <div
      className={styles.picker}
      // Who tabs by unfolds nothing, and who goes on leaves nothing open.
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowDown") setOpen(true);
        if (event.key === "Escape" && open) {
          event.preventDefault();
          event.stopPropagation();
          close();
        }
        moveResults(event, list.current);
      }}
    >
      <Input
        size="small"
        type="search"
        value={text}
        disabled={disabled}
        placeholder={label}
        aria-label={label}
        onClick={() => setOpen(true)}
        onChange={(_event, data) => {
          setText(data.value);
          setOpen(true);
        }}
        onKeyDown={(event) => {
          const only = results[0];
          // Around it there may be a form that Enter would send.
          if (event.key === "Enter") event.preventDefault();
          if (event.key === "Enter" && only && text) choose(only);
        }}
      />
      {open && rows === "failed" && <Text role="status">{strings("match_search_failed")}</Text>}
      {open && Array.isArray(rows) && rows.length === 0 && (
        <Text role="status">{strings("match_search_none", text)}</Text>
      )}
      {open && results.length > 0 && (
        <div ref={list} role="listbox" aria-label={label} className={styles.list}>
          {results.map((row) => (
            <div
              key={row.id}
              role="option"
              aria-selected={false}
              tabIndex={-1}
              className={styles.card}
              onClick={() => choose(row)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                choose(row);
              }}
            >
              <Text className={styles.name}>{nameOfRow(row)}</Text>
              <Text className={styles.subtle}>
                {[row.values["statecode"] ? strings("match_inactive") : "", lineOfRow(row)].filter(Boolean).join(" · ")}
              </Text>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function moveResults(event: React.KeyboardEvent, list: HTMLDivElement | null): void {
  const options = [...(list?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
  if (options.length === 0 || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  event.preventDefault();
  const at = options.indexOf(event.target as HTMLElement);
  const next = event.key === "ArrowDown" ? at + 1 : at - 1;
  options[Math.max(0, Math.min(options.length - 1, next))]?.focus();
}
